"""What all searches of a reader share: scorers by ranking, recency factors, orders by date, cards, mapped pages."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

import numpy as np

from search.model import Sort
from search.query.ranking import Ranking

from ..cache import ByteCache
from .cards import Cards
from .collapse import Stories
from .dates import UNDATED
from .filters import FilterSet
from .matches import Dense, Matches, Scores, Sparse
from .order import Order, ranks
from .pages import MappedPages
from .scoring import Scorer
from .snapshot import Snapshot

_RANKINGS = 8


class Tools:
    """Made once per reader.  `reference` is the instant from which recency counts unless a plan names another."""

    def __init__(
        self, snapshot: Snapshot, filters: FilterSet, cache: ByteCache, stories: Stories, reference: datetime | None
    ) -> None:
        self.snapshot = snapshot
        self.filters = filters
        self.cache = cache
        self.stories = stories
        self.cards = Cards(snapshot)
        self.pages = MappedPages([segment.postings.file for segment in snapshot.segments])
        self._reference = reference
        self.scorer = lru_cache(maxsize=_RANKINGS)(self._scorer)
        self.date_order = lru_cache(maxsize=2)(self._date_order)
        self._factors = lru_cache(maxsize=2)(self._recency)

    def _scorer(self, ranking: Ranking) -> Scorer:
        return Scorer(self.snapshot, ranking, self.cache)

    def recency(self, ranking: Ranking, reference: datetime | None) -> Scores | None:
        """The recency factor per document, padded; None when there is none."""
        at = reference or self._reference
        if at is None or not ranking.recency_weight:
            return None
        return self._factors(at.timestamp(), ranking.recency_weight, ranking.recency_half_days)

    def _recency(self, at: float, weight: float, half: float) -> Scores:
        seconds = self.snapshot.dates.seconds
        dated = seconds != UNDATED
        ages = np.maximum(0.0, (at - np.where(dated, seconds, 0)) / 86400.0)
        factors = np.ones(self.snapshot.space.padded, np.float32)
        factors[: len(seconds)] = np.where(dated, 1.0 + weight * half / (half + ages), 1.0)
        return factors

    def _date_order(self, sort: Sort) -> tuple[Order, Order]:
        """All documents in the order of a sort by date, and the place of each in it."""
        snapshot = self.snapshot
        if sort is not Sort.OLDEST:
            return snapshot.order, snapshot.rank
        dated = np.where(snapshot.dates.seconds == UNDATED, np.iinfo(np.int64).max, snapshot.dates.seconds)
        # Within one second the rank is already the order of the ids.
        order = np.lexsort((snapshot.rank, dated)).astype(np.int32)
        return order, ranks(order)


def times(matches: Matches, factors: Scores | None) -> Matches:
    """The matches with their scores multiplied by a factor per document."""
    if factors is None or matches.scores is None:
        return matches
    if isinstance(matches, Dense):
        return matches.times(factors)
    return Sparse(matches.docs, matches.scores * factors.take(matches.docs))
