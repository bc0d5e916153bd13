"""From a piece to positions: which rule reads it.  The order of the rules is the order of this module.

Here are the rules that need several words at once (clock times, ordinals, months, prefixes written apart); those for
one word are in `words`, `hyphens` and `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .hyphens import Hyphens, ordinal
from .normalise import compose
from .numbers import clock, date, spelled_date
from .reading import Reading, fixed
from .stemmer import WordStemmer
from .tables import Tables
from .words import Words

_RUN = re.compile(r"[^ \t]+")
_PARTS_OF_DATE = re.compile(r"[0-9]+|[^\W\d_]+")
_GLUED_ORDINAL = re.compile(r"[Kk][Ee]([0-9]{1,3})")
_ZONED = re.compile(r"[0-9.:-]+(?:wib|wita|wit)", re.I)
_TIMES = re.compile(r"[0-9]{1,2}[.:][0-9]{2}")


class Rules:
    """All tokenisation rules under one set of tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.stem = WordStemmer(tables)
        self._words = Words(tables, self.stem)
        self._hyphens = Hyphens(tables, self._words)
        self._spaced = frozenset(prefix.text for prefix in tables.prefixes if prefix.spaced)

    def read(self, piece: str) -> Sequence[Reading]:
        """The positions of a piece: none or more, in order."""
        if piece.isalpha():
            return (self._words.word(piece),)
        if " " in piece or "\t" in piece:
            return self._several(piece)
        if _ZONED.fullmatch(piece):
            return self._clock(piece)
        if not piece[-1].isalnum():
            return self._sign(piece)
        if "-" in piece:
            return date(piece) or self._hyphens.read(piece)
        if match := _GLUED_ORDINAL.fullmatch(piece):
            return tuple(filter(None, (ordinal(piece, match[1], ()),)))
        return self._hyphens.doubled(piece) or self._words.read(piece)

    def _sign(self, piece: str) -> Sequence[Reading]:
        """`%` and currencies: `US$`, `Rp.`."""
        if piece == "%":
            return (fixed((0, 1), "percent", ("persen",)),)
        written = piece.lower().rstrip(".")
        token = self._tables.currencies.get(written) or self._tables.currencies.get(written[-1:])
        return (fixed((0, len(piece)), "currency", (token,)),) if token else ()

    def _several(self, piece: str) -> Sequence[Reading]:
        runs = [(match.start(), match.group()) for match in _RUN.finditer(piece)]
        first, last = compose(runs[0][1]), runs[-1][1]
        if _TIMES.search(piece):
            return self._clock(piece)
        if first == "ke" and last.isdigit():
            found = ordinal(piece, last, ("ke",))
            return (found,) if found else ()
        if pair := self._hyphens.spaced(piece, runs[0][1], last):
            return pair
        if first in self._spaced or first + compose(last) in self._tables.compounds:
            return self._apart(runs)
        if first.isalpha() and last.isdigit() and first not in self._tables.month_abbreviations:
            return self._numbered(piece, runs)
        return self._month(piece)

    def _apart(self, runs: Sequence[tuple[int, str]]) -> Sequence[Reading]:
        """`anti korupsi`, `kerja sama`: two words that are also written as one."""
        (_, first), (at, second) = runs
        return self._words.apart(first, self._words.word(second).moved(at))

    def _numbered(self, piece: str, runs: Sequence[tuple[int, str]]) -> Sequence[Reading]:
        """`G 20` is read as `G-20`; `MH 370` stays two words, but is also found as `MH370`."""
        (_, letters), (at, digits) = runs
        one = self._hyphens.letters_digits((0, len(piece)), letters, digits)
        if one and len(letters) != len("MH"):
            return (one,)
        joined = compose(letters) + digits
        number = fixed((at, len(piece)), "number", (digits,)).also(joined, joined)
        return (self._words.word(letters).or_else(joined, joined), number.or_else(joined, joined))

    def _clock(self, piece: str) -> Sequence[Reading]:
        """Rule 3: the times beside `pukul` or a zone, and those words."""
        found: list[Reading] = []
        for match in re.finditer(r"[0-9.:]+|[^\W\d_]+", piece):
            times = clock(match.group())
            if times:
                found.append(fixed(match.span(), "clock", times, (*times, match.group().replace(":", "."))))
            else:
                found += [one.moved(match.start()) for one in self._words.read(match.group())]
        return found

    def _month(self, piece: str) -> Sequence[Reading]:
        """Rule 8: `21 Jan`, `21-22 Januari 2025`, `Jan. 2025`, which are also found as `21/1` and `21/1/2025`."""
        runs = list(_PARTS_OF_DATE.finditer(piece))
        written = compose(next(run.group() for run in runs if run.group().isalpha()))
        month = self._tables.months.get(written) or self._tables.month_abbreviations[written]
        return spelled_date([run.span() for run in runs], piece, month)
