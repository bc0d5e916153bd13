"""Stories: articles that are near-copies of one another, as agency texts are.

A body is a set of shingles, runs of five tokens.  Two articles whose sets have a Jaccard similarity of 0.8 or more are of one
story, and so are articles joined by others.  Pairs are found by signatures: the smallest of 64 hashes of the set (MinHash,
Broder 1997), where the share of equal places estimates the similarity.  Candidates share one of 16 bands of four places: at
0.8 they do in 9998 of 10,000 cases.  The estimate errs by 0.05, so what it leaves open is decided on the shingles themselves.

The corpus has taken the dateline off the body before.  Not here: where signatures are kept and read (`engines`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5
PLACES = 64
LEAST_SHINGLES = 8
SIMILAR = 0.8
_SURELY, _HARDLY = 0.95, 0.6
ALONE = -1
"""The story number of an article without near-copies."""

_BAND_BYTES = 8
_FEW = 8
"""Up to so many new documents each is compared with all others at once."""

_TOKENS_AT_ONCE = 1 << 19
_MULTIPLIER = np.uint32(0x9E3779B1)

Hashes = NDArray[np.uint32]
Signatures = NDArray[np.uint16]
Numbers = NDArray[np.int32]
Pairs = NDArray[np.int64]
ShinglesOf = Callable[[int], Hashes]
"""The shingles (see `shingles`) of a document by its number."""

_SEEDS = np.random.Generator(np.random.PCG64(20)).integers(1, 1 << 32, (2, PLACES), np.uint32) | np.uint32(1)


def signatures(tokens: Hashes, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> Signatures:
    """One row per document; document i has the hashed tokens `starts[i]` to `starts[i] + counts[i]`.

    A document with too few shingles to compare has a row of zeros, and never a story.
    """
    rows = np.zeros((len(starts), PLACES), np.uint16)
    shingles = np.maximum(counts - SHINGLE + 1, 0)
    for first, last in _batches(shingles):
        enough = first + np.flatnonzero(shingles[first:last] >= LEAST_SHINGLES)
        if len(enough):
            begin = int(starts[enough[0]])
            end = int(starts[enough[-1]] + counts[enough[-1]])
            own = starts[enough] - begin
            rows[enough] = _minima(_shingled(tokens[begin:end]), own, own + shingles[enough])
    return rows


def _batches(sizes: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Runs of documents that fit a processor's cache together."""
    ends = np.cumsum(sizes)
    first = 0
    while first < len(sizes):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + _TOKENS_AT_ONCE, "right")))
        yield first, last
        first = last


def _shingled(tokens: Hashes) -> Hashes:
    """A hash for the run of tokens that begins at each place."""
    hashes = tokens[: len(tokens) - SHINGLE + 1].copy()
    for offset in range(1, SHINGLE):
        hashes *= _MULTIPLIER
        hashes += tokens[offset : len(tokens) - SHINGLE + 1 + offset]
    hashes ^= hashes >> np.uint32(15)
    return hashes


def _minima(hashes: Hashes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Signatures:
    """The smallest value of each place's own hash over [start, end) of each document, in 16 bits."""
    edges = np.stack([starts, ends], axis=1).reshape(-1)
    # The last document may end where the array ends, which `reduceat` does not take as an edge.
    padded = np.append(hashes, np.uint32(0))
    rows = np.empty((len(starts), PLACES), np.uint16)
    for place, (mask, factor) in enumerate(_SEEDS.T):
        smallest = np.minimum.reduceat((padded ^ mask) * factor, edges)[::2]
        rows[:, place] = (smallest * _MULTIPLIER) >> np.uint32(16)
    return rows


def shingles(tokens: Hashes) -> Hashes:
    """The shingles of one document, each once, in order."""
    return np.unique(_shingled(tokens))


def numbered(rows: Signatures, live: NDArray[np.bool_], shingles_of: ShinglesOf) -> Numbers:
    """The story of each live document, from 0; `ALONE` for most."""
    candidates = [_within(keys, np.flatnonzero(live & rows.any(axis=1))) for keys in _bands(rows)]
    return _joined(np.full(len(rows), ALONE, np.int32), _similar(rows, np.concatenate(candidates), shingles_of))


def extended(numbers: Numbers, rows: Signatures, live: NDArray[np.bool_], shingles_of: ShinglesOf) -> Numbers:
    """The stories after documents were added: `numbers` are of the first documents, `rows` and `live` of all."""
    known = len(numbers)
    fresh, old = np.flatnonzero(live[known:] & rows[known:].any(axis=1)) + known, np.flatnonzero(live)
    if len(fresh) <= _FEW:
        candidates = [_sharing(rows, live, doc) for doc in fresh.tolist()]
    else:
        candidates = [_between(keys, old, fresh) for keys in _bands(rows)]
    grown = np.concatenate([numbers, np.full(len(rows) - known, ALONE, np.int32)])
    pairs = np.concatenate([np.empty((0, 2), np.int64), *candidates])
    return _joined(grown, _similar(rows, pairs, shingles_of))


def _bands(rows: Signatures) -> Iterator[NDArray[np.uint64]]:
    """The bands of all signatures, each as one number per document."""
    keys = np.ascontiguousarray(rows).view(np.uint64)
    return (np.ascontiguousarray(keys[:, band]) for band in range(rows.itemsize * PLACES // _BAND_BYTES))


def _within(keys: NDArray[np.uint64], docs: NDArray[np.int64]) -> Pairs:
    """Pairs of these documents with equal keys: each with the one before and with the first that has the key."""
    own = keys[docs]
    order = np.argsort(own, kind="stable")
    docs, own = docs[order], own[order]
    equal = np.flatnonzero(own[1:] == own[:-1]) + 1
    firsts = np.searchsorted(own, own[equal], "left")
    neighbours = np.stack([docs[equal - 1], docs[equal]], axis=1)
    return np.concatenate([neighbours, np.stack([docs[firsts], docs[equal]], axis=1)])


def _between(keys: NDArray[np.uint64], old: NDArray[np.int64], fresh: NDArray[np.int64]) -> Pairs:
    """Pairs of an old or new document and a new one with equal keys."""
    order = np.argsort(keys[fresh], kind="stable")
    wanted = keys[fresh][order]
    if not len(wanted):
        return np.empty((0, 2), np.int64)
    at = np.minimum(np.searchsorted(wanted, keys[old]), len(wanted) - 1)
    found = np.flatnonzero(wanted[at] == keys[old])
    pairs = np.stack([old[found], fresh[order[at[found]]]], axis=1)
    return pairs.compress(pairs[:, 0] != pairs[:, 1], axis=0)


def _sharing(rows: Signatures, live: NDArray[np.bool_], doc: int) -> Pairs:
    """Pairs of one document and each other that shares a band with it."""
    keys = np.ascontiguousarray(rows).view(np.uint64)
    found = np.flatnonzero((keys == keys[doc]).any(axis=1) & live)
    found = found[found != doc]
    return np.stack([found, np.full(len(found), doc, np.int64)], axis=1)


def _similar(rows: Signatures, pairs: Pairs, shingles_of: ShinglesOf) -> Pairs:
    """The pairs that are similar enough."""
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    agreeing = np.zeros(len(pairs), np.int64)
    for first in range(0, len(pairs), 1 << 16):
        some = pairs[first : first + (1 << 16)]
        agreeing[first : first + len(some)] = np.count_nonzero(rows[some[:, 0]] == rows[some[:, 1]], axis=1)
    kept = agreeing >= _SURELY * PLACES
    unsure = np.flatnonzero(~kept & (agreeing >= _HARDLY * PLACES))
    kept[unsure] = [_similarity(shingles_of(i), shingles_of(j)) >= SIMILAR for i, j in pairs[unsure].tolist()]
    return pairs.compress(kept, axis=0)


def _similarity(first: Hashes, second: Hashes) -> float:
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / (len(first) + len(second) - shared)


def _joined(numbers: Numbers, pairs: Pairs) -> Numbers:
    """The numbers after the documents of each pair were put into one story."""
    joined = numbers.copy()
    following = int(numbers.max(initial=ALONE)) + 1
    members: dict[int, list[int]] = {}
    touched = {int(number) for number in np.unique(numbers[pairs.reshape(-1)]) if number != ALONE}
    for number in touched:
        members[number] = np.flatnonzero(numbers == number).tolist()
    for first, second in pairs.tolist():
        for doc in (first, second):
            if joined[doc] == ALONE:
                joined[doc], members[following] = following, [doc]
                following += 1
        kept, gone = sorted((int(joined[first]), int(joined[second])))
        if kept != gone:
            moved = members.pop(gone)
            joined[moved] = kept
            members[kept].extend(moved)
    return joined
