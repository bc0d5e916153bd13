"""`telisik leaders check | show | add | export`: who is known.  Links are made in `linking`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..entities import editing
from ..entities.gazetteer import load_gazetteer
from ..entities.leader import DatedOffice
from ..errors import DataFileError, SettingsError
from .linking import explain, link, relink
from .options import Common, common, examples
from .output import notice, print_columns, print_json

_FILE = click.option(
    "--file", "path", type=click.Path(path_type=Path, dir_okay=False), help="The operator's file (TELISIK_LEADERS)."
)


def _operator_file(told: Common, path: Path | None) -> Path | None:
    return path or told.settings.leaders


@click.group()
def leaders() -> None:
    """Leaders: check and show who is known, add an alias, link anew."""


@leaders.command(epilog=examples("telisik leaders check", "telisik leaders check --file pemimpin.jsonl"))
@_FILE
@common
def check(told: Common, path: Path | None) -> None:
    """Check the leaders and the operator's file: form, ids, aliases, offices."""
    report = editing.check(_operator_file(told, path))
    if told.json:
        print_json(report)
    else:
        for line in report.warnings:
            notice(f"warning: {line}")
        click.echo(f"{report.leaders:,} leaders, {'not in order' if report.errors else 'all in order'}")
    if report.errors:
        raise DataFileError("\n".join(report.errors))


@leaders.command(epilog=examples("telisik leaders show jokowi", "telisik leaders show Q3318231 --json"))
@click.argument("leader")
@_FILE
@common
def show(told: Common, leader: str, path: Path | None) -> None:
    """Show a LEADER, by id, QID, name or alias."""
    found = editing.show(load_gazetteer(_operator_file(told, path)), leader)
    if told.json:
        print_json(found)
        return
    facts = {"id": found.id, "name": found.name, "qid": found.qid, "country": found.country_name}
    print_columns([(f"{name}:", value) for name, value in facts.items() if value])
    print_columns([("aliases:", ", ".join(found.aliases) or "none"), ("short:", ", ".join(found.short) or "none")])
    print_columns([(office.title, office.start or "", office.end or "in office") for office in found.offices])


@leaders.command(
    epilog=examples(
        "telisik leaders add joko-widodo --alias 'Pakde Jokowi' --file pemimpin.jsonl",
        "telisik leaders add 'Sari Contoh' --name 'Sari Contoh' --country ID --office 'Bupati Contoh' --from 2025-02-20",
        "telisik leaders relink",
    )
)
@click.argument("leader")
@click.option("--alias", "aliases", multiple=True, help="Another name that stands alone.")
@click.option("--short", multiple=True, help="A form that needs a full mention or an office beside it.")
@click.option("--name", default="", help="The name readers see; with --country, adds a person.")
@click.option("--country", default="", help="The country of a new person, as two letters.")
@click.option("--office", default="", help="The title of an office.")
@click.option("--from", "start", default="", help="When the office began: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--to", "end", default="", help="When the office ended; without it, it is still held.")
@_FILE
@common
def add(told: Common, leader: str, path: Path | None, **given: Any) -> None:
    """Add to a LEADER (or add one) in the operator's file, if the whole stays in order.  `leaders relink` puts it to use."""
    file = _operator_file(told, path)
    if file is None:
        raise SettingsError("There is no operator's file. Name one by --file or TELISIK_LEADERS.")
    office = DatedOffice(given.pop("office"), given.pop("start"), given.pop("end"))
    change = editing.LeaderChange(leader, office=office if office.title else None, **given)
    added = editing.add(file, change)
    if told.json:
        print_json(added)
    else:
        click.echo(f"{file}: {added.id} changed; `telisik leaders relink` puts it to use")


@leaders.command(epilog=examples("telisik leaders export > leaders.jsonl"))
@_FILE
@common
def export(told: Common, path: Path | None) -> None:
    """Print all leaders, ours and the operator's, as JSON Lines."""
    click.echo(editing.export(load_gazetteer(_operator_file(told, path))), nl=False)


for _command in (relink, link, explain):
    leaders.add_command(_command)
