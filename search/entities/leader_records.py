"""Leaders as JSON Lines: one checked record a line.  Errors are `file:line: field: what to do`.

Not here: checks that need several leaders (`gazetteer_checks`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import DataFileError
from .leader import DatedOffice, Leader

_FIELDS = frozenset(
    ("id", "name", "aliases", "short", "country", "offices", "qid", "old_ids", "needs_context", "source", "remove")
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QID = re.compile(r"Q[1-9][0-9]*")
_DATE = re.compile(r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_OFFICE_FIELDS = frozenset(("title", "from", "to"))


class _Record:
    """A JSON object with checked access; every complaint names the place and the field."""

    def __init__(self, data: Mapping[str, object], where: str) -> None:
        self._data = data
        self._where = where

    def fail(self, field: str, advice: str) -> DataFileError:
        """The error to raise about a field."""
        return DataFileError(f"{self._where}: {field}: {advice}")

    def only(self, known: frozenset[str], prefix: str = "") -> None:
        """Refuse fields that are not known."""
        for name in self._data:
            if name not in known:
                raise self.fail(prefix + name, f"is not a field; known are {', '.join(sorted(known))}.")

    def text(self, field: str, pattern: re.Pattern[str] | None = None, advice: str = "", required: bool = False) -> str:
        """A text without line breaks; `""` when absent."""
        value = self._data.get(field, "")
        if not isinstance(value, str) or value != value.strip() or "\n" in value:
            raise self.fail(field, "must be a text without line breaks or outer spaces.")
        if required and not value:
            raise self.fail(field, "is missing; give it.")
        if value and pattern and not pattern.fullmatch(value):
            raise self.fail(field, f"{value!r} {advice}")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of distinct, non-empty texts; empty when absent."""
        value = self._data.get(field, [])
        if not isinstance(value, list):
            raise self.fail(field, 'must be a list, as in ["Jokowi"].')
        for item in value:
            if not isinstance(item, str) or not item.strip() or item != item.strip() or "\n" in item:
                raise self.fail(field, f"{item!r} must be a text without line breaks or outer spaces.")
        return tuple(dict.fromkeys(value))

    def flag(self, field: str) -> bool:
        """Whether the field is true; false when absent."""
        value = self._data.get(field, False)
        if not isinstance(value, bool):
            raise self.fail(field, "must be true or false.")
        return value

    def records(self, field: str) -> Iterator[_Record]:
        """The objects in a list."""
        value = self._data.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(field, 'must be a list of offices, as in [{"title": "Presiden RI", "from": "2014-10-20"}].')
        for number, item in enumerate(value, 1):
            yield _Record(item, f"{self._where}: {field} {number}")


def _office(record: _Record) -> DatedOffice:
    record.only(_OFFICE_FIELDS)
    advice = "is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out."
    start, end = record.text("from", _DATE, advice), record.text("to", _DATE, advice)
    if start and end and end < start[: len(end)]:
        raise record.fail("to", f"{end} is before {start}; correct one of them.")
    return DatedOffice(record.text("title", required=True), start, end)


def parse_object(line: str, where: str) -> dict[str, object]:
    """The JSON object on a line.  Raises DataFileError."""
    try:
        data = json.loads(line)
    except ValueError as error:
        raise DataFileError(f"{where}: not JSON ({error}); write one object a line.") from None
    if not isinstance(data, dict):
        raise DataFileError(f"{where}: not a JSON object; write one object a line.")
    return data


def leader_of(data: Mapping[str, object], where: str, countries: Mapping[str, str]) -> Leader:
    """The leader in a JSON object; `countries` are the labels by ISO code.  Raises DataFileError."""
    record = _Record(data, where)
    record.only(_FIELDS)
    country = record.text("country", required=True)
    if country not in countries:
        raise record.fail("country", f"{country!r} is not in the table of countries; use a code such as ID, US, UN.")
    return Leader(
        id=record.text("id", _SLUG, "is not a slug; use lower-case letters, digits and single hyphens.", required=True),
        name=record.text("name", required=True),
        country=country,
        country_name=countries[country],
        aliases=record.texts("aliases"),
        short=record.texts("short"),
        offices=tuple(_office(item) for item in record.records("offices")),
        qid=record.text("qid", _QID, "is not a Wikidata id; write it as Q76127."),
        old_ids=record.texts("old_ids"),
        needs_context=record.flag("needs_context"),
        source=record.text("source"),
    )


def trusted_leader(line: str | bytes, countries: Mapping[str, str]) -> Leader:
    """The leader on a line of a file that Telisik checked and wrote itself."""
    data = json.loads(line)
    return Leader(
        id=data["id"],
        name=data["name"],
        country=data["country"],
        country_name=countries.get(data["country"], data["country"]),
        aliases=tuple(data.get("aliases", ())),
        short=tuple(data.get("short", ())),
        offices=tuple(DatedOffice(o["title"], o.get("from", ""), o.get("to", "")) for o in data.get("offices", ())),
        qid=data.get("qid", ""),
        old_ids=tuple(data.get("old_ids", ())),
        needs_context=data.get("needs_context", False),
        source=data.get("source", ""),
    )


def record_of(leader: Leader) -> dict[str, object]:
    """The JSON object of a leader, without empty fields.  `leader_of` reads it back."""
    offices = [
        {name: value for name, value in (("title", o.title), ("from", o.start), ("to", o.end)) if value}
        for o in leader.offices
    ]
    record: dict[str, object] = {"id": leader.id, "name": leader.name, "country": leader.country}
    optional: dict[str, object] = {
        "aliases": list(leader.aliases),
        "short": list(leader.short),
        "offices": offices,
        "qid": leader.qid,
        "old_ids": list(leader.old_ids),
        "needs_context": leader.needs_context,
        "source": leader.source,
    }
    return record | {name: value for name, value in optional.items() if value}


def line_of(leader: Leader) -> str:
    """The line of a leader in a JSON Lines file, with its line break."""
    return json.dumps(record_of(leader), ensure_ascii=False) + "\n"


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, from 1.  Raises DataFileError when it cannot be read as UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataFileError(
            f"{path.name}:1: cannot be read ({error.strerror}); check the path and its permissions."
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataFileError(f"{path.name}:{line}: not UTF-8; save the file as UTF-8.") from None
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            yield number, row
