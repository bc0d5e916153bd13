"""Offices: how many seats a title has and how the press writes it.

Not here: who holds an office (`leader`), which words stand before a name in a text (`cues`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ..errors import DataFileError
from .countries import countries
from .tables import alternatives, read_table

_MOST_FORMS = 96


@dataclass(frozen=True, slots=True)
class _Title:
    seats: int = 1
    forms: tuple[str, ...] = ()


@cache
def titles(table: str = "offices.tsv") -> Mapping[str, _Title]:
    """What the table of offices says, by title.  Raises DataFileError."""
    found: dict[str, _Title] = {}
    for row in read_table(table, 3):
        title, seats, forms = row.cells
        if not seats.isdigit():
            raise DataFileError(f"{row.where}: seats: {seats!r} is not a number; write 1 for an office of one person.")
        found[title] = _Title(int(seats), alternatives(forms))
    return found


@cache
def _phrases() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (row.cells[0].lower(), alternatives(row.cells[1].lower())) for row in read_table("office_words.tsv", 2)
    )


@lru_cache(4096)
def _entry(title: str) -> _Title:
    """The row of a title; one that ends in `*` stands for all that begin so."""
    patterns = (pattern for pattern in titles() if pattern.endswith("*") and title.startswith(pattern[:-1]))
    return titles().get(title) or titles().get(next(patterns, "")) or _Title()


def seats_of(title: str) -> int:
    """How many people may hold the office at a time (0 = any number); 1 unless the table says otherwise."""
    return _entry(title).seats


def _expanded(forms: Iterable[str]) -> tuple[str, ...]:
    """Lower-case forms with every phrase of the table of office words also written its other ways."""
    found = dict.fromkeys(form.lower() for form in forms)
    for phrase, others in _phrases():
        for form in tuple(found):
            if f" {phrase} " in f" {form} ":
                padded = f" {form} "
                found.update(dict.fromkeys(padded.replace(f" {phrase} ", f" {other} ").strip() for other in others))
    return tuple(found)[:_MOST_FORMS]


@lru_cache(4096)
def written_forms(title: str) -> tuple[str, ...]:
    """The ways of writing a title in lower case, the title first: `Menteri Perdagangan` = `mendag`."""
    return _expanded((title, *_entry(title).forms))


@lru_cache(4096)
def base_forms(title: str, country: str) -> tuple[str, ...]:
    """The ways of writing a title without its country: `Presiden Rusia` = `presiden`.  Empty when it names none."""
    for name in sorted(countries()[country].names, key=len, reverse=True):
        if title.endswith(f" {name}"):
            return _expanded((title.removesuffix(f" {name}"),))
    return ()
