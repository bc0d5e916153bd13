"""The bonus of `query.ranking`, one document at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...query.plan import Word
from ...query.ranking import Ranking
from .index import MemoryIndex

_NEAR_FIELDS = ("title", "body")


@dataclass(frozen=True, slots=True)
class Bonus:
    """The weighted addends of a bonus."""

    proximity: float
    phrase: float
    title_all: float
    lead: float

    @property
    def total(self) -> float:
        """What is added to the base score."""
        return self.proximity + self.phrase + self.title_all + self.lead


def bonus_of(index: MemoryIndex, words: Sequence[Word], number: int, ranking: Ranking) -> Bonus:
    """The bonus of one document."""
    weights = [index.word_weight(word) for word in words]
    places = {name: [index.positions(number, name, word.stem) for word in words] for name in _NEAR_FIELDS}
    total = sum(weights)
    near = sum(
        min(weights[i], weights[j]) * max(_nearness(places[f][i], places[f][j], ranking.window) for f in _NEAR_FIELDS)
        for i, j in pairwise(range(len(words)))
    )
    together = len(words) > 1 and any(_consecutive(places[f]) for f in _NEAR_FIELDS)
    in_title = bool(words) and all(places["title"])
    half = ranking.lead_half_length
    lead = sum(w * half / (half + at[0]) for w, at in zip(weights, places["body"], strict=True) if at)
    return Bonus(
        ranking.proximity_weight * near,
        ranking.phrase_weight * total * together,
        ranking.title_all_weight * total * in_title,
        ranking.lead_weight * lead,
    )


def _nearness(first: Sequence[int], second: Sequence[int], window: int) -> float:
    distances = [b - a for a in first for b in second]
    forward = [1.0 / d for d in distances if 0 < d <= window]
    backward = [0.5 / -d for d in distances if -window <= d < 0]
    return max(forward + backward, default=0.0)


def _consecutive(places: Sequence[Sequence[int]]) -> bool:
    starts = set(places[0])
    for offset, positions in enumerate(places):
        starts &= {p - offset for p in positions}
    return bool(starts)
