"""Facet counts, exact and disjunctive: each under all filters but its own.

The text was evaluated once; here its matches are intersected with the filters, all but one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.model import LeaderRole
from search.query.plan import DateCounts, FacetRequest

from ..base import RawDates, RawTerms
from .filters import FilterSet
from .matches import Matches, without_scores
from .space import Space


@dataclass(frozen=True, slots=True)
class Counted:
    """The facets asked for; the others None."""

    outlet: RawTerms | None = None
    leader: RawTerms | None = None
    date: RawDates | None = None


class FacetCounter:
    """Counts the facets of one plan.  `text` = matches of the clause; `hits` = those under all filters; `own` = the filters
    by facet."""

    def __init__(
        self, filters: FilterSet, space: Space, text: Matches, hits: Matches, own: Mapping[str, Matches]
    ) -> None:
        self._filters = filters
        self._space = space
        self._text = text
        self._own = own
        self._hits = hits

    def _under_others(self, facet: str) -> Matches:
        """Hits under all filters but the facet's own."""
        if facet not in self._own:
            return self._hits
        limits = [limit for name, limit in self._own.items() if name != facet]
        return self._space.intersection([without_scores(self._text), *limits]) if limits else self._text

    def count(self, request: FacetRequest, role: LeaderRole) -> Counted:
        """The facets of a request."""
        tags = self._filters.tags
        return Counted(
            tags.count_outlets(self._under_others("outlet")) if request.outlet else None,
            tags.count_leaders(self._under_others("leader"), role) if request.leader else None,
            self._dates(request.date) if request.date else None,
        )

    def _dates(self, request: DateCounts) -> RawDates:
        buckets = self._filters.buckets(request.interval, request.tz)
        others = buckets.count(self._under_others("date").docs)
        own = buckets.count(self._hits.docs) if "date" in self._own else others
        return RawDates(own.buckets, others.years, others.undated)
