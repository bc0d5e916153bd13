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

_COMPARED = 6
"""A term of so many entries or fewer is compared with each; else a table of all codes is asked."""


class Occurrences:
    """The tokens of a field in documents given by their own numbers.

    Codes are compared as they are stored, in 16 bits: what is read stays small, and much of the time goes into reading.
    """

    def __init__(self, postings: FieldPostings, docs: Docs) -> None:
        self._forward = forward_of(postings)
        self._starts = postings.forward_starts.take(docs)
        ends = postings.forward_starts.take(docs + 1) - 1
        self._begins = bounds(ends - self._starts)
        self._codes = self._forward.codes.stored(self._starts, ends)

    def of(self, term: int) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Row and position of each occurrence of a term, ascending; row n is the n-th of the documents."""
        at = self._held(self._forward.codes_of(term)).nonzero()[0]
        rows = self._begins.searchsorted(at, "right") - 1
        return rows, at - self._begins.take(rows)

    def _held(self, codes: Array) -> Mask:
        """Which tokens have one of these ascending codes."""
        shown = codes[: int(codes.searchsorted(ESCAPE))]
        if len(shown) > _COMPARED:
            table = np.zeros(ESCAPE + 1, np.bool_)
            table[shown] = True
            held: Mask = table.take(self._codes)
        else:
            held = np.zeros(len(self._codes), np.bool_)
            for code in shown.tolist():
                held |= self._codes == code
        if len(shown) < len(codes):
            at, true_codes = self._escaped
            held[at[np.isin(true_codes, codes)]] = True
        return held

    @cached_property
    def _escaped(self) -> tuple[NDArray[np.intp], Array]:
        """The tokens whose codes are escaped, and their true codes."""
        at = np.flatnonzero(self._codes == ESCAPE)
        rows = self._begins.searchsorted(at, "right") - 1
        return at, self._forward.codes.escaped(self._starts.take(rows) + (at - self._begins.take(rows)))
