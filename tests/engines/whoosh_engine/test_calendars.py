"""Dates as arrays, against `engines.published`, one article at a time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.published import bucket_key, passes
from search.engines.whoosh_engine.calendars import Calendar
from search.engines.whoosh_engine.dates import DateRows, Dates
from search.engines.whoosh_engine.order import newest_first
from search.engines.whoosh_engine.space import Space
from search.model import Article, DateInterval, DatePrecision
from search.query.plan import DateFilter

START = datetime(2019, 12, 20, tzinfo=UTC)


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """Articles of every precision around a turn of the year and over four years."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        precision = draw(st.sampled_from(list(DatePrecision)))
        zone = timezone(timedelta(hours=draw(st.sampled_from([-5, 0, 7, 9]))))
        at = (START + timedelta(minutes=draw(st.integers(0, 4 * 366 * 1440)))).astimezone(zone)
        if precision in (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR):
            at = at.replace(hour=0, minute=0)
        made.append(
            Article(
                str(number), "", (), published=None if precision is DatePrecision.NONE else at, date_precision=precision
            )
        )
    return made


def calendar_of(made: list[Article]) -> Calendar:
    """The articles' dates as a calendar."""
    rows = DateRows()
    for article in made:
        rows.append(article)
    dates = rows.dates()
    order = newest_first(dates.seconds, np.arange(len(made), dtype=np.int32))
    return Calendar(Dates.joined([dates]), order, Space(len(made)))


@pytest.mark.parametrize("interval", [DateInterval.YEAR, DateInterval.MONTH, DateInterval.DAY])
@pytest.mark.parametrize("tz", ["Asia/Jakarta", "America/New_York", "Pacific/Apia"])
@given(made=articles())
def test_buckets(interval: DateInterval, tz: str, made: list[Article]) -> None:
    """Every article falls into the bucket that it has one by one, or into none."""
    keys = [bucket_key(article, ZoneInfo(tz), interval) for article in made]
    years = [bucket_key(article, ZoneInfo(tz), DateInterval.YEAR) for article in made]
    found = calendar_of(made).buckets(interval, tz).count(np.arange(len(made), dtype=np.int32))
    assert found.buckets == Counter(key for key in keys if key)
    assert found.years == Counter(year for year in years if year)
    assert found.undated == years.count(None)


@given(articles(), st.integers(0, 1500), st.integers(0, 800), st.booleans(), st.booleans())
def test_filters(made: list[Article], first: int, length: int, open_start: bool, open_end: bool) -> None:
    """The documents within a range of days are those that pass one by one."""
    start = START.date() + timedelta(days=first)
    end = start + timedelta(days=length)
    at = lambda day: int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())  # noqa: E731
    wanted = DateFilter(
        None if open_start else at(start),
        None if open_end else at(end + timedelta(days=1)),
        None if open_start else start,
        None if open_end else end,
    )
    found = calendar_of(made).within(wanted).docs.tolist()
    assert found == [number for number, article in enumerate(made) if passes(article, wanted)]


def test_a_zone_that_skipped_a_day() -> None:
    """Samoa had no 30 December 2011: no instant falls into it."""
    instants = [datetime(2011, 12, 28, tzinfo=UTC) + timedelta(hours=h) for h in range(96)]
    made = [Article(str(n), "", (), published=x, date_precision=DatePrecision.SECOND) for n, x in enumerate(instants)]
    counts = calendar_of(made).buckets(DateInterval.DAY, "Pacific/Apia").count(np.arange(96, dtype=np.int32)).buckets
    assert date(2011, 12, 30).isoformat() not in counts
    assert counts["2011-12-29"] == 24
