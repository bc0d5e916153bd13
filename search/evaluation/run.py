"""Runs a judged set through something that ranks, and sums up."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .measures import ndcg, recall, reciprocal_rank
from .sets import JudgedSet

DEPTH = 100

Rank = Callable[[str], Sequence[str]]
"""Query text -> ids of at most `DEPTH` articles, best first."""


@dataclass(frozen=True, slots=True)
class SetResult:
    """Means over a set's queries; times in milliseconds, of the ranking alone."""

    name: str
    queries: int
    ndcg: float
    mrr: float
    recall: float
    zero_hits: float
    ms_p50: float
    ms_p95: float


def evaluate(
    judged: JudgedSet, rank: Rank, most: int | None = None, tick: Callable[[], None] = lambda: None
) -> SetResult:
    """Rank every query (the first `most`); `tick` is called after each."""
    rows: list[tuple[float, float, float, bool]] = []
    times: list[float] = []
    for query in judged.queries[:most]:
        began = time.perf_counter()
        ranking = rank(query.text)
        times.append(1000 * (time.perf_counter() - began))
        relevant = query.relevant
        rows.append(
            (ndcg(ranking, relevant), reciprocal_rank(ranking, relevant), recall(ranking, relevant), not ranking)
        )
        tick()
    means = [statistics.fmean(column) for column in zip(*rows, strict=True)] if rows else [0.0] * 4
    times.sort()
    p50, p95 = (times[int(len(times) * share)] if times else 0.0 for share in (0.5, 0.95))
    return SetResult(judged.name, len(rows), means[0], means[1], means[2], means[3], p50, p95)


def macro(results: Sequence[SetResult]) -> float:
    """The mean nDCG@10 over sets."""
    return statistics.fmean(r.ndcg for r in results) if results else 0.0
