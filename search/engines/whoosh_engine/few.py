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
from .matches import FEW, Dense, Matches


class Few(NamedTuple):
    """The cards of all hits, newest first (undated last), and the place of each among the hits."""

    cards: Sequence[Card]
    places: Sequence[int]

    @staticmethod
    def of(hits: Matches, cards: Cards) -> Few | None:
        """The hits when they are few; remembered with them, for the words of a query are asked again."""
        if hits.count > FEW:
            return None
        if isinstance(hits, Dense):
            return Few.of_docs(hits.docs.tolist(), cards)
        if hits.few is None:
            hits.few = Few.of_docs(hits.docs.tolist(), cards)
        return hits.few

    @staticmethod
    def of_docs(docs: Sequence[int], cards: Cards) -> Few:
        """A few documents."""
        found = cards.of_all(docs)
        places = sorted(range(len(found)), key=[card.rank for card in found].__getitem__)
        return Few([found[place] for place in places], places)

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
        return self.cards[0].seconds if self.cards else None

    def best(self, hits: Matches, count: int) -> tuple[list[Card], list[float]]:
        """The `count` best of these same hits by score, ties by rank, and their scores."""
        if hits.scores is None:
            return list(self.cards[:count]), [0.0] * min(count, len(self.cards))
        plain = (hits.scores.take(hits.docs) if isinstance(hits, Dense) else hits.scores).tolist()
        scores: list[float] = [plain[place] for place in self.places]
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:count]
        return [self.cards[place] for place in best], [scores[place] for place in best]
