"""Measures of a ranking against judgements, as trec_eval defines them (gain = grade, discount = log2(rank + 1))."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .sets import Judgements


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def ndcg(ranking: Sequence[str], relevant: Judgements, depth: int = 10) -> float:
    """Normalised discounted cumulative gain at `depth`, 0 to 1 (Järvelin & Kekäläinen 2002)."""
    ideal = _discounted(sorted(relevant.values(), reverse=True)[:depth])
    return _discounted(relevant.get(id, 0.0) for id in ranking[:depth]) / ideal if ideal else 0.0


def reciprocal_rank(ranking: Sequence[str], relevant: Judgements, depth: int = 10) -> float:
    """1 / rank of the first relevant article within `depth`, else 0."""
    return next((1.0 / rank for rank, id in enumerate(ranking[:depth], 1) if id in relevant), 0.0)


def recall(ranking: Sequence[str], relevant: Judgements, depth: int = 100) -> float:
    """The share of the relevant articles within `depth`."""
    return len(relevant.keys() & set(ranking[:depth])) / len(relevant) if relevant else 0.0
