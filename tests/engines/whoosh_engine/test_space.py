"""Sets of documents with scores: every operation against dictionaries."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh_engine.matches import Dense, Matches, Sparse, looked_up, without_scores
from search.engines.whoosh_engine.space import Space

DOCUMENTS = 150
SPACE = Space(DOCUMENTS)

Plain = dict[int, float]

plain = st.dictionaries(st.integers(0, DOCUMENTS - 1), st.integers(1, 50).map(float), max_size=60)


@st.composite
def matches(draw: st.DrawFn) -> tuple[Matches, Plain]:
    """The same matches as arrays and as a dictionary: a list or a vector, scored or not."""
    scores = draw(plain)
    docs = np.array(sorted(scores), np.int32)
    scored = draw(st.booleans())
    made: Matches = Sparse(docs, np.array([scores[d] for d in sorted(scores)], np.float32) if scored else None)
    if draw(st.booleans()):
        dense = SPACE.dense(made)
        made = Dense(dense.mask, dense.scores, dense.count, positive=scored and draw(st.booleans()))
    return made, (scores if scored else dict.fromkeys(scores, 0.0))


def as_plain(found: Matches) -> Plain:
    """Matches as a dictionary; checks that they are well made."""
    docs = found.docs.tolist()
    assert docs == sorted(set(docs))
    assert found.count == len(docs)
    if isinstance(found, Dense):
        assert len(found.mask) == SPACE.padded
        if found.scores is not None:
            assert not found.scores[~found.mask].any()
        if found.positive:
            assert found.scores is not None
            assert (found.scores[found.mask] > 0).all()
    scores = found.scores
    if scores is None:
        return dict.fromkeys(docs, 0.0)
    own = scores.take(docs) if isinstance(found, Dense) else scores
    return dict(zip(docs, own.tolist(), strict=True))


several = st.lists(matches(), min_size=1, max_size=5)


@given(several, st.booleans())
def test_union(parts: list[tuple[Matches, Plain]], best: bool) -> None:
    """Documents of any part, scores summed or the highest taken."""
    join = max if best else sum
    every = {doc for _, scores in parts for doc in scores}
    wanted = {doc: float(join([s[doc] for _, s in parts if doc in s])) for doc in every}
    assert as_plain(SPACE.union([m for m, _ in parts], best)) == wanted


@given(several)
def test_intersection(parts: list[tuple[Matches, Plain]]) -> None:
    """Documents of every part, scores summed."""
    common = set(parts[0][1]).intersection(*(scores for _, scores in parts))
    wanted = {doc: float(sum(scores[doc] for _, scores in parts)) for doc in common}
    assert as_plain(SPACE.intersection([m for m, _ in parts])) == wanted


@given(matches(), st.lists(matches(), max_size=3))
def test_difference(kept: tuple[Matches, Plain], unwanted: list[tuple[Matches, Plain]]) -> None:
    """Documents of the first and of none of the others, with their own scores."""
    gone = {doc for _, scores in unwanted for doc in scores}
    wanted = {doc: score for doc, score in kept[1].items() if doc not in gone}
    assert as_plain(SPACE.difference(kept[0], [m for m, _ in unwanted])) == wanted


@given(
    st.lists(st.tuples(matches(), st.sampled_from([0.5, 1.0, 2.0])), min_size=1, max_size=5),
    st.sampled_from([0.3, 0.6, 1.0]),
)
def test_at_least(parts: list[tuple[tuple[Matches, Plain], float]], share: float) -> None:
    """Documents whose parts weigh enough together."""
    needed = share * sum(weight for _, weight in parts)
    every = {doc for (_, scores), _ in parts for doc in scores}
    wanted = {
        doc: float(sum(scores[doc] for (_, scores), _ in parts if doc in scores))
        for doc in every
        if sum(weight for (_, scores), weight in parts if doc in scores) >= needed - 1e-9
    }
    assert as_plain(SPACE.at_least([m for (m, _), _ in parts], [w for _, w in parts], needed)) == wanted


@given(matches(), st.lists(st.integers(0, DOCUMENTS - 1), unique=True))
def test_looked_up(found: tuple[Matches, Plain], docs: list[int]) -> None:
    """Places and scores of the documents that match, in any order asked."""
    places, scores = looked_up(found[0], np.array(docs, np.int32))
    assert [docs[place] for place in places] == [doc for doc in docs if doc in found[1]]
    if scores is not None:
        assert scores.tolist() == [found[1][docs[place]] for place in places]


@given(matches())
def test_without_scores(found: tuple[Matches, Plain]) -> None:
    """The same documents, all scoring 0."""
    assert as_plain(without_scores(found[0])) == dict.fromkeys(found[1], 0.0)


@pytest.mark.parametrize("documents", [0, 1, 63, 64, 65, 1000])
def test_a_space_of_any_size(documents: int) -> None:
    """Masks of any length become matches, padded to whole blocks."""
    space = Space(documents)
    mask = np.arange(documents) % 3 == 0
    for found in (space.of_mask(mask), space.of_docs(np.flatnonzero(mask).astype(np.int32))):
        assert found.docs.tolist() == np.flatnonzero(mask).tolist()
    assert space.padded % 64 == 0
    assert space.padded >= documents
