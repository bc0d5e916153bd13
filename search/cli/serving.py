"""`telisik serve`: become gunicorn."""

from __future__ import annotations

import os
import re
import sys

import click

from ..errors import SettingsError
from .doctor import packages
from .options import Common, common, examples
from .output import notice

_APPLICATION = "api.wsgi:application()"
_ADDRESS = re.compile(r"(?P<host>[^:\s]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})|unix:\S+")


@click.command(epilog=examples("telisik serve", "telisik serve --bind 127.0.0.1:9000 --workers 4"))
@click.option("--bind", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes; each has four threads."
)
@common
def serve(told: Common, bind: str, workers: int) -> None:
    """Serve the search page and the API.  On the open internet, behind nginx: see docs/operations.md."""
    if not _ADDRESS.fullmatch(bind):
        raise click.BadParameter("write it as 127.0.0.1:8000", param_hint="--bind")
    settings = told.settings
    for finding in packages():
        if not finding.well:
            raise SettingsError(f"{finding.subject} is {finding.detail}.")
    told.collection.usable()
    environment = os.environ | {
        "TELISIK_INDEXES": str(settings.indexes.resolve()),
        "TELISIK_COLLECTION": settings.collection,
        "TELISIK_BIND": bind,
        "TELISIK_WORKERS": str(workers),
    }
    notice(f"serving {settings.collection} on http://{bind}/cari")
    arguments = [sys.executable, "-m", "gunicorn", "-c", "python:api.gunicorn_conf", _APPLICATION]
    os.execve(sys.executable, arguments, environment)  # noqa: S606  # becomes gunicorn: signals reach it as they are
