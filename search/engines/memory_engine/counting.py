"""Filters and facet counts, one document at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from ...model import DateInterval
from ...query.plan import DateCounts, Filters, Plan
from ..base import RawDates, RawTerms
from ..published import bucket_key, passes
from .clauses import leader_tags, outlet_tags
from .index import Entry


def allowed(entry: Entry, filters: Filters, without: str = "") -> bool:
    """Whether a document passes all filters; `without` names the facet whose own filter is left out."""
    links = entry.links
    if set(filters.not_outlets) & outlet_tags(links) or set(filters.not_leaders) & leader_tags(links):
        return False
    if filters.outlets and without != "outlet" and not set(filters.outlets) & outlet_tags(links):
        return False
    if filters.leaders and (without != "leader" or filters.leader_all) and not _leaders_allowed(entry, filters):
        return False
    return filters.dates is None or without == "date" or passes(entry.article, filters.dates)


def _leaders_allowed(entry: Entry, filters: Filters) -> bool:
    named = leader_tags(entry.links, filters.leader_role)
    return set(filters.leaders) <= named if filters.leader_all else bool(set(filters.leaders) & named)


def count_terms(entries: Iterable[Entry], facet: str, plan: Plan) -> RawTerms:
    """Counts of `outlet` or `leader` over matching documents, all filters but the facet's own."""
    counts: Counter[str] = Counter()
    missing = 0
    for entry in entries:
        if allowed(entry, plan.filters, without=facet):
            links, role = entry.links, plan.filters.leader_role
            tags = outlet_tags(links) if facet == "outlet" else leader_tags(links, role)
            counts.update(tags)
            missing += not tags
    return RawTerms(dict(counts), missing)


def count_dates(entries: Iterable[Entry], request: DateCounts, filters: Filters) -> RawDates:
    """Buckets under all filters, years and undated under all but the date's."""
    zone = ZoneInfo(request.tz)
    buckets: Counter[str] = Counter()
    years: Counter[str] = Counter()
    undated = 0
    for entry in entries:
        if not allowed(entry, filters, without="date"):
            continue
        undated += entry.article.published is None
        year = bucket_key(entry.article, zone, DateInterval.YEAR)
        key = bucket_key(entry.article, zone, request.interval)
        years.update([year] if year else [])
        buckets.update([key] if key and allowed(entry, filters) else [])
    return RawDates(dict(buckets), dict(years), undated)
