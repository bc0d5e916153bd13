"""The terms of a field over all segments, in order, with the number of documents that hold each."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np

from .snapshot import Local


def counted_terms(locals_: Sequence[Local], prefix: str) -> Iterator[tuple[str, int]]:
    """Terms that begin with `prefix`, deleted documents counted too."""
    parts = [_segment_terms(each, prefix.encode()) for each in locals_]
    merged = parts[0] if len(parts) == 1 else _summed(heapq.merge(*parts))
    return ((term.decode(), count) for term, count in merged)


def _summed(merged: Iterable[tuple[bytes, int]]) -> Iterator[tuple[bytes, int]]:
    for term, group in groupby(merged, key=itemgetter(0)):
        yield term, sum(count for _, count in group)


def _segment_terms(each: Local, prefix: bytes) -> Iterator[tuple[bytes, int]]:
    numbers = each.postings.prefix(prefix)
    counts = np.diff(each.postings.starts[numbers.start : numbers.stop + 1].astype(np.int64)).tolist()
    return zip(each.postings.table.among(numbers), counts, strict=True)
