"""Offices beside names: `Mendag Budi Santoso`, `Presiden Lee`, `Budi Santoso selaku Menteri Perdagangan`.

Which leader an office word points to depends on the article's day.  Not here: the ways of writing an office (`offices`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from .countries import countries
from .guards import is_honorific
from .leader import DatedOffice, Leader
from .offices import base_forms, written_forms
from .tables import alternatives, read_table

_WINDOW = 100
_REACH = 20_000
_GRACE = timedelta(days=31)
_PARENTHESES = re.compile(r"\([^()]*\)")
_ORDINAL = re.compile(r"ke-?\d+")
_FORMER = re.compile(r" (?:mantan|eks|bekas|almarhum|mendiang|ex) ")
_APPOSITION = re.compile(
    r" ?[,(] ?(?:yang (?:juga|menjabat) )?(?:selaku |sebagai |adalah )?"
    r"|(?: [a-z]+){0,3} (?:selaku|sebagai|menjadi|menjabat|adalah) "
)
_HEADS = ("ketua ", "kepala ", "gubernur ", "wakil gubernur ", "bupati ", "wali kota ")
_HEAD = re.compile("|".join(_HEADS), re.IGNORECASE)
_OFFICES_TOO = frozenset(("presiden", "raja", "sultan", "pangeran", "ayatollah", "ayatullah", "jenderal"))
_EXACT, _BASE, _GENERIC, _PAST, _NONE = 4, 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of an article, with a month's grace on either side; empty texts when it has no date."""

    day: str = ""
    earlier: str = ""
    later: str = ""

    def holds(self, office: DatedOffice) -> bool:
        """Whether the office is held now, or was or will be within the grace."""
        return not self.day or any(map(office.holds_on, (self.day, self.earlier, self.later)))

    def has_begun(self, office: DatedOffice) -> bool:
        """Whether the office is or was held."""
        return not self.day or office.start <= self.later


def moment_of(published: datetime | None) -> Moment:
    """The moment of an article, on the day that was written."""
    if published is None:
        return Moment()
    day: date = published.date()
    try:
        return Moment(day.isoformat(), (day - _GRACE).isoformat(), (day + _GRACE).isoformat())
    except OverflowError:
        return Moment()


@lru_cache(256)
def _country_pattern(code: str) -> re.Pattern[str]:
    names = "|".join(map(re.escape, countries()[code].names))
    return re.compile(rf"(?<![\w-])(?:{names})(?!\w)")


def names_country(text: str, code: str) -> bool:
    """Whether a text names a country in its first 20,000 characters."""
    return _country_pattern(code).search(text, 0, _REACH) is not None


@lru_cache(8192)
def _endings(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {' '.join(form.replace(',', ' ').split())}" for form in forms)


def _between(word: str) -> bool:
    """Whether a word stands between an office and a name and is no office itself."""
    return (is_honorific(word) and word not in _OFFICES_TOO) or _ORDINAL.fullmatch(word) is not None


def _variants_before(text: str, start: int) -> tuple[str, ...]:
    """The words before a name in lower case, with a space in front: as they are, and without what stands in between."""
    line = text.rfind("\n", 0, start) + 1
    left = text[max(line, start - _WINDOW) : start].lower()
    if "(" in left:
        left = _PARENTHESES.sub(" ", left)
    words = left.replace(",", " ").replace('"', " ").split()
    found = [f" {' '.join(words)}"]
    while words and _between(words[-1]):
        words.pop()
        found.append(f" {' '.join(words)}")
    return tuple(found)


class OfficeCues:
    """What the offices beside names say about the leaders of one gazetteer."""

    def __init__(self, leaders: Mapping[str, Leader]) -> None:
        self._leaders = leaders
        self._generic = tuple(
            (f" {row.cells[0]}", alternatives(row.cells[1])) for row in read_table("generic_offices.tsv", 2)
        )

    def beside(self, id: str, text: str, start: int, end: int, moment: Moment) -> bool:
        """Whether an office that this leader holds or has held stands before the name, or in apposition after it."""
        leader = self._leaders[id]
        lefts = _variants_before(text, start)
        apposition = _APPOSITION.match(text, end)
        right = text[apposition.end() : apposition.end() + _WINDOW].lower() if apposition else ""
        for office in leader.offices:
            if moment.has_begun(office) and self._likeness(office.title, leader, lefts) > _NONE:
                return True
            if right and moment.has_begun(office) and right.startswith(written_forms(office.title)):
                return True
        return False

    def place_named(self, id: str, text: str, moment: Moment) -> bool:
        """Whether the text names the body or region that this leader heads on the day (`KPK`, `Riau`)."""
        lower = ""
        for office in self._leaders[id].offices:
            head = _HEAD.match(office.title)
            if not head or not moment.day or not office.holds_on(moment.day):
                continue
            lower = lower or text[:_REACH].lower()
            bodies = (
                form[len(word) :] for form in written_forms(office.title) for word in _HEADS if form.startswith(word)
            )
            if any(re.search(rf"(?<!\w){re.escape(body)}(?!\w)", lower) for body in bodies):
                return True
        return False

    def pointed_at(self, ids: Iterable[str], text: str, start: int, moment: Moment) -> str:
        """The one of these leaders whom the office before a name points to; `""` when it is none or not only one."""
        lefts = _variants_before(text, start)
        former = any(map(_FORMER.search, lefts))
        best: dict[str, int] = {}
        for id in ids:
            strength = self._strength(self._leaders[id], lefts, text, moment, former)
            if strength:
                best[id] = strength
        strongest = max(best.values(), default=0)
        chosen = [id for id, strength in best.items() if strength == strongest]
        if len(chosen) > 1:
            chosen = [id for id in chosen if names_country(text, self._leaders[id].country)]
        return chosen[0] if len(chosen) == 1 else ""

    def _strength(self, leader: Leader, lefts: tuple[str, ...], text: str, moment: Moment, former: bool) -> int:
        best = _NONE
        for office in leader.offices:
            if not moment.has_begun(office):
                continue
            likeness = self._likeness(office.title, leader, lefts)
            if not (former or moment.holds(office)):
                likeness = _PAST if likeness >= _BASE else _NONE
            best = max(best, likeness)
        doubtful = best < _EXACT if leader.source == "factbook" else best == _PAST and leader.country != "ID"
        return _NONE if doubtful and not names_country(text, leader.country) else best

    def _likeness(self, title: str, leader: Leader, lefts: tuple[str, ...]) -> int:
        exact = _endings(written_forms(title))
        if any(left.endswith(exact) for left in lefts):
            return _EXACT
        base = _endings(base_forms(title, leader.country))
        if base and any(left.endswith(base) for left in lefts):
            return _BASE
        for word, beginnings in self._generic:
            if title.startswith(beginnings) and any(left.endswith(word) for left in lefts):
                return _GENERIC
        return _NONE
