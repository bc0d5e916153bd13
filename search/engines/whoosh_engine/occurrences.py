"""Where terms stand in some documents of a segment: their tokens are read once, whatever is asked of them.

It costs as these documents are long, not as their terms are frequent.  Not here: all places of a term (`postings`).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, bounds
from .matches import Docs, Mask
from .phrases import forward_of
from .postings import FieldPostings
from .tokens import ESCAPE

ROW = 32
"""Bits of a key for the position."""

_COMPARED = 6
"""A term of so many entries or fewer is compared with each; else a table of all codes is asked."""

Keys = NDArray[np.int64]


class Occurrences:
    """The tokens of a field in documents given by their own numbers, which are rows from `row`.

    Codes are compared as they are stored, in 16 bits: what is read stays small, and much of the time goes into reading.
    """

    def __init__(self, postings: FieldPostings, docs: Docs, row: int = 0) -> None:
        self._forward = forward_of(postings)
        self._starts = postings.forward_starts.take(docs)
        ends = postings.forward_starts.take(docs + 1) - 1
        self._begins = bounds(ends - self._starts)
        self._to_key = (np.arange(row, row + len(docs) + 1) << ROW) - self._begins
        self._codes = self._forward.codes.stored(self._starts, ends)

    def keys(self, term: int) -> Keys:
        """The key of each occurrence of a term, row << ROW + position, ascending."""
        at = self._held(term).nonzero()[0]
        return at + self._to_key.take(self._rows(at))

    def _rows(self, at: NDArray[np.intp]) -> NDArray[np.intp]:
        return self._begins.searchsorted(at, "right") - 1

    def _held(self, term: int) -> Mask:
        """Which tokens have the term as a form."""
        entries = self._forward.entries_of(term)
        shown = entries.shown
        if len(shown) == 1:
            held: Mask = self._codes == shown[0]
        elif len(shown) <= _COMPARED:
            held = np.zeros(len(self._codes), np.bool_)
            for code in shown:
                held |= self._codes == code
        else:
            table = np.zeros(ESCAPE + 1, np.bool_)
            table[list(shown)] = True
            held = table.take(self._codes)
        if len(entries.escaped):
            at, codes = self._escaped
            held[at[np.isin(codes, entries.escaped)]] = True
        return held

    @cached_property
    def _escaped(self) -> tuple[NDArray[np.intp], Array]:
        """The tokens whose codes are escaped, and their true codes."""
        at = np.flatnonzero(self._codes == ESCAPE)
        rows = self._rows(at)
        return at, self._forward.codes.escaped(self._starts.take(rows) + (at - self._begins.take(rows)))
