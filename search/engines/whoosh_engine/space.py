"""Operations on matches: union, intersection, difference, at least so many.

An operation picks the cheaper form of its result, a list or a vector.  Not here: which documents a clause matches (`compile`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from .matches import NOTHING, Dense, Docs, Mask, Matches, Scores, Sparse, looked_up, sparse_union

BLOCKS = 64
"""Vectors are padded to whole rows of so many blocks, for the block maxima of `topk`."""

DENSE_SHARE = 16
"""More than one document in so many is better kept as a vector."""

FILTER_SHARE = 256
"""The same for what is looked up again and again."""

_LIST_FIRST = 8
"""A list leads an intersection unless a vector is so many times rarer: to look up in a list is a search each."""


def _added(first: Scores | None, second: Scores | None) -> Scores | None:
    if first is None or second is None:
        return second if first is None else first
    return first + second


def _cost(part: Matches) -> int:
    return part.count * _LIST_FIRST if isinstance(part, Dense) else part.count


class Space:
    """All documents of a snapshot: how many there are decides between lists and vectors.

    Vectors are padded to a whole number of `BLOCKS` rows, for the block maxima of `topk`.
    """

    def __init__(self, documents: int) -> None:
        self.documents = documents
        self.padded = max(1, -(-documents // BLOCKS)) * BLOCKS

    def is_many(self, count: int) -> bool:
        """Whether that many documents are better kept as a vector."""
        return count * DENSE_SHARE > self.documents

    def dense(self, matches: Matches, positive: bool = False) -> Dense:
        """The same matches as a vector; `positive` when it is known that all score above 0."""
        if isinstance(matches, Dense):
            return matches
        scores, mask = None, None
        if matches.scores is not None:
            scores = np.zeros(self.padded, np.float32)
            scores[matches.docs] = matches.scores
        if scores is None or not positive:
            mask = np.zeros(self.padded, np.bool_)
            mask[matches.docs] = True
        return Dense(mask, scores, matches.count, positive and scores is not None, matches.docs)

    def of_mask(self, mask: Mask) -> Matches:
        """Unscored matches from a mask over all documents (padded or not)."""
        count = int(np.count_nonzero(mask))
        if not self.is_many(count):
            return Sparse(np.flatnonzero(mask).astype(np.int32))
        if len(mask) < self.padded:
            mask = np.concatenate([mask, np.zeros(self.padded - len(mask), np.bool_)])
        return Dense(mask, None, count)

    def of_docs(self, docs: Docs) -> Matches:
        """Unscored matches from an ascending list."""
        return self.of_scored(Sparse(docs))

    def of_filter(self, docs: Docs) -> Matches:
        """Unscored matches that are looked up often: a vector sooner than others."""
        found = Sparse(docs)
        return self.dense(found) if len(docs) * FILTER_SHARE > self.documents else found

    def of_scored(self, matches: Sparse) -> Matches:
        """A list, as a vector when it is long."""
        return self.dense(matches) if self.is_many(matches.count) else matches

    def union(self, parts: Sequence[Matches], best: bool = False, positive: bool = False) -> Matches:
        """Documents of any part, with the sum of their scores, or the highest when `best`.

        `positive` when it is known that all matches of all parts score above 0.
        """
        parts = [part for part in parts if part.count]
        if len(parts) <= 1:
            return parts[0] if parts else NOTHING
        operation = np.maximum if best else np.add
        if any(isinstance(part, Dense) for part in parts) or self.is_many(sum(part.count for part in parts)):
            return self._dense_union(parts, operation, positive)
        return sparse_union([part for part in parts if isinstance(part, Sparse)], operation)

    def _dense_union(self, parts: Sequence[Matches], operation: np.ufunc, positive: bool) -> Dense:
        dense = [part for part in parts if isinstance(part, Dense)]
        sparse = [part for part in parts if isinstance(part, Sparse)]
        scores = self._union_scores(dense, sparse, operation)
        if scores is not None and (positive or (not sparse and all(part.positive for part in dense))):
            mask = scores > 0
            return Dense(mask, scores, int(np.count_nonzero(mask)), positive=True)
        mask = np.logical_or(dense[0].mask, dense[1].mask) if len(dense) > 1 else self._mask_copy(dense)
        for part in dense[2:]:
            np.logical_or(mask, part.mask, out=mask)
        for few in sparse:
            mask[few.docs] = True
        return Dense(mask, scores, int(np.count_nonzero(mask)))

    def _mask_copy(self, dense: Sequence[Dense]) -> Mask:
        return dense[0].mask.copy() if dense else np.zeros(self.padded, np.bool_)

    def _union_scores(self, dense: Sequence[Dense], sparse: Sequence[Sparse], operation: np.ufunc) -> Scores | None:
        vectors = [part.scores for part in dense if part.scores is not None]
        lists = [part for part in sparse if part.scores is not None]
        if not vectors and not lists:
            return None
        if len(vectors) > 1:
            total: Scores = operation(vectors[0], vectors[1])
        else:
            total = vectors[0].copy() if vectors else np.zeros(self.padded, np.float32)
        for vector in vectors[2:]:
            operation(total, vector, out=total)
        for part in lists:
            total[part.docs] = operation(total.take(part.docs), part.scores)
        return total

    def intersection(self, parts: Sequence[Matches]) -> Matches:
        """Documents of every part, with the sum of their scores.  The rarest part is looked up in the others."""
        if len(parts) == 1:
            return parts[0]
        ordered = sorted(parts, key=_cost)
        first = ordered[0]
        if not first.count:
            return first
        if isinstance(first, Dense) and first.count * 2 > self.documents:
            return self._dense_intersection([self.dense(part) for part in ordered])
        docs, others = first.docs, list[Scores]()
        own = first.scores if isinstance(first, Sparse) else None
        for part in ordered[1:]:
            places, found = looked_up(part, docs)
            docs = docs.take(places)
            own = None if own is None else own.take(places)
            others = [scores.take(places) for scores in others]
            others += [] if found is None else [found]
        if isinstance(first, Dense) and first.scores is not None:
            own = first.scores.take(docs)
        # Added from the rarest on, whatever filters take part: a conjunction scores the same to the bit with facets and without.
        return Sparse(docs, reduce(_added, others, own))

    def _dense_intersection(self, parts: Sequence[Dense]) -> Matches:
        mask = np.logical_and(parts[0].mask, parts[1].mask)
        for part in parts[2:]:
            np.logical_and(mask, part.mask, out=mask)
        scores: Scores | None = None
        for part in parts:
            scores = _added(scores, None if part.scores is None else part.scores * mask)
        positive = all(part.positive for part in parts) and scores is not None
        return Dense(mask, scores, int(np.count_nonzero(mask)), positive)

    def difference(self, matches: Matches, unwanted: Sequence[Matches]) -> Matches:
        """The matches that are in none of the unwanted."""
        for other in unwanted:
            if other.count and matches.count:
                matches = self._without(matches, other)
        return matches

    def _without(self, matches: Matches, other: Matches) -> Matches:
        if isinstance(matches, Sparse):
            kept = np.ones(matches.count, np.bool_)
            kept[looked_up(other, matches.docs)[0]] = False
            places = np.flatnonzero(kept)
            scores = None if matches.scores is None else matches.scores.take(places)
            return Sparse(matches.docs.take(places), scores)
        if isinstance(other, Dense):
            mask = matches.mask & ~other.mask
        else:
            mask = matches.mask.copy()
            mask[other.docs] = False
        scores = None if matches.scores is None else matches.scores * mask
        return Dense(mask, scores, int(np.count_nonzero(mask)), matches.positive)

    def at_least(self, parts: Sequence[Matches], weights: Sequence[float], needed: float) -> Matches:
        """Documents whose parts weigh at least `needed` together, with the sum of the scores of their parts."""
        weighed = [Sparse(p.docs, np.full(p.count, w, np.float32)) for p, w in zip(parts, weights, strict=True)]
        held = self.union(weighed)
        scored = self.union(parts)
        edge = np.float32(needed) * np.float32(1 - 1e-6)
        if held.scores is None:
            return NOTHING
        if isinstance(held, Dense):
            return self.intersection([self.of_mask((held.scores >= edge) & held.mask), scored])
        return self.intersection([Sparse(held.docs[held.scores >= edge]), scored])
