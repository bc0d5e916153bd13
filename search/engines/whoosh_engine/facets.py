"""Facet counts, exact and disjunctive: each under all filters but its own.

The text was evaluated once; here its matches are intersected with the filters, all but one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping

from search.model import LeaderRole
from search.query.plan import FacetRequest

from ..base import RawDates
from .calendars import Buckets
from .counts import Counted
from .few import Few
from .matches import Matches, without_scores
from .tools import Tools


class FacetCounter:
    """Counts the facets of one plan.  `text` = matches of the clause; `hits` = those under all filters; `own` = the filters
    by facet."""

    def __init__(self, tools: Tools, text: Matches, hits: Matches, own: Mapping[str, Matches]) -> None:
        self._filters = tools.filters
        self._space = tools.snapshot.space
        self._cards = tools.cards
        self._text = text
        self._hits = hits
        self._own = own

    def count(self, request: FacetRequest, role: LeaderRole) -> Counted:
        """The facets of a request: those of the hits, and anew those that have filters of their own."""
        buckets = self._filters.buckets(request.date) if request.date else None
        counted = self._of_hits(request, role, buckets)
        return self._disjunctive(counted, role, buckets) if self._own else counted

    def _disjunctive(self, counted: Counted, role: LeaderRole, buckets: Buckets | None) -> Counted:
        """The same facets, each under all filters but its own."""
        (outlet, leader, dates), tags, own = counted, self._filters.tags, self._own
        if outlet and "outlet" in own:
            outlet = tags.count_outlets(self._under_others("outlet"))
        if leader and "leader" in own:
            leader = tags.count_leaders(self._under_others("leader"), role)
        if dates and buckets and "date" in own:
            dates = _with_years_of(dates, buckets.count(self._under_others("date").docs))
        return Counted(outlet, leader, dates)

    def _of_hits(self, request: FacetRequest, role: LeaderRole, buckets: Buckets | None) -> Counted:
        """The facets of the hits under all filters, all at once where that is less work."""
        hits, tags = self._hits, self._filters.tags
        if role is LeaderRole.ANY and (few := Few.of(hits, self._cards)):
            return _asked(few.counted(buckets), request)
        if request.leader and (request.outlet or buckets) and not tags.are_most(hits, role):
            return _asked(self._filters.table(role, request.date).count(hits.docs), request)
        return Counted(
            tags.count_outlets(hits) if request.outlet else None,
            tags.count_leaders(hits, role) if request.leader else None,
            buckets.count(hits.docs) if buckets else None,
        )

    def _under_others(self, facet: str) -> Matches:
        """Hits under all filters but the facet's own."""
        limits = [limit for name, limit in self._own.items() if name != facet]
        return self._space.intersection([without_scores(self._text), *limits]) if limits else self._text


def _asked(counted: Counted, request: FacetRequest) -> Counted:
    """Those that were asked for."""
    if request.outlet and request.leader:
        return counted
    return Counted(counted.outlet if request.outlet else None, counted.leader if request.leader else None, counted.date)


def _with_years_of(dates: RawDates, others: RawDates) -> RawDates:
    """Years and undated articles are those under all filters but the date's."""
    return RawDates(dates.buckets, others.years, others.undated)
