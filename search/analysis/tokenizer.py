"""Cutting folded text into pieces: one regular expression, so that indexing runs at the speed of C.

A piece is a word with its hyphens, apostrophes and dots, a number with its separators, or a few words that only
together say what they mean (`pukul 15.00`, `ke 80`, `21 Jan`, `anti korupsi`).  What a piece becomes: `rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .tables import Tables

_CLOCK = r"[0-9]{1,2}[.:][0-9]{2}"
_GAP = r"[ \t]{1,2}"
LONGEST_RUN = 64
MOST_RUNS = 8
_LONG = 6
# Doubled words that readers type without their hyphen.  Every one more costs time at each word.
_TYPED_APART = frozenset(
    [
        "undang",
        "mata",
        "laki",
        "hati",
        "rata",
        "tiba",
        "gara",
        "laba",
        "kupu",
        "paru",
        "oleh",
        "alun",
        "buru",
        "kira",
        "cita",
        "pura",
    ]
)


@dataclass(frozen=True, slots=True)
class Classes:
    """Patterns for one letter, and for one letter or digit."""

    letter: str
    alnum: str


# On ASCII text both give the same pieces; the first is faster.
ASCII = Classes("[A-Za-z]", "[A-Za-z0-9]")
UNICODE = Classes(r"[^\W\d_]", r"[^\W_]")


def _any_case(word: str) -> str:
    return "".join(f"[{c}{c.upper()}]" for c in word)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(_any_case(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def openings(tables: Tables, classes: Classes) -> Iterator[tuple[str, str]]:
    """Words that may begin a piece of several words, each with the pattern of the rest."""
    end = rf"(?!{classes.alnum})"
    clock = rf"{_GAP}{_CLOCK}(?:-{_CLOCK})?(?![0-9]|[.,:][0-9])"
    digits = rf"[0-9]{{1,3}}(?!{classes.alnum}|[.,:/%-][0-9]|%)"
    yield from (
        ("pukul", clock),
        ("pkl", rf"\.?{clock}"),
        ("pk", clock),
        ("jam", clock),
        ("ke", rf"{_GAP}{digits}"),
        ("covid", rf"[ \t]{digits}"),
    )
    apart = rf"{_GAP}(?:{classes.letter}{{3,{LONGEST_RUN}}}+|[A-Z]{{2}})(?![-'`.]?{classes.alnum})"
    yield from ((first, f"{_GAP}{_any_case(second)}{end}") for first, second in tables.compounds.values())
    doubled = (pair.split("-") for pair in tables.reduplications)
    yield from (
        (first, f"{_GAP}{_any_case(second)}{end}")
        for first, second in doubled
        if first == second and first in _TYPED_APART
    )
    yield from ((prefix.text, apart) for prefix in tables.prefixes if prefix.spaced)
    yield from ((month, rf"\.?{_GAP}(?:19|20)[0-9]{{2}}{end}") for month in tables.month_abbreviations)
    yield from ((code, r"\.?(?=[ \t]?[0-9])") for code in tables.currencies if code.isalpha())


def _tree(openings: Iterable[tuple[str, str]]) -> list[str]:
    """The openings as branches by letter, so that the regex engine passes over a word after a glance."""
    groups: dict[str, list[tuple[str, str]]] = {}
    ends = []
    for word, rest in openings:
        if word:
            groups.setdefault(word[0], []).append((word[1:], rest))
        else:
            ends.append(rest)
    return [f"[{letter}{letter.upper()}]{_either(group)}" for letter, group in sorted(groups.items())] + ends


def _either(openings: list[tuple[str, str]]) -> str:
    if len(openings) == 1:
        word, rest = openings[0]
        return _any_case(word) + rest
    return f"(?:{'|'.join(_tree(openings))})"


def _branches(tables: Tables, classes: Classes) -> list[str]:
    opening = list(openings(tables, classes))
    months = _one_of((*tables.months, *tables.month_abbreviations))
    signs = "".join(re.escape(sign) for sign in tables.currencies if len(sign) == 1)
    end = rf"(?!{classes.alnum})"
    digits = rf"[0-9]{{1,3}}(?!{classes.alnum}|[.,:/%-][0-9]|%)"
    run = rf"{classes.alnum}{{1,{LONGEST_RUN}}}+"
    return [
        *_tree((word, rest) for word, rest in opening if len(word) >= _LONG),
        rf"[A-Za-z]{{{_LONG},{LONGEST_RUN}}}+(?=[ ,\n])",  # most words: what follows is for short ones and oddities
        *_tree((word, rest) for word, rest in opening if len(word) < _LONG),
        rf"[0-9][0-9]?[.:][0-9]{{2}}(?:[ \t]?-[ \t]?{_CLOCK})?[ \t]{{0,2}}(?:{_one_of(('wita', 'wib', 'wit'))}){end}",
        rf"[0-9][0-9]?(?:-[0-9]{{1,2}})?{_GAP}(?:{months}){end}(?:\.?{_GAP}(?:19|20)[0-9]{{2}}{end})?",
        rf"[A-Z][A-Z]?[ \t]{digits}",
        rf"[A-Z][A-Z]?[{signs}]|[{signs}]|%",
        rf"{run}(?:[-'`.]{run}|(?<=[0-9])[,:/](?=[0-9]){run}){{0,{MOST_RUNS - 1}}}+",
    ]


def pattern(tables: Tables, classes: Classes) -> re.Pattern[str]:
    """The expression whose matches, in order, are the pieces of a folded text.  It has no groups."""
    return re.compile("|".join(_branches(tables, classes)))
