"""Document numbers of postings in two bytes each: 16 bits, and what is above them where a segment has more documents.

They are the largest part of an index.  `numbers[first:last]` gives int32: a copy, made at the speed of memory.

The high bits change rarely along an ascending list, so they are written as runs: `runs` = the posting that each run begins
with, and behind the last the number of postings; `bases` = what to add to the low parts of the run.  Where runs are many
because lists are short, and in what was written before there were runs, `high` holds the high bits of every posting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, ArrayFile, ArrayWriter, smallest_type

LOW_BITS = 16
LOW_LIMIT = 1 << LOW_BITS

_LONG_RUN = 10_000
"""From this many postings a run, adding run by run beats spreading the bases over the postings."""


class DocNumbers:
    """The document numbers of a field's postings, in posting order.  Slices are int32; `np.asarray` gives all of them."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._low: Array = file[f"{name}.low"]
        self._high = file.get(f"{name}.high")
        self._runs = _Runs(file[f"{name}.runs"], file[f"{name}.bases"]) if f"{name}.runs" in file else None

    def __len__(self) -> int:
        return len(self._low)

    def __getitem__(self, at: slice) -> NDArray[np.int32]:
        numbers: NDArray[np.int32] = self._low[at].astype(np.int32)
        if self._runs is not None and len(numbers):
            self._runs.add_to(numbers, at.indices(len(self._low))[0])
        elif self._high is not None:
            high = self._high[at].astype(np.int32)
            high <<= LOW_BITS
            numbers |= high
        return numbers

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return self[:].astype(dtype or np.int32, copy=False)


class _Runs:
    """What to add to the low parts."""

    def __init__(self, starts: Array, bases: Array) -> None:
        self._starts = starts
        self._bases = bases
        self._plain_starts = starts.data
        self._plain_bases = bases.data

    def add_to(self, low: NDArray[np.int32], first: int) -> None:
        """Make numbers of the low parts of the postings from `first` on, in place; at least one."""
        starts, last = self._plain_starts, first + len(low)
        run = bisect_right(starts, first) - 1
        if starts[run + 1] >= last:
            low += self._plain_bases[run]
            return
        end = bisect_left(starts, last, run + 1, min(run + len(low), len(self._bases)))
        edges = self._starts[run : end + 1].astype(np.int64)
        edges[0], edges[-1] = first, last
        if len(low) < _LONG_RUN * (end - run):
            low += self._bases[run:end].repeat(edges[1:] - edges[:-1])
            return
        edges -= first
        places = edges.tolist()
        for base, begin, stop in zip(self._plain_bases[run:end], places, places[1:], strict=False):
            of_run = low[begin:stop]
            of_run += base


def write_doc_numbers(
    writer: ArrayWriter, name: str, blocks: Callable[[], Iterable[Array]], postings: int, documents: int
) -> None:
    """Write the document numbers, all below `documents`, of some postings.

    `blocks` gives them in pieces, and gives them again where they turn out to make too many runs.
    """
    if documents <= LOW_LIMIT:
        writer.stream(f"{name}.low", np.uint16, map(_low_part, blocks()))
        return
    high, place = smallest_type((documents - 1) >> LOW_BITS), smallest_type(postings)
    found = _Found(postings * high.itemsize // 2 // (place.itemsize + np.dtype(np.int32).itemsize))
    writer.stream(f"{name}.low", np.uint16, map(_low_part, found.watched(blocks())))
    if found.too_many:
        writer.stream(f"{name}.high", high, ((block >> LOW_BITS).astype(high) for block in blocks()))
        return
    writer.stream(f"{name}.runs", place, iter([*found.starts, np.array([postings])]))
    writer.stream(f"{name}.bases", np.int32, iter(found.bases))


class _Found:
    """The runs of numbers that pass by, while they are at most `most`: so they are kept in bounded memory."""

    def __init__(self, most: int) -> None:
        self.starts: list[NDArray[np.int64]] = []
        self.bases: list[NDArray[np.int32]] = []
        self.too_many = False
        self._most = most
        self._count = 0
        self._at = 0
        self._base = -1

    def watched(self, blocks: Iterable[Array]) -> Iterator[Array]:
        """The same blocks."""
        for block in blocks:
            if len(block) and not self.too_many:
                self._look(block)
            yield block

    def _look(self, block: Array) -> None:
        bases = block >> LOW_BITS
        changed = np.ones(len(block), np.bool_)
        changed[0] = bases[0] != self._base
        np.not_equal(bases[1:], bases[:-1], out=changed[1:])
        starts = np.flatnonzero(changed)
        self.starts.append(starts + self._at)
        self.bases.append(bases.take(starts).astype(np.int32) << LOW_BITS)
        self._at += len(block)
        self._base = int(bases[-1])
        self._count += len(starts)
        if self._count > self._most:
            self.too_many = True
            self.starts.clear()
            self.bases.clear()


def _low_part(numbers: Array) -> NDArray[np.uint16]:
    return (numbers & (LOW_LIMIT - 1)).astype(np.uint16)
