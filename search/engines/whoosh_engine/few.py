"""A few hits in plain Python: NumPy would take longer to begin than they take.

Not here: many hits (`topk`), counts (`tags`, `calendars`).
"""

from __future__ import annotations

from .matches import Dense, Matches

FEW = 64
"""So many hits or fewer."""


def best_few(hits: Matches, rank: memoryview, count: int) -> tuple[list[int], list[float]]:
    """The `count` best hits by score, ties by rank, and their scores."""
    docs = hits.docs.tolist()
    if hits.scores is None:
        docs.sort(key=rank.__getitem__)
        return docs[:count], [0.0] * min(count, len(docs))
    scores = (hits.scores.take(hits.docs) if isinstance(hits, Dense) else hits.scores).tolist()
    best = sorted(zip([-score for score in scores], map(rank.__getitem__, docs), docs, strict=True))[:count]
    return [document for _, _, document in best], [-negative for negative, _, _ in best]
