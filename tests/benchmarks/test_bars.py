"""The bars: met, not met, or open, by the figures alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.benchmarks.bars import Bar, bars
from tests.benchmarks.growth import growth


def measurement(docs: int = 50_000, **parts: Any) -> dict[str, Any]:
    """A `bench.json` with nothing in it but these parts."""
    return {"docs": docs, "classes": {}, "page": {}, "build": {}, "disk": {}, "memory": {}} | parts


def bar(what: str, *records: dict[str, Any]) -> Bar:
    """The one bar that begins so."""
    (found,) = [each for each in bars(records) if each.what.startswith(what)]
    return found


def test_what_was_not_measured_is_open() -> None:
    """Nothing is met by silence."""
    found = bars([measurement()])
    assert {each.met for each in found} == {None}
    assert len(found) > 10


@pytest.mark.parametrize(("ours", "met"), [(0.5, True), (0.51, False)])
def test_a_faceted_class_takes_at_most_half(ours: float, met: bool) -> None:
    """The limit itself is met; a class above it is named with its figures."""
    classes = {
        "rare term 3f": {"ours_ms": ours, "tantivy_ms": 1.0},
        "rare term": {"ours_ms": 9.0, "tantivy_ms": 1.0, "cold_ms": 9.0},
    }
    found = bar("faceted", measurement(classes=classes))
    assert found.met is met
    assert found.measured == ("1 of 1" if met else "0 of 1; rare term 3f 0.510 ms = 0.51")


@pytest.mark.parametrize(
    ("cold", "tantivy", "met"), [(0.2, 0.001, True), (0.201, 0.001, False), (2.0, 1.0, True), (2.1, 1.0, False)]
)
def test_a_cold_class_has_twice_the_time_or_a_fifth_of_a_millisecond(cold: float, tantivy: float, met: bool) -> None:
    """Whichever is larger."""
    classes = {"rare term": {"ours_ms": 0.01, "cold_ms": cold, "tantivy_ms": tantivy}}
    assert bar("unfaceted classes, cold", measurement(classes=classes)).met is met


def test_the_page_of_the_bar_is_that_of_the_same_streams() -> None:
    """The easier page is told beside it."""
    found = bar("whole page at most 0.6", measurement(page={"ratio_tantivy": 0.55, "ratio_tantivy_stems": 0.7}))
    assert found == Bar("whole page at most 0.6 of tantivy's, 50,000 articles", "0.55 (of its easier page 0.70)", True)


def test_the_highest_peak_counts() -> None:
    """Of the process and its workers, in either build; figures of a run that held the corpus in memory do not count."""
    build = {"ours": {"peak_bytes": 3e9}}
    assert bar("a build's process", measurement(500_000, build=build)).met is None
    rebuild = {"peak_bytes": 1e9, "worker_peak_bytes": 1.6e9}
    assert bar("a build's process", measurement(500_000, rebuild=rebuild)).measured == "1,600 MB"


def test_the_slowest_add_counts() -> None:
    """Every article is in time but the first, for which the process opens its tables."""
    assert bar("one article added", measurement(rebuild={"add_ms": [60, 151]})).met is False
    assert bar("one article added", measurement(rebuild={"add_ms": [151, 60]})).met is True


def test_engines_that_find_others_are_named() -> None:
    """A ratio of different work is no ratio."""
    found = bar("all engines", measurement(classes={"AND of 2": {"finds_others": ["fts5"]}}))
    assert found.met is False
    assert found.measured == "AND of 2: fts5"


def grown(hits: int, milliseconds: float) -> dict[str, Any]:
    """One rare class."""
    return {"rare term": {"hits": hits, "ours_ms": milliseconds, "cold_ms": milliseconds}}


@pytest.mark.parametrize(
    ("hits", "milliseconds", "met"), [(10, 1.2, True), (10, 1.3, False), (100, 12.0, True), (2, 1.2, True)]
)
def test_cost_grows_as_the_matches(hits: int, milliseconds: float, met: bool) -> None:
    """Ten times the matches may take ten times the time; fewer matches need not take less."""
    records = measurement(classes=grown(10, 1.0)), measurement(500_000, classes=grown(hits, milliseconds))
    assert bar("cost grows", *records).met is met


def test_growth_stands_side_by_side() -> None:
    """Both sizes and their quotient."""
    table = growth(measurement(classes=grown(10, 1.0)), measurement(500_000, classes=grown(100, 2.0)))
    assert "| rare term | 10 | 100 | 10.00 | 1.000 → 2.000 | 2.00 |" in table
