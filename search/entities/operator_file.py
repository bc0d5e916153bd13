"""An operator's own leaders: a JSON Lines file that adds to and overrides the packaged ones.

A record with a new id is a leader of its own.  A record with a known id needs only what it changes: lists (`aliases`,
`short`, `offices`, `old_ids`) are added to, an office with the same title and start is replaced, other fields override;
`without` drops aliases and short forms, `remove` drops the leader.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import DataFileError
from .leader import Leader
from .leader_records import leader_of, numbered_lines, parse_object, record_of

_LISTS = ("aliases", "short", "old_ids")


def _texts(data: Mapping[str, object], field: str, where: str) -> list[str]:
    value = data.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataFileError(f'{where}: {field}: must be a list, as in ["Jokowi"].')
    return value


def _offices(data: Mapping[str, object], where: str) -> list[dict[str, object]]:
    value = data.get("offices", [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise DataFileError(
            f'{where}: offices: must be a list, as in [{{"title": "Presiden RI", "from": "2014-10-20"}}].'
        )
    return value


def _merged(base: Mapping[str, object], change: Mapping[str, object], where: str) -> dict[str, object]:
    """The record that results from a change to a known leader."""
    without = frozenset(_texts(change, "without", where))
    merged = {**base, **change}
    for field in _LISTS:
        both = [*_texts(base, field, where), *_texts(change, field, where)]
        merged[field] = [text for text in dict.fromkeys(both) if text not in without]
    offices = {(o.get("title"), o.get("from")): o for o in (*_offices(base, where), *_offices(change, where))}
    merged["offices"] = list(offices.values())
    merged.pop("without", None)
    return merged


def apply_operator_file(leaders: dict[str, Leader], path: Path, countries: Mapping[str, str]) -> dict[str, str]:
    """Apply a file to `leaders` and return where each id of the file stands (`file:line`).  Raises DataFileError."""
    places: dict[str, str] = {}
    for number, line in numbered_lines(path):
        where = f"{path.name}:{number}"
        data = parse_object(line, where)
        id = data.get("id")
        if not isinstance(id, str) or not id:
            raise DataFileError(f'{where}: id: is missing; give it, as in "id": "joko-widodo".')
        places[id] = where
        base = leaders.get(id)
        if data.get("remove") is True:
            if base is None:
                raise DataFileError(f"{where}: remove: no leader has the id {id!r}; correct the id.")
            del leaders[id]
            continue
        leaders[id] = leader_of(_merged(record_of(base), data, where) if base else data, where, countries)
    return places
