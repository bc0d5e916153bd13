"""What is counted of every document as a row of a few codes, so that the rows of many hits are one `take` and their counts one pass.

A row holds one code of each column (an outlet, a date bucket), then the codes of the document's leaders.  A document with more
leaders than its row has places for says so in the last place; its further leaders stand apart.
Not here: what the codes mean (`facet_table`), the documents of a leader (`tags`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, bounds, ragged, smallest_type
from .matches import Docs

Counts = NDArray[np.int64]

_ROW_TYPES = (np.dtype(np.uint64), np.dtype(np.complex128))
"""A row is taken as one number of 8 or 16 bytes, whatever its codes are."""

_LONG_SHARE = 32
"""The shorter rows serve when at most one document in so many has more leaders than they hold."""

_AT_ONCE = 1 << 16
"""So many codes or fewer are counted in one pass."""

_BLANKS = 64
"""Empty places hold one of so many codes in turn: counting up a single one all the time would make the processor wait for itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One code per document, from 0 to below `kinds`."""

    codes: Array
    kinds: int


class CodeRows:
    """Rows over all documents, from lists of leaders (those of document d are `leaders[starts[d] : starts[d + 1]]`, their codes
    from 0 to below `kinds`) and from columns.

    Codes of a row: those of leaders; `nobody`, of documents without any; the mark of a long row; then each column's from its
    place in `begins` on, up to `end`; then the blanks.  `width` is the number of places of a row.
    """

    def __init__(self, starts: NDArray[np.int64], leaders: Array, kinds: int, columns: Sequence[Column] = ()) -> None:
        self.nobody, self._long = kinds, kinds + 1
        edges: list[int] = (bounds([column.kinds for column in columns]) + (kinds + 2)).tolist()
        self.begins, self.end = edges[:-1], edges[-1]
        counts = np.diff(starts)
        self._code = smallest_type(self.end + _BLANKS)
        places = [row.itemsize // self._code.itemsize - len(columns) for row in _ROW_TYPES]
        row = 0 if places[0] > 0 and _few_exceed(counts, places[0]) else 1
        self.width = places[row] + len(columns)
        self._used = len(columns) + min(max(1, int(counts.max(initial=0))), places[row])
        self._rows = self._filled(starts, counts, leaders, columns).view(_ROW_TYPES[row])
        held = np.minimum(counts, places[row])
        held[counts > places[row]] -= 1
        rest = counts - held
        self._rest_starts = bounds(rest)
        self._rest = leaders.take(ragged(starts[:-1] + held, rest))

    def _filled(self, starts: NDArray[np.int64], counts: Counts, leaders: Array, columns: Sequence[Column]) -> Array:
        documents, width, first = len(counts), self.width, len(columns)
        blanks = np.arange(documents * width) % _BLANKS
        rows = (blanks + self.end).astype(self._code).reshape(documents, width)
        for place, column in enumerate(columns):
            rows[:, place] = column.codes + np.int64(self.begins[place])
        rows[counts == 0, first] = self.nobody
        for place in range(first, width):
            held = np.flatnonzero(counts > place - first)
            rows[held, place] = leaders.take(starts.take(held) + (place - first))
        rows[counts > width - first, width - 1] = self._long
        flat: Array = rows.reshape(-1)
        return flat

    def counts(self, docs: Docs) -> Counts:
        """Per code below `end` how many of the documents have it; that of the mark of a long row means nothing."""
        codes = self._rows.take(docs).view(self._code)
        counts = self._tallied(codes)
        if counts[self._long]:
            long = docs.take((codes[self.width - 1 :: self.width] == self._long).nonzero()[0])
            first = self._rest_starts.take(long)
            rest = self._rest.take(ragged(first, self._rest_starts.take(long + 1) - first))
            counts[: self.nobody] += np.bincount(rest, minlength=self.nobody)
        return counts[: self.end]

    def _tallied(self, codes: Array) -> Counts:
        if len(codes) <= _AT_ONCE:
            return np.bincount(codes, minlength=self.end)
        # Place by place, what NumPy makes of them stays in the processor's cache; places that no document fills are skipped.
        counts = np.zeros(self.end, np.int64)
        for place in range(self._used):
            counts += np.bincount(codes[place :: self.width], minlength=self.end)[: self.end]
        return counts


def _few_exceed(counts: Counts, places: int) -> bool:
    return int(np.count_nonzero(counts > places)) * _LONG_SHARE <= len(counts)
