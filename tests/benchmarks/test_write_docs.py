"""The page of figures is written from measurements."""

from __future__ import annotations

import re

import pytest

from tests.benchmarks import write_docs
from tests.benchmarks.markdown import first_and_rest, milliseconds, ratio, table
from tests.benchmarks.write_docs import OF_ALL, OF_ONE, UnknownRegionError, left, written

RECORD = {
    "docs": 50_000,
    "classes": {"rare term": {"hits": 16, "ours_ms": 0.02, "cold_ms": 0.04, "tantivy_ms": 0.01}},
    "page": {"rows": {}},
}


def test_a_region_is_filled_and_the_rest_stays() -> None:
    """Text around a region is nobody's but its author's; filling twice is filling once."""
    page = "before\n<!-- queries 50000 -->\nstale\n<!-- end -->\nafter <!-- a remark -->\n"
    once = written(page, [RECORD])
    assert once.startswith("before\n<!-- queries 50000 -->\n| class | hits |")
    assert "| rare term | 16 | 0.020 | 0.040 | 0.010 | 2.00 | 4.00 |\n<!-- end -->\nafter <!-- a remark -->\n" in once
    assert "stale" not in once
    assert written(once, [RECORD]) == once


def test_a_region_without_its_measurement_stays() -> None:
    """And is named."""
    page = "<!-- queries 500000 -->\nstale\n<!-- end -->\n"
    assert written(page, [RECORD]) == page
    assert left(page, [RECORD]) == ["queries 500000"]


def test_an_unknown_region_is_an_error() -> None:
    """A typing error in the page is not passed over."""
    with pytest.raises(UnknownRegionError, match="`answers`"):
        written("<!-- answers -->\n<!-- end -->", [RECORD])


def test_the_page_shows_every_table() -> None:
    """No figure is measured for nothing, and none is written by hand."""
    page = write_docs.PAGE.read_text("utf-8")
    names = {re.sub(r" \d+$", "", name) for name in re.findall(r"<!-- ([a-z ]+(?: \d+)?) -->", page)}
    assert names == {*OF_ONE, *OF_ALL, "end"}
    outside = re.sub(r"<!-- (?!end).*?<!-- end -->", "", page, flags=re.DOTALL)
    assert not re.findall(r"^\|", outside, re.MULTILINE)


def test_figures_as_people_read_them() -> None:
    """Three digits after the point below ten milliseconds, and nothing where nothing was measured."""
    assert [milliseconds(value) for value in (0.0336, 9.9, 1234.5, None)] == ["0.034", "9.900", "1,234.5", ""]
    assert [ratio(value) for value in (0.0031, 0.5, 12.0, None)] == ["0.0031", "0.50", "12.00", ""]
    assert table(["a", "b"], [["1", "2"]]) == "| a | b |\n|---|---|\n| 1 | 2 |"
    assert first_and_rest([196.2, 41, 70]) == "41 to 70 (the first 196)"
    assert table(["a"], []) == "Not measured."
