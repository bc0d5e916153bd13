"""Where a text may be cut at blanks: most words hold pieces of their own, a few begin or continue a piece of several words.

Words recur far more often than sentences, so that indexing remembers what it read in each of them.  Not here: what a
piece is (`tokenizer`), what is remembered (the engines).
"""

from __future__ import annotations

import re

from .tables import Tables
from .tokenizer import LONGEST_RUN, UNICODE, openings

_RUNS = re.compile(rf"{UNICODE.alnum}+")
_SHORTEST = 3


def words(folded: str) -> list[str]:
    """A folded text cut at its blanks; a line end is a word of its own.  Joined by blanks, they are the text again."""
    return folded.replace("\n", " \n ").split(" ")


class Bridges:
    """Knows the words that a piece may go through: `21`, `Januari`, `kerja`; when in doubt, a word is one."""

    def __init__(self, tables: Tables) -> None:
        inner = (*tables.months, *tables.month_abbreviations)
        found = (_last_run(word) for word in (*(word for word, _ in openings(tables, UNICODE)), *inner))
        self._openings = frozenset(run.lower() for run in found)
        self._compounds = tables.compounds
        self._apart = tuple(prefix.text for prefix in tables.prefixes if prefix.spaced)

    def goes_on(self, word: str) -> bool:
        """Whether a piece that begins in this word, or before it, may go on in the next."""
        if word == "\n":
            return False
        run = _last_run(word)
        plain = _SHORTEST <= len(run) <= LONGEST_RUN and run.isalpha()
        return not plain or run.lower() in self._openings

    def spreads(self, stem: str) -> bool:
        """Whether a text may hold a stem as a piece of several words: `undang undang`, `kerja sama`, `anti korupsi`, `ke 80`."""
        return not stem.isalpha() or stem in self._compounds or stem.startswith(self._apart)


def _last_run(word: str) -> str:
    runs = _RUNS.findall(word)
    return runs[-1] if runs else ""
