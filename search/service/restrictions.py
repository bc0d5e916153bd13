"""From a query's parameters to a plan's filters: canonical ids, and dates as instants and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..engines.base import EngineStats
from ..facets import Window, window_for
from ..model import DateRange, Notice, Query
from ..query.plan import DateFilter, Filters
from .naming import Naming


def filters_of(query: Query, naming: Naming) -> tuple[Filters, list[Notice]]:
    """The filters of a query, and a notice for every outlet or leader that is unknown."""
    outlets, a = naming.resolved("outlet", query.outlets)
    leaders, b = naming.resolved("leader", query.leaders)
    not_outlets, c = naming.resolved("outlet", query.not_outlets)
    not_leaders, d = naming.resolved("leader", query.not_leaders)
    filters = Filters(
        outlets,
        leaders,
        query.leader_all,
        query.leader_role,
        date_filter(query.dates, ZoneInfo(query.tz)),
        not_outlets,
        not_leaders,
    )
    return filters, [*a, *b, *c, *d]


def date_filter(dates: DateRange, zone: ZoneInfo) -> DateFilter | None:
    """Both ends inclusive, as a reader means them; None when open on both sides."""
    start_day, end_day = days_of(dates, zone)
    if start_day is None and end_day is None:
        return None
    return DateFilter(_start(dates, zone), _end(dates, zone), start_day, end_day)


def days_of(dates: DateRange, zone: ZoneInfo) -> tuple[date | None, date | None]:
    """First and last local day of a range."""
    start = dates.start_instant.astimezone(zone).date() if dates.start_instant else dates.start
    end = dates.end_instant.astimezone(zone).date() if dates.end_instant else dates.end
    return start, end


def _start(dates: DateRange, zone: ZoneInfo) -> int | None:
    if dates.start_instant:
        return int(dates.start_instant.timestamp())
    return _midnight(dates.start, zone) if dates.start else None


def _end(dates: DateRange, zone: ZoneInfo) -> int | None:
    if dates.end_instant:
        return int(dates.end_instant.timestamp()) + 1
    if dates.end is None or dates.end == date.max:
        return None
    return _midnight(dates.end + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())


def window_of(query: Query, stats: EngineStats, reference: datetime) -> Window | None:
    """The days that the histogram spans: the requested ones, within the years that the collection has.

    None when nothing is dated, or nothing that is requested can be.
    """
    if stats.first_day is None or stats.last_day is None:
        return None
    zone = ZoneInfo(query.tz)
    first, last = date.fromisoformat(stats.first_day), date.fromisoformat(stats.last_day)
    wanted_start, wanted_end = days_of(query.dates, zone)
    start = max(wanted_start, date(first.year, 1, 1)) if wanted_start else first
    end = min(wanted_end, max(last, reference.astimezone(zone).date())) if wanted_end else max(last, start)
    if start > end:
        return None
    window = window_for(start, end, query.date_interval)
    return replace(window, open_start=wanted_start is None, open_end=wanted_end is None)
