"""When an article was published."""

from __future__ import annotations

import pytest

from search.corpus.published import UNDATED, read_published
from search.corpus.refusal import Refusal


@pytest.mark.parametrize(
    ("written", "instant", "precision"),
    [
        ("2025-01-22T02:08:00+07:00", "2025-01-22T02:08:00+07:00", "second"),
        ("2025-01-22T02:08:00Z", "2025-01-22T02:08:00+00:00", "second"),
        ("2025-01-22 02:08", "2025-01-22T02:08:00+07:00", "minute"),
        ("2025-01-22", "2025-01-22T00:00:00+07:00", "day"),
        ("2025-01", "2025-01-01T00:00:00+07:00", "month"),
        ("2025", "2025-01-01T00:00:00+07:00", "year"),
        ("Rabu, 22 Januari 2025 | 02:08 WIB", "2025-01-22T02:08:00+07:00", "minute"),
        ("22 Januari 2025, 04.08 WIT", "2025-01-22T04:08:00+09:00", "minute"),
        ("Wed, 22 Jan 2025 02:08:00 +0700", "2025-01-22T02:08:00+07:00", "second"),
        ("1737486480", "2025-01-21T19:08:00+00:00", "second"),
        ("1737486480000", "2025-01-21T19:08:00+00:00", "second"),
    ],
)
def test_dates_of_all_sources(written: str, instant: str, precision: str) -> None:
    """The zone stays as written, no zone is WIB, and how much was written is known."""
    published = read_published(written)
    assert published.at is not None
    assert (published.at.isoformat(), published.precision) == (instant, precision)


@pytest.mark.parametrize("written", ["", "  ", "\n"])
def test_nothing_is_undated(written: str) -> None:
    """A missing date is none."""
    assert read_published(written) == UNDATED


@pytest.mark.parametrize(
    "written",
    [
        "32 Januari 2025",
        "2025-02-30",
        "31/11/2024",
        "kemarin",
        "0001-01-01",
        "9999-12-31",
        "-99999999999999",
        "x" * 200,
        "0",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    """An impossible date is refused with what to do, and never mended."""
    with pytest.raises(Refusal, match="leave it out"):
        read_published(written)
