"""From an engine's counts to the facets of a page: labelled, ordered, cut by count, selected values kept.

Counting is the engines' (`engines.base.RawPage`); links between buckets are the page's.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .model import Bucket, DateBucket, DateFacet, DateInterval

MAX_DATE_BUCKETS = 400
_COARSER = {DateInterval.DAY: DateInterval.MONTH, DateInterval.MONTH: DateInterval.YEAR}


@dataclass(frozen=True, slots=True)
class Window:
    """The days that the histogram spans, both inclusive, at a resolved interval.

    At an open end, where no filter cuts, the bars are whole and reach as far as there are articles.
    """

    start: date
    end: date
    interval: DateInterval
    narrowed: bool = False
    open_start: bool = False
    open_end: bool = False


def window_for(start: date, end: date, wanted: DateInterval) -> Window:
    """`auto` takes days up to 45 days, months up to 36 months, else years; more than 400 bars take the next interval."""
    interval = wanted
    if wanted is DateInterval.AUTO:
        interval = _automatic(start, end)
    narrowed = False
    while interval in _COARSER and _bars(start, end, interval) > MAX_DATE_BUCKETS:
        interval, narrowed = _COARSER[interval], True
    return Window(start, end, interval, narrowed)


def _automatic(start: date, end: date) -> DateInterval:
    if (end - start).days < 45:
        return DateInterval.DAY
    return DateInterval.MONTH if _bars(start, end, DateInterval.MONTH) <= 36 else DateInterval.YEAR


def _bars(start: date, end: date, interval: DateInterval) -> int:
    if interval is DateInterval.DAY:
        return (end - start).days + 1
    years = end.year - start.year
    return years + 1 if interval is DateInterval.YEAR else years * 12 + end.month - start.month + 1


def period_of(day: date, interval: DateInterval) -> tuple[str, date, date]:
    """Key, first and last day of the bucket that a day falls in."""
    if interval is DateInterval.DAY:
        return day.isoformat(), day, day
    if interval is DateInterval.MONTH:
        last = calendar.monthrange(day.year, day.month)[1]
        return f"{day.year:04}-{day.month:02}", day.replace(day=1), day.replace(day=last)
    return f"{day.year:04}", date(day.year, 1, 1), date(day.year, 12, 31)


@dataclass(frozen=True, slots=True)
class DateTotals:
    """An engine's date counts: by bucket key, by year without the date filter, and of undated articles."""

    buckets: Mapping[str, int]
    years: Mapping[str, int]
    undated: int


def date_facet(counts: DateTotals, window: Window | None, selected: tuple[date, date] | None, tz: str) -> DateFacet:
    """Bars over the whole window, zeros included, and the years of all articles.  No window (nothing dated): no bars."""
    window = _stretched(window, counts.buckets) if window else None
    bars = _filled(counts.buckets, window) if window else ()
    listed = tuple(
        DateBucket(
            key, date(int(key), 1, 1), date(int(key), 12, 31), counts.years[key], _is_selected(int(key), selected)
        )
        for key in sorted(counts.years)
    )
    return DateFacet(
        interval=window.interval if window else DateInterval.YEAR,
        tz=tz,
        start=window.start if window else None,
        end=window.end if window else None,
        buckets=bars,
        years=listed,
        undated=counts.undated,
        truncated=window.narrowed if window else False,
    )


def _stretched(window: Window, keys: Collection[str]) -> Window:
    """The window with whole bars at its open ends; an article of a coarse date may lie outside of it as well."""
    days = [date.fromisoformat(f"{key}-01-01"[:10]) for key in keys]
    start = period_of(min([window.start, *days]), window.interval)[1] if window.open_start else window.start
    end = period_of(max([window.end, *days]), window.interval)[2] if window.open_end else window.end
    fits = _bars(start, end, window.interval) <= MAX_DATE_BUCKETS
    return replace(window, start=start, end=end) if fits else window


def _is_selected(year: int, selected: tuple[date, date] | None) -> bool:
    return selected is not None and selected[0].year <= year <= selected[1].year


def _filled(counts: Mapping[str, int], window: Window) -> tuple[DateBucket, ...]:
    bars: list[DateBucket] = []
    day = window.start
    while day <= window.end:
        key, first, last = period_of(day, window.interval)
        bars.append(DateBucket(key, max(first, window.start), min(last, window.end), counts.get(key, 0)))
        if last == date.max:
            break
        day = last + timedelta(days=1)
    return tuple(bars)


def terms_facet_values(
    counts: Mapping[str, int], selected: Collection[str], limit: int, label: Callable[[str], str]
) -> tuple[tuple[Bucket, ...], int]:
    """Buckets by count, then label, cut to `limit`, with every selected value; and the sum of the counts left out."""
    everything = {**dict.fromkeys(selected, 0), **counts} if selected else counts
    least = (sorted(everything.values(), reverse=True)[:limit] or [0])[-1]
    # Only what may be shown needs its label: a count below the last one shown is not.
    likely = [value for value, n in everything.items() if n >= least]
    likely += [value for value in dict.fromkeys(selected) if everything[value] < least]
    rows = sorted([(-everything[value], label(value), value) for value in likely])
    kept = [*rows[:limit], *(row for row in rows[limit:] if row[2] in selected)]
    buckets = tuple([Bucket(value, name, -negative, value in selected) for negative, name, value in kept])
    return buckets, sum(everything.values()) + sum([negative for negative, _, _ in kept])
