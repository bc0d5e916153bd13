"""A set through rankings whose answers are known, through the real service, and through every peer."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from search.corpus import read_articles
from search.errors import SettingsError
from search.evaluation import PEERS, evaluate, indexed, macro, ranked_by, read_set, require
from search.model import Article, Match


def test_means_over_queries(folder: Path) -> None:
    """One query found at rank 2, the other not at all."""
    ticks: list[None] = []
    rankings = {"gempa ambon": ["x", "gempa"], "sidang": []}
    result = evaluate(read_set(folder), rankings.__getitem__, tick=lambda: ticks.append(None))
    ideal = 2 + 1 / math.log2(3)
    assert result.ndcg == pytest.approx((2 / math.log2(3)) / ideal / 2)
    assert (result.mrr, result.recall, result.zero_hits) == (0.25, 0.25, 0.5)
    assert (result.name, result.queries, len(ticks)) == ("berita", 2, 2)
    assert 0.0 <= result.ms_p50 <= result.ms_p95


def test_only_the_first_queries(folder: Path) -> None:
    """A limit takes them from the beginning."""
    result = evaluate(read_set(folder), lambda text: ["gempa", "banjir"] if text == "gempa ambon" else [], most=1)
    assert (result.queries, result.ndcg) == (1, pytest.approx(1.0))


def test_macro_is_the_mean_over_sets(folder: Path) -> None:
    """Every set counts alike; without sets it is 0."""
    full = evaluate(read_set(folder), lambda text: ["gempa", "banjir"] if "gempa" in text else ["sidang"])
    none = evaluate(read_set(folder), lambda text: [])
    assert macro([full, none]) == pytest.approx(0.5)
    assert macro([]) == 0.0


@pytest.mark.parametrize("engine", ["whoosh", "memory"])
def test_our_own_ranking(folder: Path, engine: str) -> None:
    """The real index and query path put each query's article first, in every mode that finds it."""
    judged = read_set(folder)
    with indexed(judged, engine) as service:
        results = {match: evaluate(judged, ranked_by(service, match)) for match in Match}
    assert results[Match.ANY].ndcg == pytest.approx(1.0)
    assert results[Match.AUTO].ndcg == pytest.approx(1.0)
    assert results[Match.ALL].mrr == 1.0
    assert results[Match.ALL].recall == 0.75


@pytest.mark.parametrize("name", PEERS)
def test_peers_rank_the_same_articles(folder: Path, name: str) -> None:
    """Every peer finds the words, ignores quotes and marks, and takes nothing as nothing."""
    pytest.importorskip({"fts5": "sqlite3"}.get(name, name))
    articles = [a for a in read_articles([folder / "corpus.jsonl"]) if isinstance(a, Article)]
    with PEERS[name](articles) as rank:
        assert list(rank("gempa ambon")) == ["gempa", "banjir"]
        assert list(rank('"Sidang": kabinet')) == ["sidang"]
        assert list(rank(" -- ")) == []


def test_a_peer_that_is_not_installed_is_named() -> None:
    """With the extra that brings it."""
    with pytest.raises(SettingsError, match=r"telisik_no_such_engine.*telisik\[bench\]"):
        require(["fts5", "telisik_no_such_engine"])
