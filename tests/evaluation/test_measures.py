"""Measures against values computed by hand, and their laws."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.measures import ndcg, recall, reciprocal_rank

IDS = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, max_size=16)
JUDGED = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.sampled_from([1.0, 2.0, 3.0]), max_size=8)


def test_ndcg_by_hand() -> None:
    """Gain = grade, discount = log2(rank + 1), divided by the best order's."""
    found = ndcg(["x", "b", "a"], {"a": 3.0, "b": 1.0})
    assert found == pytest.approx((1 / math.log2(3) + 3 / 2) / (3 + 1 / math.log2(3)))


def test_ndcg_looks_no_deeper_than_asked() -> None:
    """What stands at rank 11 is not found, and the best order has ten ranks too."""
    ranking = [f"x{n}" for n in range(10)] + ["a"]
    assert ndcg(ranking, {"a": 1.0}) == 0.0
    assert ndcg([str(n) for n in range(10)], {str(n): 1.0 for n in range(20)}) == pytest.approx(1.0)


def test_reciprocal_rank_by_hand() -> None:
    """One over the rank of the first relevant article, within ten."""
    assert reciprocal_rank(["x", "y", "b", "a"], {"a": 1.0, "b": 1.0}) == pytest.approx(1 / 3)
    assert reciprocal_rank([*"vwxyzklmno", "a"], {"a": 1.0}) == 0.0


def test_recall_by_hand() -> None:
    """The share of the relevant articles that were found."""
    assert recall(["a", "x"], {"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}) == 0.25


def test_nothing_relevant_is_nothing() -> None:
    """No measure divides by zero."""
    assert (ndcg(["a"], {}), reciprocal_rank(["a"], {}), recall(["a"], {})) == (0.0, 0.0, 0.0)


@given(IDS, JUDGED)
def test_measures_are_shares(ranking: list[str], judged: dict[str, float]) -> None:
    """Whatever the ranking, a measure is between 0 and 1."""
    for measure in (ndcg, reciprocal_rank, recall):
        assert 0.0 <= measure(ranking, judged) <= 1.0 + 1e-9


@given(JUDGED.filter(bool))
def test_the_best_order_is_perfect(judged: dict[str, float]) -> None:
    """Articles by falling grade have the measures 1."""
    best = sorted(judged, key=lambda id: -judged[id])
    assert ndcg(best, judged) == pytest.approx(1.0)
    assert reciprocal_rank(best, judged) == recall(best, judged) == 1.0
