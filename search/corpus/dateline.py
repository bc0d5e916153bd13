"""The dateline that opens an article: `SinPo.id -`, `JAKARTA, KOMPAS.com -`, `Jakarta (ANTARA News) -`.

It says which outlet wrote, and where, and is no part of the text.  Only what certainly is a dateline is taken:
an outlet with a domain, one of `data/dateline_outlets.txt`, or the outlet that the record itself names.
Not here: which outlet that is (`search.entities.outlets`).
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
_DASH = r"\s*(?:[-–—:]\s*)?[-–—]+\s+"
_NAME = r"[^\s,()|–—-](?:[^,()|–—\n]{0,58}?[^\s,()|–—-])?"
_SHAPES = tuple(
    re.compile(shape + _DASH)
    for shape in (
        rf"(?P<outlet>{_NAME})",
        rf"(?P<first>{_NAME}),\s*(?P<second>{_NAME})",
        rf"(?P<place>{_NAME})\s*\((?P<outlet>{_NAME})\)",
        rf"(?P<outlet>{_NAME})\s*\((?P<place>{_NAME})\)",
        rf"(?P<outlet>{_NAME})\s*\|\s*(?P<place>{_NAME})",
    )
)
_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)*\.(com|id|net|org|co|tv|news|info|my)(?:[ ][A-Z]\w+)?", re.IGNORECASE)
_CAPITALISED = re.compile(r"(?:[A-Z0-9][\w.&']*)(?: [A-Z0-9][\w.&']*){0,4}")
_TAIL = re.compile(r"\s+(News|TV|Online|Network|Indonesia)$", re.IGNORECASE)


@cache
def _known_outlets() -> frozenset[str]:
    text = files("search.corpus").joinpath("data/dateline_outlets.txt").read_text(encoding="utf-8")
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip() and line[0] != "#")


def _is_outlet(name: str, given: str) -> bool:
    folded = name.casefold()
    if _DOMAIN.fullmatch(name) or folded in _known_outlets():
        return True
    return bool(given) and folded.replace(" ", "") == given.casefold().replace(" ", "")


def _place(written: str) -> str:
    return written.title() if written.isupper() and len(written) > 3 else written


def _dateline(match: re.Match[str], given: str, free: bool) -> Dateline | None:
    part = match.groupdict()
    if "first" in part:
        pair = (part["first"], part["second"])
        for outlet, place in (pair, pair[::-1]):
            if _is_outlet(outlet, given) and _CAPITALISED.match(place):
                return Dateline(outlet, _place(place))
        return None
    outlet, place = part["outlet"], part.get("place", "")
    if _is_outlet(outlet, given) or (free and _CAPITALISED.fullmatch(outlet)):
        return Dateline(outlet, _place(place))
    return None


def split_dateline(paragraph: str, given: str = "", free: bool = False) -> tuple[Dateline, str]:
    """The dateline of a first paragraph and the rest of it; `NO_DATELINE` and the whole when there is none.

    `given` is the outlet that the record names; with `free`, any short capitalised name before a dash is an outlet.
    """
    for shape in _SHAPES:
        match = shape.match(paragraph)
        dateline = _dateline(match, given, free) if match else None
        if match and dateline:
            return dateline, paragraph[match.end() :].strip()
    return NO_DATELINE, paragraph
