"""Sets of documents with scores, as arrays.

Few documents are a `Sparse` list, many a `Dense` vector over all documents.  Lists cost as the matches grow, vectors a few
microseconds per 10,000 documents.  Values here are never changed once made; what follows from them may be remembered in them.
Not here: what is done with them (`space`), where scores come from (`scoring`), the best of them (`topk`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .few import Few

Docs = NDArray[np.int32]
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]

FEW = 64
"""So many matches or fewer are few (`few`)."""

_CARD_BYTES = 400
"""What the card of a document takes."""


class Sparse:
    """Ascending document numbers; `scores` None = all score 0.  `few` is remembered by `few.Few.of`."""

    __slots__ = ("docs", "few", "scores")

    def __init__(self, docs: Docs, scores: Scores | None = None) -> None:
        self.docs = docs
        self.scores = scores
        self.few: Few | None = None

    @property
    def count(self) -> int:
        """How many documents match."""
        return len(self.docs)

    @property
    def nbytes(self) -> int:
        """Bytes held once all is remembered."""
        cards = self.count * _CARD_BYTES if self.count <= FEW else 0
        return self.docs.nbytes + (0 if self.scores is None else self.scores.nbytes) + cards

    def with_scores(self, scores: Scores | None) -> Sparse:
        """The same documents with other scores."""
        return Sparse(self.docs, scores)

    def times(self, factor: np.float32) -> Sparse:
        """The scores multiplied by a factor above 0."""
        return Sparse(self.docs, None if self.scores is None else self.scores * factor)


class Dense:
    """Scores of all documents, 0 for those that do not match (None = all score 0), and which do.

    `positive`: every match scores above 0, so that the scores alone tell.  Mask and list are made when first needed, unless given.
    """

    __slots__ = ("_docs", "_mask", "count", "positive", "scores")

    def __init__(
        self, mask: Mask | None, scores: Scores | None, count: int, positive: bool = False, docs: Docs | None = None
    ) -> None:
        self._mask = mask
        self._docs = docs
        self.scores = scores
        self.count = count
        self.positive = positive

    @property
    def mask(self) -> Mask:
        """Whether each document matches."""
        if self._mask is None:
            self._mask = _is_above_zero(self.scores)
        return self._mask

    @property
    def docs(self) -> Docs:
        """The matching documents as an ascending list."""
        if self._docs is None:
            self._docs = self.mask.nonzero()[0].astype(np.int32)
        return self._docs

    @property
    def nbytes(self) -> int:
        """Bytes held once all parts are made."""
        size = 0 if self.scores is None else self.scores.nbytes
        return size + len(self.mask) + 4 * self.count

    def with_scores(self, scores: Scores | None) -> Dense:
        """The same documents with other scores."""
        return Dense(self.mask, scores, self.count, docs=self._docs)

    def times(self, factors: Scores | np.float32) -> Dense:
        """The scores multiplied by factors above 0."""
        scores = None if self.scores is None else self.scores * factors
        return Dense(self._mask, scores, self.count, self.positive, self._docs)


def _is_above_zero(scores: Scores | None) -> Mask:
    if scores is None:
        raise ValueError("matches without scores need a mask")
    above: Mask = scores > 0
    return above


Matches = Sparse | Dense

NOTHING = Sparse(np.empty(0, np.int32))


def without_scores(matches: Matches) -> Matches:
    """The same documents, scoring 0."""
    return matches.with_scores(None)


def scaled(matches: Matches, factor: float) -> Matches:
    """The same documents with scores multiplied by a factor above 0."""
    if matches.scores is None or factor == 1.0:
        return matches
    return matches.times(np.float32(factor))


def looked_up(matches: Matches, docs: Docs) -> tuple[NDArray[np.intp], Scores | None]:
    """Places in `docs` of those that match, and the scores of these."""
    if isinstance(matches, Dense):
        if matches.positive and matches.scores is not None:
            values = matches.scores.take(docs)
            places = (values > 0).nonzero()[0]
            return places, values.take(places)
        places = matches.mask.take(docs).nonzero()[0]
        return places, None if matches.scores is None else matches.scores.take(docs.take(places))
    if not matches.count:
        return np.empty(0, np.intp), None
    if matches.count == len(docs) and (matches.docs == docs).all():
        # The words of a name often stand in the same documents.
        return np.arange(len(docs)), matches.scores
    at = np.searchsorted(matches.docs, docs)
    np.minimum(at, matches.count - 1, out=at)
    places = (matches.docs.take(at) == docs).nonzero()[0]
    return places, None if matches.scores is None else matches.scores.take(at.take(places))


def firsts(docs: Docs) -> Mask:
    """Which of ascending numbers are the first of their kind."""
    fresh = np.ones(len(docs), np.bool_)
    np.not_equal(docs[1:], docs[:-1], out=fresh[1:])
    return fresh


def sparse_union(parts: Sequence[Sparse], operation: np.ufunc = np.add) -> Sparse:
    """Documents of any list; the scores of one document are joined by `operation`."""
    docs = np.concatenate([part.docs for part in parts])
    if all(part.scores is None for part in parts):
        docs.sort()
        return Sparse(docs.take(firsts(docs).nonzero()[0]))
    order = docs.argsort(kind="stable")
    docs = docs.take(order)
    starts = firsts(docs).nonzero()[0]
    zeros = np.float32(0.0)
    scores = np.concatenate([np.full(p.count, zeros) if p.scores is None else p.scores for p in parts])
    return Sparse(docs.take(starts), operation.reduceat(scores.take(order), starts))
