"""However many hits there are, and whichever way they are counted, the facets are the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.engines.base import Changes
from search.engines.cache import ByteCache
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine.cards import Cards
from search.engines.whoosh_engine.counts import Counted
from search.engines.whoosh_engine.few import Few
from search.engines.whoosh_engine.filters import FilterSet
from search.engines.whoosh_engine.matches import Matches, Sparse
from search.engines.whoosh_engine.snapshot import Snapshot
from search.engines.whoosh_engine.store import open_snapshot
from search.model import DateInterval, LeaderRole
from search.query.plan import DateCounts
from tests.contract.generated import corpus

ARTICLES = 150
DATES = [DateCounts(interval, tz) for interval in DateInterval if interval != "auto" for tz in ("Asia/Jakarta", "UTC")]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Articles of every kind in two segments."""
    directories: list[Path] = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    made, base = corpus(5, ARTICLES), None
    links = {each.article.id: each.links for each in made}
    for directory, some in zip(directories, (made[:100], made[100:]), strict=True):
        articles = [each.article for each in some]
        WhooshEngine().build(directory, Changes(articles, lambda a: links[a.id], Analyzer(), base=base))
        base = directory
    return open_snapshot(directories[1])[0]


@pytest.fixture(scope="module")
def filters(snapshot: Snapshot) -> FilterSet:
    """Its filters, which have what counts."""
    return FilterSet(snapshot, ByteCache(1 << 20))


@pytest.fixture(scope="module")
def cards(snapshot: Snapshot) -> Cards:
    """Its cards."""
    return Cards(snapshot)


def hits_of(snapshot: Snapshot, docs: Sequence[int]) -> list[Matches]:
    """The same documents as a list and as a vector."""
    few = Sparse(np.array(docs, np.int32))
    return [few, snapshot.space.dense(few)]


@given(
    docs=st.sets(st.integers(0, ARTICLES - 1)).map(sorted),
    dates=st.sampled_from(DATES),
    role=st.sampled_from(list(LeaderRole)),
)
def test_every_way_counts_alike(
    snapshot: Snapshot, filters: FilterSet, cards: Cards, docs: list[int], dates: DateCounts, role: LeaderRole
) -> None:
    """One facet after another, all at once, and card by card."""
    tags, buckets = filters.tags, filters.buckets(dates)
    for hits in hits_of(snapshot, docs):
        alone = Counted(tags.count_outlets(hits), tags.count_leaders(hits, role), buckets.count(hits.docs))
        assert filters.table(role, dates).count(hits.docs) == alone
        assert filters.table(role, None).count(hits.docs) == alone._replace(date=None)
        if role is LeaderRole.ANY:
            assert Few.of_docs(docs, cards).counted(buckets) == alone


@given(docs=st.sets(st.integers(0, ARTICLES - 1), min_size=1).map(sorted))
def test_the_newest_and_the_best_of_few(snapshot: Snapshot, cards: Cards, docs: list[int]) -> None:
    """The newest hit is the first in rank; the best are ordered by score, then by rank."""
    hits = Sparse(np.array(docs, np.int32), np.array([document % 3 for document in docs], np.float32))
    few = Few.of_docs(docs, cards)
    wanted = sorted(docs, key=lambda document: (-(document % 3), snapshot.rank[document]))[:10]
    best, scores = few.best(hits, 10)
    assert [card.document for card in best] == wanted
    assert scores == [document % 3 for document in wanted]
    assert few.newest() == cards[min(docs, key=lambda document: snapshot.rank[document])].seconds


def test_cards_are_found_again_by_their_ids(cards: Cards) -> None:
    """Whether the ids were on the last page or not; unknown ones are left out."""
    docs = [3, 140, 17]
    ids = [card.id for card in cards.of_all(docs)]
    cards.likely = ()
    assert cards.documents(["unknown", *ids]) == docs
    cards.likely = cards.of_all(docs[:2])
    assert cards.documents([*ids, "unknown"]) == docs
