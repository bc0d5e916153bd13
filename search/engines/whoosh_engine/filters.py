"""Filters and tags as unscored matches, kept in the cache.

They take part in an intersection like any clause, so that a rare outlet leads and a common one is only looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property, lru_cache

from search.model import LeaderRole
from search.query.plan import DateCounts, DateFilter, Filters

from ..cache import ByteCache
from .calendars import Buckets, Calendar
from .facet_table import FacetTable
from .matches import NOTHING, Docs, Matches, Sparse
from .snapshot import Snapshot
from .tags import Tags

_BUCKETS = 4
"""Intervals and zones whose buckets are kept: a number per document each, and a row of 16 bytes to count all facets at once."""


class FilterSet:
    """The filters of a snapshot."""

    def __init__(self, snapshot: Snapshot, cache: ByteCache) -> None:
        self._snapshot = snapshot
        self._cache = cache
        self.buckets = lru_cache(maxsize=_BUCKETS)(self._buckets)
        self.table = lru_cache(maxsize=_BUCKETS)(self._table)

    def _buckets(self, wanted: DateCounts) -> Buckets:
        """The date buckets of an interval in a zone."""
        return self._calendar.buckets(wanted.interval, wanted.tz)

    def _table(self, role: LeaderRole, dates: DateCounts | None) -> FacetTable:
        """What counts all facets at once."""
        return FacetTable(self.tags, role, self.buckets(dates) if dates else None)

    @cached_property
    def tags(self) -> Tags:
        """Documents by outlet and leader."""
        return Tags(self._snapshot.links, self._snapshot.documents, self._snapshot.space.padded)

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(self._snapshot.dates, self._snapshot.order, self._snapshot.space)

    def _kept(self, key: Hashable, make: Callable[[], Matches]) -> Matches:
        found: Matches | None = self._cache.get(key)
        if found is None:
            found = make()
            self._cache.put(key, found, found.nbytes + 200)
        return found

    def _live(self, docs: Docs) -> Matches:
        return self._snapshot.space.of_filter(self._snapshot.only_live(docs))

    def tagged(self, facet: str, values: tuple[str, ...]) -> Matches:
        """Articles linked to any of the outlets or leaders."""
        return self.outlets(values) if facet == "outlet" else self.leaders(values, LeaderRole.ANY)

    def outlets(self, ids: tuple[str, ...]) -> Matches:
        """Articles of any of these outlets."""
        return self._kept(("outlets", ids), lambda: self._live(self.tags.outlet_docs(ids)))

    def leaders(self, ids: tuple[str, ...], role: LeaderRole) -> Matches:
        """Articles that name any of these leaders in this role."""
        return self._kept(("leaders", ids, role), lambda: self._live(self.tags.any_leader_docs(ids, role)))

    def all_leaders(self, ids: tuple[str, ...], role: LeaderRole) -> Matches:
        """Articles that name each of these leaders in this role."""
        return self._snapshot.space.intersection([self.leaders((id,), role) for id in ids])

    def dates(self, wanted: DateFilter) -> Matches:
        """Articles within the dates."""
        return self._kept(("dates", wanted), lambda: self._dates(wanted))

    def _dates(self, wanted: DateFilter) -> Matches:
        found = self._calendar.within(wanted)
        if isinstance(found, Sparse):
            return self._live(found.docs)
        live = self._snapshot.live
        return self._snapshot.space.of_mask(found.mask if live is None else found.mask & live)

    # --- the filters of a plan ----------------------------------------------------------------------------------------

    def own(self, filters: Filters) -> dict[str, Matches]:
        """The filters that belong to a facet, by its name.  With `leader_all` the leader filter belongs to none (`""`)."""
        parts: dict[str, Matches] = {}
        if filters.outlets:
            parts["outlet"] = self.outlets(filters.outlets)
        if filters.leaders:
            choose = self.all_leaders if filters.leader_all else self.leaders
            parts["" if filters.leader_all else "leader"] = choose(filters.leaders, filters.leader_role)
        if filters.dates is not None:
            parts["date"] = self.dates(filters.dates)
        return parts

    def unwanted(self, filters: Filters) -> Sequence[Matches]:
        """What `not_*` excludes."""
        return [
            self.outlets(filters.not_outlets) if filters.not_outlets else NOTHING,
            self.leaders(filters.not_leaders, LeaderRole.ANY) if filters.not_leaders else NOTHING,
        ]
