"""When an article was published, as engines compare and count it.

Dates are UTC epoch seconds with a precision.  To the minute or better, the local day follows from the seconds and the zone
asked for; a day, month or year that was written as such keeps its written value in any zone.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..model import Article, DateInterval, DatePrecision
from ..query.plan import DateFilter

JAKARTA = ZoneInfo("Asia/Jakarta")
CLOCK_PRECISIONS = (DatePrecision.SECOND, DatePrecision.MINUTE)
_KEY_LENGTH = {DateInterval.YEAR: 4, DateInterval.MONTH: 7, DateInterval.DAY: 10}
_FINEST = {DatePrecision.YEAR: DateInterval.YEAR, DatePrecision.MONTH: DateInterval.MONTH}
_ORDER = (DateInterval.YEAR, DateInterval.MONTH, DateInterval.DAY)


def seconds(article: Article) -> int | None:
    """UTC epoch seconds, or None when undated."""
    return None if article.published is None else int(article.published.timestamp())


def local_day(published: datetime, precision: DatePrecision, zone: ZoneInfo) -> date:
    """The calendar day in `zone`; the written day when the precision is a day or coarser."""
    return published.astimezone(zone).date() if precision in CLOCK_PRECISIONS else published.date()


def bucket_key(article: Article, zone: ZoneInfo, interval: DateInterval) -> str | None:
    """The key of the article's bucket, or None when undated or written more coarsely than `interval`."""
    if article.published is None:
        return None
    finest = _FINEST.get(article.date_precision, DateInterval.DAY)
    if _ORDER.index(interval) > _ORDER.index(finest):
        return None
    return local_day(article.published, article.date_precision, zone).isoformat()[: _KEY_LENGTH[interval]]


def written_period(published: datetime, precision: DatePrecision) -> tuple[date, date]:
    """First and last day of a date written to the day, month or year."""
    day = published.date()
    if precision is DatePrecision.YEAR:
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if precision is DatePrecision.MONTH:
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day


def passes(article: Article, dates: DateFilter) -> bool:
    """Whether the article lies within the filter, as `DateFilter` defines it."""
    if article.published is None:
        return False
    if article.date_precision in CLOCK_PRECISIONS:
        at = int(article.published.timestamp())
        return (dates.start is None or at >= dates.start) and (dates.end is None or at < dates.end)
    first, last = written_period(article.published, article.date_precision)
    return (dates.start_day is None or first >= dates.start_day) and (dates.end_day is None or last <= dates.end_day)
