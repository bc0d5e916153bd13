"""Where terms stand in some documents: their tokens are read once, whatever is asked of them.

It costs as these documents are long, not as their terms are frequent.  Not here: all places of a term (`postings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, bounds
from .matches import Docs, Mask
from .phrases import forward_of
from .postings import FieldPostings
from .tokens import ESCAPE, TokenStream

ROW = 32
"""Bits of a key for the position."""

_COMPARED = 6
"""A term of so many entries or fewer is compared with each; else a table of all codes is asked."""

Keys = NDArray[np.int64]


class Part(NamedTuple):
    """Documents of a segment, by their own numbers, in one of its fields.  They are rows from `row`."""

    postings: FieldPostings
    docs: Docs
    row: int


class Occurrences:
    """The tokens of some parts, given in the order of their rows, all of them in one array.

    Codes are compared as they are stored, in 16 bits: what is read stays small, and much of the time goes into reading.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._streams = [forward_of(part.postings) for part in parts]
        starts = [part.postings.forward_starts.take(part.docs) for part in parts]
        ends = [part.postings.forward_starts.take(part.docs + 1) - 1 for part in parts]
        pieces = [s.codes.pieces(a, b) for s, a, b in zip(self._streams, starts, ends, strict=True)]
        self._codes = np.frombuffer(b"".join([piece for some in pieces for piece in some]), np.uint16)
        self._starts = np.concatenate(starts)
        self._begins = bounds(np.concatenate(ends) - self._starts)
        rows = np.concatenate([np.arange(part.row, part.row + len(part.docs)) for part in parts])
        self._to_key = (rows << ROW) - self._begins[:-1]
        self._edges = self._begins.take(bounds([len(part.docs) for part in parts])).tolist()

    def keys(self, terms: Sequence[Sequence[int]]) -> Keys:
        """The key of each occurrence of any term, row << ROW + position, ascending; `terms` = numbers by part."""
        held = np.zeros(len(self._codes), np.bool_)
        for stream, numbers, first, last in zip(self._streams, terms, self._edges, self._edges[1:], strict=False):
            for number in numbers:
                self._hold(held[first:last], first, stream, number)
        at = held.nonzero()[0]
        return at + self._to_key.take(self._rows(at))

    def _rows(self, at: NDArray[np.intp]) -> NDArray[np.intp]:
        return self._begins.searchsorted(at, "right") - 1

    def _hold(self, held: Mask, first: int, stream: TokenStream, term: int) -> None:
        """Set which tokens, from the token `first` on, have the term as a form."""
        codes, entries = self._codes[first : first + len(held)], stream.entries_of(term)
        if len(entries.shown) <= _COMPARED:
            for code in entries.shown:
                held |= codes == code
        else:
            table = np.zeros(ESCAPE + 1, np.bool_)
            table[list(entries.shown)] = True
            held |= table.take(codes)
        if len(entries.escaped):
            at = np.flatnonzero(codes == ESCAPE)
            held[at[np.isin(self._escaped(stream, at + first), entries.escaped)]] = True

    def _escaped(self, stream: TokenStream, at: NDArray[np.intp]) -> Array:
        """The true codes of tokens whose codes are escaped."""
        rows = self._rows(at)
        return stream.codes.escaped(self._starts.take(rows) + (at - self._begins.take(rows)))
