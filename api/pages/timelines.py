"""The date facet and a leader's months as charts, with the way down (year, month, day) and back up as links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from search import DateBucket, DateFacet, DateInterval, Query

from ..addresses import Pairs, days_address, language_pairs, moment_text, pairs_of, within
from ..formats import day, month, short_month, span
from ..languages import Language, Texts
from .charts import Chart, Column, chart_of

MOST_MONTHS = 180
LONG_RUN = 18


@dataclass(frozen=True, slots=True)
class Way:
    """A step up or sideways in time."""

    label: str
    href: str
    count: int | None = None
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The date facet as shown: chart, table rows, the ways up, the years, and the form for other dates with what it keeps."""

    chart: Chart | None
    rows: tuple[Column, ...]
    ups: tuple[Way, ...]
    here: str
    years: tuple[Way, ...]
    undated: int
    start: str
    end: str
    kept: Pairs


def timeline_of(facet: DateFacet, query: Query, texts: Texts) -> Timeline:
    """The date facet of a page of results."""
    language = texts.language
    to = partial(days_address, query, language)
    columns = _columns(facet.buckets, facet.interval, to, language)
    chosen = query.dates.start is not None or query.dates.end is not None
    here = span(facet.start, facet.end, language) if facet.start or facet.end else texts("filters.all_time")
    return Timeline(
        chart=chart_of(texts("filters.chart", span=here), columns) if len(columns) > 1 else None,
        rows=tuple(column for column in columns if column.count),
        ups=_ups(query, to, texts) if chosen else (),
        here=here,
        years=tuple(Way(y.key, to(y.start, y.end), y.count, y.selected) for y in facet.years),
        undated=facet.undated,
        start=moment_text(query.dates.start),
        end=moment_text(query.dates.end),
        kept=(*pairs_of(within(query, None, None)), *language_pairs(language)),
    )


def months_chart(label: str, months: Sequence[tuple[str, int]], query: Query, language: Language) -> Chart | None:
    """Articles a month (`2025-01`), or a year when the months are many; gaps are filled with zeros."""
    if not months:
        return None
    to = partial(days_address, query, language)
    counts = {_month_index(key): count for key, count in months}
    first, last = min(counts), max(counts)
    if last - first < MOST_MONTHS:
        buckets = [_month_bucket(i, counts.get(i, 0)) for i in range(first, last + 1)]
        interval = DateInterval.MONTH
    else:
        years = range(first // 12, last // 12 + 1)
        buckets = [_year_bucket(y, sum(n for i, n in counts.items() if i // 12 == y)) for y in years]
        interval = DateInterval.YEAR
    return chart_of(label, _columns(buckets, interval, to, language), width=640.0)


def _columns(
    buckets: Sequence[DateBucket], interval: DateInterval, to: Callable[[date, date], str], language: Language
) -> tuple[Column, ...]:
    """Buckets as columns.  Long runs of months are marked by year only."""
    quarters = interval is DateInterval.MONTH and len(buckets) <= LONG_RUN
    return tuple(
        Column(
            label=_label(bucket, interval, language),
            tick=_tick(bucket, interval, quarters, language),
            count=bucket.count,
            href=to(bucket.start, bucket.end),
            selected=bucket.selected,
        )
        for bucket in buckets
    )


def _label(bucket: DateBucket, interval: DateInterval, language: Language) -> str:
    if interval is DateInterval.YEAR:
        return bucket.key
    return month(bucket.start, language) if interval is DateInterval.MONTH else day(bucket.start, language)


def _tick(bucket: DateBucket, interval: DateInterval, quarters: bool, language: Language) -> str:
    start = bucket.start
    if interval is DateInterval.YEAR:
        return bucket.key
    if interval is DateInterval.DAY:
        return str(start.day) if start.day % 7 == 1 else ""
    if start.month == 1:
        return str(start.year)
    return short_month(start, language) if quarters and start.month % 3 == 1 else ""


def _ups(query: Query, to: Callable[[date | None, date | None], str], texts: Texts) -> tuple[Way, ...]:
    """From a day to its month, its year, and all time."""
    ways = [Way(texts("filters.all_time"), to(None, None))]
    start, end = query.dates.start, query.dates.end
    if start and end:
        year, this_month = _year_bucket(start.year, 0), _month_bucket(start.year * 12 + start.month - 1, 0)
        for bucket, label in ((year, str(start.year)), (this_month, month(start, texts.language))):
            if bucket.start <= start and end <= bucket.end and (bucket.start, bucket.end) != (start, end):
                ways.append(Way(label, to(bucket.start, bucket.end)))
    return tuple(ways)


def _month_index(key: str) -> int:
    return int(key[:4]) * 12 + int(key[5:7]) - 1


def _month_bucket(index: int, count: int) -> DateBucket:
    start = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return DateBucket(start.isoformat()[:7], start, following - timedelta(days=1), count)


def _year_bucket(year: int, count: int) -> DateBucket:
    return DateBucket(str(year), date(year, 1, 1), date(year, 12, 31), count)
