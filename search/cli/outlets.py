"""`telisik outlets unknown | list`: outlets as articles name them."""

from __future__ import annotations

import click

from ..entities.outlets import load_outlets
from ..service import open_service
from .options import Common, common, examples
from .output import print_columns, print_json


@click.group()
def outlets() -> None:
    """Outlets: which there are, and which stand in no table yet."""


def _print(told: Common, unknown_only: bool) -> None:
    table = load_outlets()
    entries = [entry for entry in open_service(told.settings).outlets() if not (unknown_only and table.known(entry.id))]
    if told.json:
        print_json(entries)
    else:
        print_columns([(entry.id, entry.name, entry.site, entry.count) for entry in entries])


@outlets.command(name="list", epilog=examples("telisik outlets list", "telisik outlets list --json"))
@common
def list_outlets(told: Common) -> None:
    """List the outlets of the published articles, with their numbers."""
    _print(told, unknown_only=False)


@outlets.command(epilog=examples("telisik outlets unknown"))
@common
def unknown(told: Common) -> None:
    """List the outlets that stand in no table: their ids were made of what the articles say."""
    _print(told, unknown_only=True)
