"""Where terms stand in some documents of a segment: their tokens are read once, whatever is asked of them.

It costs as these documents are long, not as their terms are frequent.  Not here: all places of a term (`postings`).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, bounds, ragged
from .matches import Docs
from .phrases import forward_of
from .postings import FieldPostings


class Occurrences:
    """The tokens of a field in documents given by their own numbers."""

    def __init__(self, postings: FieldPostings, docs: Docs) -> None:
        starts = postings.forward_starts.take(docs).astype(np.int64)
        lengths = postings.forward_starts.take(docs + 1) - starts - 1
        self._forward = forward_of(postings)
        self._hidden = postings.hidden
        self._begins = bounds(lengths)
        self._where = ragged(starts, lengths)
        self._stored = self._forward.codes.as_stored(self._where)
        self._first: Array = self._forward.first.take(self._stored)

    @cached_property
    def _codes(self) -> Array:
        return self._forward.codes.unescaped(self._stored, self._where)

    def of(self, term: int) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Row and position of each occurrence of a term, ascending; row n is the n-th of the documents."""
        held = self._forward.have(self._codes, term) if self._hidden[term] else self._first == term
        at = held.nonzero()[0]
        rows = self._begins.searchsorted(at, "right") - 1
        return rows, at - self._begins.take(rows)
