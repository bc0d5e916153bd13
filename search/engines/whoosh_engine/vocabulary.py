"""The terms of a field over all segments, in order, with the number of documents that hold each."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from .snapshot import Local


def counted_terms(locals_: Sequence[Local], prefix: str) -> Iterator[tuple[str, int]]:
    """Terms that begin with `prefix`, deleted documents counted too."""
    merged = heapq.merge(*(_segment_terms(each, prefix.encode()) for each in locals_))
    for term, group in groupby(merged, key=lambda pair: pair[0]):
        yield term.decode(), sum(count for _, count in group)


def _segment_terms(each: Local, prefix: bytes) -> Iterator[tuple[bytes, int]]:
    numbers = each.postings.prefix(prefix) if prefix else range(each.postings.terms)
    counts = np.diff(each.postings.starts[numbers.start : numbers.stop + 1].astype(np.int64)).tolist()
    terms = map(each.postings.term, numbers) if prefix else iter(each.postings.table)
    return zip(terms, counts, strict=True)
