"""The best of many hits, against sorting them all."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh_engine.matches import Matches, Sparse
from search.engines.whoosh_engine.space import Space
from search.engines.whoosh_engine.topk import best_scored, first_in_order, first_ranked


@st.composite
def hits(draw: st.DrawFn) -> tuple[Matches, np.ndarray]:
    """Hits with many equal scores, as a list or a vector, and a rank of all documents."""
    documents = draw(st.sampled_from([10, 700, 9000]))
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    docs = np.flatnonzero(rng.random(documents) < draw(st.sampled_from([0.0, 0.02, 0.5, 1.0]))).astype(np.int32)
    scores = rng.integers(0, draw(st.sampled_from([1, 3, 500])), len(docs)).astype(np.float32)
    found: Matches = Sparse(docs, scores if draw(st.booleans()) else None)
    if draw(st.booleans()):
        found = Space(documents).dense(found)
    return found, rng.permutation(documents).astype(np.int32)


def sorted_all(found: Matches, rank: np.ndarray) -> list[tuple[int, float]]:
    """All hits, best first."""
    docs = np.flatnonzero(found.mask) if not isinstance(found, Sparse) else found.docs
    scores = np.zeros(len(docs)) if found.scores is None else found.scores
    own = scores if isinstance(found, Sparse) or found.scores is None else scores[docs]
    return sorted(zip(docs.tolist(), own.tolist(), strict=True), key=lambda pair: (-pair[1], rank[pair[0]]))


@given(hits(), st.sampled_from([0, 1, 10, 64, 20_000]))
def test_the_best_are_the_first_of_all_sorted(found: tuple[Matches, np.ndarray], count: int) -> None:
    """Block maxima and partitions leave exactly the first `count`, ties by rank."""
    docs, scores = best_scored(*found, count)
    assert list(zip(docs.tolist(), scores.tolist(), strict=True)) == sorted_all(*found)[:count]


@given(hits(), st.sampled_from([0, 1, 10, 1000]))
def test_the_first_in_an_order(found: tuple[Matches, np.ndarray], count: int) -> None:
    """Walking an order finds what sorting by its places finds."""
    matches, rank = found
    order = np.argsort(rank).astype(np.int32)
    docs = [doc for doc, _ in sorted_all(matches, rank)]
    wanted = sorted(docs, key=lambda doc: rank[doc])[:count]
    assert first_in_order(matches, order, rank, count).tolist() == wanted
    assert first_ranked(np.array(sorted(docs), np.int32), rank, count).tolist() == wanted
