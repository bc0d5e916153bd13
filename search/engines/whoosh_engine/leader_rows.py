"""The leaders of every document as a row of a few codes, so that the rows of many hits are one `take` and their counts one pass.

A document with more leaders than a row holds says so in the last place of its row; its further leaders stand apart.
Not here: the documents of a leader (`tags`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, bounds, ragged, smallest_type
from .matches import Docs

_ROW_TYPES = (np.dtype(np.uint64), np.dtype(np.complex128))
"""A row is taken as one number of 8 or 16 bytes, whatever its codes are."""

_LONG_SHARE = 32
"""The shorter rows serve when at most one document in so many has more leaders than they hold."""

_AT_ONCE = 1 << 16
"""So many codes or fewer are counted in one pass."""

_BLANKS = 64
"""Empty places hold one of so many codes in turn: counting up a single one all the time would make the processor wait for itself."""


class LeaderRows:
    """Rows over all documents, from lists of leaders: those of document d are `leaders[starts[d] : starts[d + 1]]`.

    `width` is the number of places of a row.  Codes: leaders from 0, then the mark of a long row, then the blanks.
    """

    def __init__(self, starts: NDArray[np.int64], leaders: Array, kinds: int) -> None:
        self._long = kinds
        counts = np.diff(starts)
        code = smallest_type(kinds + _BLANKS)
        row = next((t for t in _ROW_TYPES if _few_exceed(counts, t.itemsize // code.itemsize)), _ROW_TYPES[-1])
        self.width = row.itemsize // code.itemsize
        self._code = code
        self._used = min(int(counts.max(initial=0)), self.width)
        self._rows = self._filled(starts, counts, leaders).view(row)
        held = np.minimum(counts, self.width)
        held[counts > self.width] -= 1
        rest = counts - held
        self._rest_starts = bounds(rest)
        self._rest = leaders.take(ragged(starts[:-1] + held, rest))

    def _filled(self, starts: NDArray[np.int64], counts: NDArray[np.int64], leaders: Array) -> Array:
        documents, width = len(counts), self.width
        places = np.arange(documents * width) % _BLANKS
        rows = (places + (self._long + 1)).astype(self._code).reshape(documents, width)
        for place in range(width):
            held = np.flatnonzero(counts > place)
            rows[held, place] = leaders.take(starts.take(held) + place)
        rows[counts > width, width - 1] = self._long
        return rows.reshape(-1)

    def counts(self, docs: Docs) -> tuple[NDArray[np.int64], int]:
        """Per leader how many of the documents name it, and how many documents name none."""
        codes = self._rows.take(docs).view(self._code)
        counts = self._tallied(codes)
        if counts[self._long]:
            long = docs.take((codes[self.width - 1 :: self.width] == self._long).nonzero()[0])
            first = self._rest_starts.take(long)
            rest = self._rest.take(ragged(first, self._rest_starts.take(long + 1) - first))
            counts[: self._long] += np.bincount(rest, minlength=self._long)
        nobody = int(np.count_nonzero(codes[:: self.width] > self._long))
        return counts[: self._long], nobody

    def _tallied(self, codes: Array) -> NDArray[np.int64]:
        """How often each code occurs, for leaders and the mark of a long row."""
        if len(codes) <= _AT_ONCE:
            return np.bincount(codes, minlength=self._long + 1)
        # Place by place, what NumPy makes of them stays in the processor's cache; places that no document fills are skipped.
        counts = np.zeros(self._long + 1, np.int64)
        for place in range(self._used):
            counts += np.bincount(codes[place :: self.width], minlength=self._long + 1)[: self._long + 1]
        return counts


def _few_exceed(counts: NDArray[np.int64], width: int) -> bool:
    return int(np.count_nonzero(counts > width)) * _LONG_SHARE <= len(counts)
