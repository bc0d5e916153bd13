"""A few hits in plain Python, card by card: NumPy would take longer to begin than they take.

Not here: many hits (`topk`, `facet_table`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..base import RawDates, RawTerms
from .calendars import Buckets
from .cards import Card, Cards
from .counts import Counted
from .matches import Dense, Matches

FEW = 64
"""So many hits or fewer."""


class Few(NamedTuple):
    """The cards of all hits."""

    cards: list[Card]

    @staticmethod
    def of(hits: Matches, cards: Cards) -> Few | None:
        """The hits when they are few."""
        return Few(cards.of_all(hits.docs.tolist())) if hits.count <= FEW else None

    def counted(self, buckets: Buckets | None) -> Counted:
        """The facets of the hits: outlets, leaders in any role, and dates when there are buckets."""
        outlets: dict[str, int] = {}
        leaders: dict[str, int] = {}
        nobody = 0
        for _, _, _, _, outlet, named in self.cards:
            outlets[outlet] = outlets[outlet] + 1 if outlet in outlets else 1
            if not named:
                nobody += 1
            for leader in named:
                leaders[leader] = leaders[leader] + 1 if leader in leaders else 1
        unknown = outlets.pop("", 0)
        return Counted(RawTerms(outlets, unknown), RawTerms(leaders, nobody), self._dates(buckets) if buckets else None)

    def _dates(self, buckets: Buckets) -> RawDates:
        codes, names = buckets.view, buckets.names
        keys: dict[str, int] = {}
        years: dict[str, int] = {}
        for card in self.cards:
            key, year = names[codes[card.document]]
            keys[key] = keys[key] + 1 if key in keys else 1
            years[year] = years[year] + 1 if year in years else 1
        keys.pop("", 0)
        undated = years.pop("", 0)
        return RawDates(keys, years, undated)

    def newest(self) -> int | None:
        """The seconds of the newest hit."""
        return min(self.cards).seconds if self.cards else None

    def best(self, hits: Matches, count: int) -> tuple[list[Card], list[float]]:
        """The `count` best of these same hits by score, ties by rank, and their scores."""
        scores = _plain_scores(hits)
        places = sorted(range(len(self.cards)), key=[card.rank for card in self.cards].__getitem__)
        places.sort(key=scores.__getitem__, reverse=True)
        best = places[:count]
        return [self.cards[place] for place in best], [scores[place] for place in best]


def _plain_scores(hits: Matches) -> Sequence[float]:
    if hits.scores is None:
        return [0.0] * hits.count
    scores: list[float] = (hits.scores.take(hits.docs) if isinstance(hits, Dense) else hits.scores).tolist()
    return scores
