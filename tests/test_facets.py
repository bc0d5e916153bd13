"""Facets: windows, bars with zeros, buckets cut by count."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.facets import MAX_DATE_BUCKETS, DateTotals, Window, date_facet, terms_facet_values, window_for
from search.model import DateInterval

AUTO, YEAR, MONTH, DAY = DateInterval.AUTO, DateInterval.YEAR, DateInterval.MONTH, DateInterval.DAY


@pytest.mark.parametrize(
    ("start", "end", "wanted", "interval"),
    [
        (date(2025, 1, 1), date(2025, 2, 14), AUTO, DAY),
        (date(2025, 1, 1), date(2025, 2, 15), AUTO, MONTH),
        (date(2023, 1, 31), date(2025, 12, 1), AUTO, MONTH),
        (date(2023, 1, 31), date(2026, 1, 1), AUTO, YEAR),
        (date(2024, 1, 1), date(2025, 2, 3), DAY, DAY),
        (date(2024, 1, 1), date(2025, 2, 4), DAY, MONTH),
        (date(1900, 1, 1), date(2025, 2, 4), DAY, YEAR),
    ],
)
def test_the_interval_fits_the_window(start: date, end: date, wanted: DateInterval, interval: DateInterval) -> None:
    """Automatic by length; never more than 400 bars."""
    window = window_for(start, end, wanted)
    assert window.interval is interval
    assert window.narrowed == (wanted is not AUTO and wanted is not interval)


def test_bars_fill_the_window_with_zeros() -> None:
    """Every month has a bar whose ends are ready-made parameters, cut at the window."""
    totals = DateTotals({"2025-02": 3}, {"2024": 7, "2025": 3}, 2)
    window = Window(date(2025, 1, 15), date(2025, 3, 10), MONTH)
    facet = date_facet(totals, window, (date(2025, 1, 15), date(2025, 3, 10)), "Asia/Jakarta")
    assert [(b.key, b.count) for b in facet.buckets] == [("2025-01", 0), ("2025-02", 3), ("2025-03", 0)]
    assert (facet.buckets[0].start, facet.buckets[-1].end) == (date(2025, 1, 15), date(2025, 3, 10))
    assert [(y.key, y.count, y.selected) for y in facet.years] == [("2024", 7, False), ("2025", 3, True)]
    assert facet.undated == 2


def test_open_ends_are_whole_and_reach_outliers() -> None:
    """Where no filter cuts, bars are whole; a coarse date outside has one too, unless that makes too many."""
    window = Window(date(2025, 1, 15), date(2025, 3, 10), MONTH, open_start=True, open_end=True)
    facet = date_facet(DateTotals({"2024-11": 1, "2025-02": 3}, {}, 0), window, None, "UTC")
    assert (facet.start, facet.end) == (date(2024, 11, 1), date(2025, 3, 31))
    assert [b.count for b in facet.buckets] == [1, 0, 0, 3, 0]
    far = date_facet(DateTotals({"1901-01": 1}, {}, 0), window, None, "UTC")
    assert (far.start, far.end) == (date(2025, 1, 15), date(2025, 3, 10))


def test_without_dates_there_are_no_bars() -> None:
    """A collection of undated articles has a facet without bars."""
    facet = date_facet(DateTotals({}, {}, 4), None, None, "Asia/Jakarta")
    assert (facet.buckets, facet.years, facet.undated) == ((), (), 4)


def test_the_last_day_of_all_is_no_trap() -> None:
    """The calendar's end ends the bars."""
    window = Window(date(9999, 12, 30), date.max, DAY)
    assert len(date_facet(DateTotals({}, {}, 0), window, None, "UTC").buckets) == 2


@given(st.dates(), st.dates(), st.sampled_from(list(DateInterval)))
def test_bars_cover_the_window_once(first: date, second: date, wanted: DateInterval) -> None:
    """Bars follow each other without gap or overlap from the first day to the last."""
    start, end = min(first, second), max(first, second)
    window = window_for(start, end, wanted)
    bars = date_facet(DateTotals({}, {}, 0), window, None, "UTC").buckets
    assert (bars[0].start, bars[-1].end) == (start, end)
    assert all((b.start - a.end).days == 1 for a, b in pairwise(bars))
    assert len(bars) <= MAX_DATE_BUCKETS or window.interval is YEAR


def test_values_are_cut_by_count_and_keep_what_is_selected() -> None:
    """Order by count, then label; a selected value stays, even at zero; the rest is summed."""
    counts = {"a": 1, "b": 5, "c": 5, "d": 2}
    values, others = terms_facet_values(counts, ("x", "a"), 2, str.upper)
    assert [(v.value, v.count, v.selected) for v in values] == [
        ("b", 5, False),
        ("c", 5, False),
        ("a", 1, True),
        ("x", 0, True),
    ]
    assert others == 2
