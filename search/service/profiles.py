"""A leader's page: who, when, with whom, the newest articles."""

from __future__ import annotations

from ..engines.base import RawPage
from ..errors import UnknownEntityError
from ..model import DateInterval, LeaderProfile, Office, Sort, VocabularyEntry
from ..query.plan import DateCounts, FacetRequest, Plan, Tagged
from .opened import OpenGeneration
from .reading import plain_hits

_NAMED_WITH = 12
_NEWEST = 10


def leader_profile(generation: OpenGeneration, id: str, tz: str = "Asia/Jakarta") -> LeaderProfile:
    """The profile of a known leader, with articles or without.  Raises UnknownEntityError."""
    leader = generation.gazetteer.leaders.get(id)
    if leader is None and id not in generation.naming.counts["leader"]:
        raise UnknownEntityError(f"there is no leader {id!r}")
    facets = FacetRequest(leader=True, date=DateCounts(DateInterval.MONTH, tz))
    page = generation.reader.search(Plan(Tagged("leader", (id,)), facets=facets, sort=Sort.NEWEST, limit=_NEWEST))
    offices = tuple(Office(o.title, o.start or None, o.end or None) for o in leader.offices) if leader else ()
    return LeaderProfile(
        entry=generation.naming.entry("leader", id, page.total),
        qid=leader.qid if leader else "",
        offices=offices,
        timeline=tuple(sorted(page.date.buckets.items())) if page.date else (),
        named_with=_named_with(generation, id, page),
        newest=plain_hits(generation, [hit.id for hit in page.hits]),
    )


def _named_with(generation: OpenGeneration, id: str, page: RawPage) -> tuple[VocabularyEntry, ...]:
    counts = page.leader.counts if page.leader else {}
    entries = (generation.naming.entry("leader", other, count) for other, count in counts.items() if other != id)
    return tuple(sorted(entries, key=lambda e: (-e.count, e.name))[:_NAMED_WITH])
