"""What is kept of a class: times, ratios, and whether the engines found the same."""

from __future__ import annotations

from tests.benchmarks.class_table import ClassTable
from tests.benchmarks.timing import Times


def test_ratios_are_ours_by_theirs() -> None:
    """Only peers have one: our own other figures are no yardstick."""
    table = ClassTable()
    for engine, time in (("ours", 1.0), ("cold", 2.0), ("tantivy", 4.0)):
        table.add("AND of 2", engine, Times(time, 2 * time, time))
    row = table.record()["AND of 2"]
    assert (row["ours_ms"], row["cold_ms"], row["tantivy_ms"], row["ratio_tantivy"]) == (1.0, 2.0, 4.0, 0.25)
    assert "ratio_cold" not in row
    assert row["detail"]["ours"] == {"cpu_p50": 1.0, "cpu_p95": 2.0, "wall_p50": 1.0}


def test_totals_are_held_against_ours() -> None:
    """Query by query; a slow peer may be asked only the first ones.  The hits of a class are those of its middle query."""
    table = ClassTable()
    table.found("AND of 2", "ours", [30, 10, 20])
    table.found("AND of 2", "tantivy", [30, 10, 20])
    table.found("AND of 2", "whoosh", [30, 10])
    table.found("AND of 2", "fts5", [10, 30, 20])
    assert table.record()["AND of 2"] == {"hits": 20, "finds_same": ["tantivy", "whoosh"], "finds_others": ["fts5"]}
