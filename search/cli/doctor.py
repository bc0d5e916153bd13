"""`telisik doctor`: is everything in order?  Packages, libraries, the directory of indexes, what is published."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path

import click

from ..errors import TelisikError
from ..generations import Collection
from ..settings import Settings
from .options import Common, common, examples
from .output import print_columns, print_json

_OURS = "telisik"
_PACKAGES = ("search", "api")
_WHOOSH = "whoosh"
_WHOOSH_VERSION = "2.7.4"
_NEEDED = ("numpy", "PyStemmer", "ahocorasick-rs", "flask", "flask-smorest", "marshmallow", "gunicorn")
_OPTIONAL = ("trafilatura", "warcio")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `detail` says what to do when it is not well."""

    subject: str
    well: bool
    detail: str


def examine(settings: Settings) -> list[Finding]:
    """Everything that was looked at, in order."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        packages,
        _whoosh,
        _libraries,
        lambda: _indexes(settings.indexes),
        lambda: _published(settings),
    )
    return [finding for look in looks for finding in look()]


def packages() -> Iterator[Finding]:
    """`search` and `api` are names that others use too: two distributions with one package overwrite each other."""
    distributions = packages_distributions()
    for package in _PACKAGES:
        owners = sorted({owner.lower() for owner in distributions.get(package, ())})
        if owners in ([], [_OURS]):
            yield Finding(f"package {package}", True, "only Telisik's" if owners else "run from a checkout")
        else:
            others = ", ".join(owner for owner in owners if owner != _OURS)
            yield Finding(
                f"package {package}", False, f"also in {others}: give Telisik a virtual environment of its own"
            )


def _whoosh() -> Iterator[Finding]:
    owners = sorted({owner.lower() for owner in packages_distributions().get(_WHOOSH, ())})
    if owners == [_WHOOSH]:
        found = version(_WHOOSH)
        yield Finding(
            _WHOOSH,
            found == _WHOOSH_VERSION,
            found if found == _WHOOSH_VERSION else f"{found}: install {_WHOOSH_VERSION}",
        )
    elif not owners:
        yield Finding(_WHOOSH, False, f"missing: pip install whoosh=={_WHOOSH_VERSION}")
    else:
        yield Finding(
            _WHOOSH,
            False,
            f"{', '.join(owners)} share one directory: uninstall all, then install whoosh=={_WHOOSH_VERSION}",
        )


def _libraries() -> Iterator[Finding]:
    for name in _NEEDED:
        found = _version(name)
        yield Finding(name, bool(found), found or f"missing: pip install {name}")
    for name in _OPTIONAL:
        found = _version(name)
        yield Finding(name, True, found or "missing: HTML and WARC cannot be read without the extra html")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _indexes(indexes: Path) -> Iterator[Finding]:
    place = next(folder for folder in (indexes.absolute(), *indexes.absolute().parents) if folder.is_dir())
    try:
        with tempfile.TemporaryFile(dir=place):
            yield Finding("indexes", True, f"{indexes} can be written to")
    except OSError as error:
        well = os.access(place, os.R_OK)
        yield Finding("indexes", False, f"{indexes}: {error.strerror}: {'searching only' if well else 'not even read'}")


def _published(settings: Settings) -> Iterator[Finding]:
    collection = Collection(settings.indexes, settings.collection)
    subject = f"collection {collection.name}"
    try:
        manifest = collection.usable()
    except TelisikError as error:
        yield Finding(subject, False, str(error))
        return
    if manifest.generation == collection.current():
        yield Finding(subject, True, f"{manifest.generation}, {manifest.documents:,} articles")
    else:
        yield Finding(
            subject, False, f"the published generation is damaged; {manifest.generation} stands in: telisik rebuild"
        )


@click.command(epilog=examples("telisik doctor", "telisik doctor --json"))
@common
def doctor(told: Common) -> None:
    """Look whether everything is in order: packages, libraries, the index.  Exit code 1 when something is not."""
    findings = examine(told.settings)
    if told.json:
        print_json(findings)
    else:
        print_columns([("ok" if finding.well else "NOT OK", finding.subject, finding.detail) for finding in findings])
    if not all(finding.well for finding in findings):
        click.get_current_context().exit(1)
