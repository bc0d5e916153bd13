"""What holds for every facet of every query: a bucket's count is the total of choosing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from search import DateFacet, DateInterval, DateRange, LeaderRole, Match, Query, SearchService, TermsFacet

RANGES = st.sampled_from(
    [
        DateRange(),
        DateRange(date(2024, 1, 1), date(2024, 12, 31)),
        DateRange(date(2021, 1, 1)),
        DateRange(end=date(2024, 3, 5)),
    ]
)
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "America/New_York", "Pacific/Kiritimati"])
QUERIES = st.builds(
    Query,
    text=st.sampled_from(
        ["", "kapulaga", "samudra", "presiden jakarta", "naskah lontar", '"kerja sama" ATAU panen', "-kapulaga uji"]
    ),
    outlets=st.sampled_from([(), ("kabar-uji",), ("harian-uji", "warta-uji")]),
    leaders=st.sampled_from([(), ("vladimir-putin",), ("joko-widodo", "xi-jinping")]),
    leader_role=st.sampled_from(list(LeaderRole)),
    dates=RANGES,
    tz=ZONES,
    date_interval=st.sampled_from(list(DateInterval)),
    match=st.sampled_from([Match.ALL, Match.ANY]),
    facets=st.just(("outlet", "leader", "date")),
    facet_limit=st.just(1_000),
    limit=st.just(0),
)


@given(QUERIES)
def test_a_count_is_the_total_of_choosing(service: SearchService, query: Query) -> None:
    """Outlets and leaders by their id, bars by their days, years too."""
    facets = service.search(query).facets
    for facet, parameter in (("outlet", "outlets"), ("leader", "leaders")):
        found = facets[facet]
        assert isinstance(found, TermsFacet)
        for bucket in found.values[:5]:
            assert service.search(replace(query, facets=(), **{parameter: (bucket.value,)})).total == bucket.count
    dates = facets["date"]
    assert isinstance(dates, DateFacet)
    filled = [bucket for bucket in dates.buckets if bucket.count]
    for bucket in filled[:4] + filled[-4:]:
        chosen = replace(query, facets=(), dates=DateRange(bucket.start, bucket.end))
        assert service.search(chosen).total == bucket.count


@given(QUERIES)
def test_every_hit_is_in_one_bar(service: SearchService, query: Query) -> None:
    """Bars of years count every dated hit once."""
    page = service.search(replace(query, date_interval=DateInterval.YEAR))
    dates = page.facets["date"]
    assert isinstance(dates, DateFacet)
    undated = dates.undated if query.dates == DateRange() else 0
    assert sum(bucket.count for bucket in dates.buckets) + undated == page.total
