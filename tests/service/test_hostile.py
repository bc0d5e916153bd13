"""Whatever a query holds, the answer is a page or an error of ours, soon."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import (
    DateInterval,
    DateRange,
    LeaderRole,
    Match,
    Query,
    QueryError,
    SearchService,
    Sort,
    TelisikError,
)
from search.schema import TEXT_FIELDS

LONGEST = 1.0
ANY = st.text(st.characters(exclude_categories=()), max_size=60)
QUERYISH = st.lists(
    st.sampled_from(
        ["kapulaga", "panen", '"', "(", ")", "-", "ATAU", "DAN", "judul:", "tokoh:", "media:", "pan*", "*", "NOT", "\0"]
    ),
    max_size=45,
).map(" ".join)
EDGES = st.sampled_from([0, 1, 2, 10, 999, 1000, 1001, 1 << 31, 1 << 63, -1, -(1 << 63)])
NUMBERS = st.one_of(EDGES, st.integers(1, 30), st.integers())
INSTANTS = st.one_of(
    st.none(),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))])),
    st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]),
)
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))
VALUES = st.lists(st.one_of(ANY, st.sampled_from(["vladimir-putin", "kabar-uji", "Q7747"])), max_size=4).map(tuple)
ZONES = st.one_of(
    ANY,
    st.sampled_from(["", "Asia", "../../etc/passwd", "/etc/localtime", "Asia/jakarta", "x" * 300, "\0", "Asia/\ud800"]),
    st.sampled_from(sorted(available_timezones())),
)
QUERIES = st.builds(
    Query,
    text=st.one_of(ANY, QUERYISH, ANY.map(lambda t: t * 9), st.sampled_from(["kapulaga", "", "kapulago"])),
    fields=st.one_of(st.just(()), st.lists(st.sampled_from([*TEXT_FIELDS, "x"]), max_size=4).map(tuple)),
    outlets=VALUES,
    leaders=VALUES,
    not_outlets=VALUES,
    not_leaders=VALUES,
    leader_all=st.booleans(),
    leader_role=st.sampled_from(list(LeaderRole)),
    dates=st.builds(DateRange, DAYS, DAYS, INSTANTS, INSTANTS),
    tz=st.one_of(st.just("Asia/Jakarta"), ZONES),
    sort=st.one_of(st.none(), st.sampled_from(list(Sort))),
    page=st.one_of(st.just(1), NUMBERS),
    limit=st.one_of(st.just(10), NUMBERS),
    cursor=st.one_of(st.just(""), ANY),
    facets=st.lists(st.sampled_from(["outlet", "leader", "date", "cuaca"]), max_size=4).map(tuple),
    facet_limit=NUMBERS,
    date_interval=st.sampled_from(list(DateInterval)),
    match=st.sampled_from(list(Match)),
    typo=st.booleans(),
    collapse_stories=st.booleans(),
    highlight=st.booleans(),
    snippet_words=NUMBERS,
    explain=st.booleans(),
)


@given(QUERIES)
def test_any_query_is_answered_or_refused(service: SearchService, query: Query) -> None:
    """A page that keeps its promises, or a TelisikError; within a second."""
    since = time.perf_counter()
    with contextlib.suppress(TelisikError):
        page = service.search(query)
        assert len(page.hits) <= min(query.limit, page.total)
        assert set(page.facets) <= set(query.facets)
        assert page.all_words is None or page.all_words < page.total
        if query.highlight:
            assert all("".join(part.text for part in hit.title) == hit.article.title for hit in page.hits)
    assert time.perf_counter() - since < LONGEST


@given(QUERIES)
def test_the_plain_query_is_never_refused(service: SearchService, query: Query) -> None:
    """Text, filters and dates alone, of whatever content, give a page, unless the text is too long."""
    plain = Query(query.text[:500], outlets=query.outlets, leaders=query.leaders, facets=("outlet", "leader"))
    assert service.search(plain).total >= 0


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        (Query(tz="Mars/Olympus"), "tz"),
        (Query(tz="Asia"), "tz"),
        (Query(tz="/etc/localtime"), "tz"),
        (Query(tz=""), "tz"),
        (Query(page=0), "page"),
        (Query(limit=-1), "limit"),
        (Query(limit=1001), "page"),
        (Query(facet_limit=-1), "facet_limit"),
        (Query(snippet_words=0), "snippet_words"),
        (Query(fields=("isi",)), "in"),
        (Query(facets=("cuaca",)), "facets"),
        (Query("a" * 501), "q"),
        (Query(cursor="x", sort=Sort.NEWEST), "cursor"),
        (Query(dates=DateRange(start_instant=datetime.min.replace(tzinfo=UTC)), tz="America/New_York"), "from"),
        (Query(dates=DateRange(end_instant=datetime.max.replace(tzinfo=UTC))), "to"),
    ],
)
def test_a_refusal_names_its_parameter(service: SearchService, query: Query, parameter: str) -> None:
    """What cannot be meant is refused by name."""
    with pytest.raises(QueryError) as refused:
        service.search(query)
    assert refused.value.parameter == parameter


@given(ANY, NUMBERS)
def test_other_questions_take_any_text(service: SearchService, text: str, number: int) -> None:
    """Suggestions, resolving, analysis, ids and facet search never fail on a text."""
    assert len(service.suggest(text, number)) <= max(0, number)
    service.resolve("leader", text)
    service.resolve("outlet", text)
    service.analyze(text)
    service.facet_search("leader", text, Query("kapulaga"), number)
    for ask in (service.article, service.related, service.decisions, service.leader):
        with contextlib.suppress(TelisikError):
            ask(text)
