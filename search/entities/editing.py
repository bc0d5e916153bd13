"""What an editor does with leaders, as values: check, show, add, export.  `telisik leaders` prints them.

Changes go to an operator's file only, never to the packaged data; a changed file is checked as a whole before it replaces
the old one, so a mistake never leaves links behind that cannot be made.  Not here: publishing new links (`rebuild`).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataFileError, UnknownEntityError
from .gazetteer import Gazetteer, load_gazetteer, read_leaders
from .gazetteer_checks import complaints, warnings
from .leader import DatedOffice, Leader
from .leader_records import line_of
from .names import slug


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the leaders found; `errors` keep a gazetteer from loading, `warnings` rest on dates that are not whole."""

    leaders: int
    errors: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeaderChange:
    """What to add to a leader in an operator's file.  With `name` and `country` it may be a new leader."""

    leader: str
    name: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    office: DatedOffice | None = None
    needs_context: bool | None = None


def check(operator_file: Path | None = None) -> CheckReport:
    """Everything that is wrong with the packaged leaders and an operator's file together."""
    try:
        leaders, places = read_leaders(operator_file)
    except DataFileError as error:
        return CheckReport(0, (str(error),), ())
    return CheckReport(len(leaders), tuple(complaints(leaders, places)), tuple(warnings(leaders, places)))


def show(gazetteer: Gazetteer, text: str) -> Leader:
    """The leader that an id, QID, name or alias stands for.  Raises UnknownEntityError that names the nearest ones."""
    id = gazetteer.resolve(text)
    if id is None:
        near = ", ".join(gazetteer.nearest(text)) or "none"
        raise UnknownEntityError(f"No leader is called {text!r}; the nearest are: {near}.")
    return gazetteer.leaders[id]


def export(gazetteer: Gazetteer) -> str:
    """All leaders as JSON Lines, in the form that an operator's file has."""
    return "".join(map(line_of, gazetteer.leaders.values()))


def add(operator_file: Path, change: LeaderChange) -> Leader:
    """Write a change into an operator's file and return the leader that results.

    The file is made when it does not exist.  Raises DataFileError and leaves the file as it was when the result does not check.
    """
    gazetteer = load_gazetteer(operator_file if operator_file.exists() else None)
    known = gazetteer.resolve(change.leader)
    id = known or slug(change.leader)
    if known is None and not (change.name and change.country):
        near = ", ".join(gazetteer.nearest(change.leader)) or "none"
        raise UnknownEntityError(
            f"No leader is called {change.leader!r}; the nearest are: {near}.  A new leader needs a name and a country."
        )
    before = operator_file.read_text(encoding="utf-8") if operator_file.exists() else ""
    ended = before if not before or before.endswith("\n") else f"{before}\n"
    _replace_checked(operator_file, f"{ended}{json.dumps(_record(id, change), ensure_ascii=False)}\n")
    return load_gazetteer(operator_file).leaders[id]


def _record(id: str, change: LeaderChange) -> dict[str, object]:
    """The line of a change: what it says and nothing else, for lines add up."""
    office = change.office
    written = {"title": office.title, "from": office.start, "to": office.end} if office else {}
    record: dict[str, object] = {
        "id": id,
        "name": change.name,
        "country": change.country,
        "aliases": list(change.aliases),
        "short": list(change.short),
        "offices": [{name: value for name, value in written.items() if value}] if office else [],
    }
    record = {name: value for name, value in record.items() if value}
    return record if change.needs_context is None else {**record, "needs_context": change.needs_context}


def _replace_checked(operator_file: Path, text: str) -> None:
    """Write beside the file, check with all leaders, then replace it: readers see the old or the new one."""
    draft = operator_file.with_name(f"{operator_file.name}.part")
    draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        load_gazetteer(draft)
        draft.replace(operator_file)
    except DataFileError as error:
        raise DataFileError(str(error).replace(draft.name, operator_file.name)) from None
    finally:
        draft.unlink(missing_ok=True)
