"""The dateline that opens an article: `SinPo.id -`, `JAKARTA, KOMPAS.com -`, `Jakarta (ANTARA News) -`, `Jakarta -`.

It says which outlet wrote, and where, and is no part of the text.  Only what certainly is a dateline is taken: an outlet
with a domain, one of `data/dateline_outlets.txt`, the outlet that the record itself names, a place of
`data/dateline_places.txt`.  Not here: which outlet that is (`search.entities.outlets`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Dateline:
    """The outlet and the place of a dateline, as written but for capitals; empty = not said."""

    outlet: str = ""
    place: str = ""


NO_DATELINE = Dateline()

# `- -` and `--` are dashes of texts that were taken apart by a tokeniser.
_DASH = r"\s*(?:[-–—:]\s*)?[-–—]+(?:\s+|$)"
_NAME = r"[^\s,()|–—-](?:[^,()|–—\n]{0,58}?[^\s,()|–—-])?"
_PLACE = rf"{_NAME}(?:,\s*{_NAME})?,?"
_SHAPES = tuple(
    re.compile(shape + _DASH)
    for shape in (
        rf"(?P<alone>{_NAME})",
        rf"(?P<first>{_NAME}),\s*(?P<second>{_NAME})",
        rf"(?P<place>{_PLACE})\s*\((?P<outlet>{_NAME})\)",
        rf"(?P<outlet>{_NAME})\s*\((?P<place>{_PLACE})\)",
        rf"(?P<outlet>{_NAME})\s*\|\s*(?P<place>{_PLACE})",
    )
)
_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)*\.(com|id|net|org|co|tv|news|info|my)(?: [A-Z]\w+)?", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-Z0-9][\w.&'-]*(?: (?:[A-Z0-9][\w.&'-]*|de|da|del|al)){0,4}")
# What opens a sentence: a capital or a digit, perhaps quoted.
_OPENING = re.compile(r"[\"'“‘(]{0,2}[A-Z0-9]")


@cache
def _listed(name: str) -> frozenset[str]:
    rows = files("search.corpus").joinpath(f"data/{name}.txt").read_text(encoding="utf-8").splitlines()
    names = (part.strip().casefold() for row in rows if not row.startswith("#") for part in row.split(","))
    return frozenset(part for part in names if part)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Knows which names are outlets and places, for one record."""

    given: str
    free: bool

    def is_outlet(self, name: str) -> bool:
        """Whether a name certainly is an outlet."""
        folded = name.casefold()
        if _DOMAIN.fullmatch(name) or folded in _listed("dateline_outlets"):
            return True
        return bool(self.given) and folded.replace(" ", "") == self.given.casefold().replace(" ", "")

    def is_place(self, name: str) -> bool:
        """Whether a name is a listed place."""
        return name.strip(", ").casefold() in _listed("dateline_places")

    def may_be_outlet(self, name: str) -> bool:
        """Whether a name may be taken for an outlet, for its position says so too."""
        return self.is_outlet(name) or (self.free and _CAPITALISED.fullmatch(name) is not None)


def _place(written: str) -> str:
    place = written.strip(", ")
    return place.title() if place.isupper() and len(place) > 3 else place


def _alone(name: str, rest: str, judge: _Judge) -> Dateline | None:
    if judge.is_outlet(name):
        return Dateline(name)
    if judge.is_place(name):
        follower = re.match(r"[\w ]*?\w+", rest)
        return None if follower and judge.is_place(follower[0]) else Dateline(place=_place(name))
    return Dateline(name) if judge.may_be_outlet(name) else None


def _pair(first: str, second: str, judge: _Judge) -> Dateline | None:
    for outlet, place in ((second, first), (first, second)):
        if judge.is_outlet(outlet) and _CAPITALISED.match(place):
            return Dateline(outlet, _place(place))
    if not (judge.free and _CAPITALISED.fullmatch(first) and _CAPITALISED.fullmatch(second)):
        return None
    if judge.is_place(second) or (second.isupper() and not first.isupper()):
        return Dateline(first, _place(second))
    return Dateline(second, _place(first))


def _dateline(match: re.Match[str], rest: str, judge: _Judge) -> Dateline | None:
    part = match.groupdict()
    if "alone" in part:
        return _alone(part["alone"], rest, judge)
    if "first" in part:
        return _pair(part["first"], part["second"], judge)
    return Dateline(part["outlet"], _place(part["place"])) if judge.may_be_outlet(part["outlet"]) else None


def split_dateline(paragraph: str, given: str = "", free: bool = False) -> tuple[Dateline, str]:
    """The dateline of a first paragraph and the rest of it; `NO_DATELINE` and the whole when there is none.

    `given` is the outlet that the record names; with `free`, any short capitalised name before a dash is an outlet.
    """
    judge = _Judge(given, free)
    for shape in _SHAPES:
        match = shape.match(paragraph)
        rest = paragraph[match.end() :] if match else ""
        if match and (_OPENING.match(rest) or not rest):
            dateline = _dateline(match, rest, judge)
            if dateline:
                return dateline, rest
    return NO_DATELINE, paragraph
