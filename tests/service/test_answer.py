"""Every field of a page, over a real index."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from search import (
    Article,
    DateFacet,
    DateInterval,
    DateRange,
    LeaderRole,
    Match,
    Notice,
    NoticeCode,
    Page,
    Query,
    QueryError,
    SearchService,
    Sort,
    TermsFacet,
)

ALL = ("outlet", "leader", "date")
NEWEST = ["k3", "k2", "k1", "k4", "k5", "k6"]


def ids(page: Page) -> list[str]:
    """The ids of the hits, in order."""
    return [hit.article.id for hit in page.hits]


def terms(page: Page, facet: str) -> TermsFacet:
    """A facet of values."""
    found = page.facets[facet]
    assert isinstance(found, TermsFacet)
    return found


def dates(page: Page) -> DateFacet:
    """The date facet."""
    found = page.facets["date"]
    assert isinstance(found, DateFacet)
    return found


def counts(page: Page, facet: str) -> dict[str, int]:
    """A facet as label and count."""
    return {bucket.label: bucket.count for bucket in terms(page, facet).values}


# --- words ------------------------------------------------------------------------------------------------------------


def test_a_page_says_what_it_is(service: SearchService, articles: list[Article]) -> None:
    """Total, pages, generation, documents, the sort that was meant, and scores that fall."""
    page = service.search(Query("kapulaga", limit=4))
    assert (page.total, page.pages, page.documents) == (6, 2, len(articles))
    assert page.generation == service.generation()
    assert page.query.sort is Sort.RELEVANCE
    scores = [hit.score or 0.0 for hit in page.hits]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    assert (page.relaxed, page.all_words, page.next_cursor, page.warnings) == (False, None, "", ())


def test_without_words_the_newest_come_first(service: SearchService, articles: list[Article]) -> None:
    """No text asks for everything, by date, without scores."""
    page = service.search(Query(limit=3))
    assert page.total == len(articles)
    assert page.query.sort is Sort.NEWEST
    assert all(hit.score is None for hit in page.hits)
    found = [hit.article.published for hit in page.hits]
    assert found == sorted(found, reverse=True)


def test_few_articles_with_all_words_widen_the_query(service: SearchService) -> None:
    """The widened total, how many had all words, and those first."""
    page = service.search(Query("kapulaga cengkih"))
    assert (page.relaxed, page.all_words, page.total) == (True, 1, 6)
    assert ids(page)[0] == "k4"
    strict = service.search(Query("kapulaga cengkih", match=Match.ALL))
    assert (strict.relaxed, strict.total) == (False, 1)
    assert service.search(Query("kapulaga cengkih", match=Match.ANY)).total == 6


def test_fields_restrict_where_words_stand(service: SearchService) -> None:
    """In the title, in the caption, in both."""
    assert set(ids(service.search(Query("kapulaga", fields=("title",))))) == {"k1", "k2", "k3", "k4"}
    assert ids(service.search(Query("kecombrang", fields=("caption",)))) == ["k6"]
    assert service.search(Query("kecombrang", fields=("title", "body"))).total == 0


def test_what_was_misread_is_said(service: SearchService) -> None:
    """Open quotes, short prefixes and cut words come back as notices."""
    assert Notice(NoticeCode.UNBALANCED_QUOTE) in service.search(Query('"kapulaga')).warnings
    many = service.search(Query(" ".join(f"kata{n}" for n in range(40)))).warnings
    assert NoticeCode.TOO_MANY_WORDS in [notice.code for notice in many]


def test_a_typo_is_offered_or_applied(service: SearchService) -> None:
    """Applied only when nothing else was found, always said, and off on request."""
    page = service.search(Query("kapulago"))
    assert [(s.kind, s.text, s.applied) for s in page.suggestions] == [("typo", "kapulaga", True)]
    assert page.total == 6
    off = service.search(Query("kapulago", typo=False))
    assert (off.total, off.suggestions) == (0, ())


def test_a_date_phrase_is_offered(service: SearchService) -> None:
    """`januari 2022` is a suggested filter with the rest of the query."""
    page = service.search(Query("kapulaga maret 2024"))
    offered = next(s for s in page.suggestions if s.kind == "date")
    assert (offered.text, offered.dates) == ("kapulaga", DateRange(date(2024, 3, 1), date(2024, 3, 31)))


# --- hits -------------------------------------------------------------------------------------------------------------


def test_hits_are_named_and_marked(service: SearchService) -> None:
    """Outlet, leaders, and the words of the query in title and snippet."""
    hit = service.search(Query("pertemuan putin", fields=("title", "body"), leaders=("xi-jinping",), limit=50))
    found = next(h for h in hit.hits if h.article.id == "s1")
    assert found.outlet is not None
    assert found.outlet.name == "Kabar Uji"
    assert {leader.id for leader in found.leaders} == {"xi-jinping", "vladimir-putin"}
    assert [part.text for part in found.title if part.match] == ["Putin Bertemu"]
    assert "".join(part.text for part in found.title) == found.article.title
    assert "Putin" in [part.text for part in found.snippet if part.match]


def test_marks_are_left_out_on_request(service: SearchService) -> None:
    """Without highlighting the title is one part and there is no snippet."""
    hit = service.search(Query("kapulaga", highlight=False)).hits[0]
    assert [(part.text, part.match) for part in hit.title] == [(hit.article.title, False)]
    assert hit.snippet == ()


def test_explanations_add_up(service: SearchService) -> None:
    """The parts of a score give the score; unasked there are none."""
    page = service.search(Query("panen kapulaga raya", explain=True))
    assert page.hits
    for hit in page.hits:
        factor = next(part.value for part in hit.explanation if part.name == "recency")
        added = sum(part.value for part in hit.explanation if part.name != "recency")
        assert hit.score == pytest.approx(added * factor, rel=1e-4)
    assert service.search(Query("kapulaga")).hits[0].explanation == ()


def test_copies_are_one_hit_with_duplicates(service: SearchService) -> None:
    """Collapsed: stories are counted, facets count articles, the best copy stands for the others."""
    page = service.search(Query("kapulaga", collapse_stories=True, facets=("outlet",)))
    assert page.total == 4
    first = next(hit for hit in page.hits if hit.article.id in ("k1", "k2", "k3"))
    assert first.duplicates is not None
    assert first.duplicates.count == 2
    assert len({named.id for named in first.duplicates.outlets} | {first.outlet.id if first.outlet else ""}) == 3
    alone = next(hit for hit in page.hits if hit.article.id == "k4")
    assert alone.duplicates is None
    assert sum(counts(page, "outlet").values()) + terms(page, "outlet").missing_count == 6
    plain = service.search(Query("kapulaga"))
    assert all(hit.duplicates is None for hit in plain.hits)


def test_only_ids(service: SearchService) -> None:
    """`ids` are the ids of the page, and no hit more."""
    for query in (Query("kapulaga", limit=4), Query("kapulaga", sort=Sort.NEWEST, limit=2, page=2)):
        assert list(service.ids(query)) == ids(service.search(query))


# --- filters and facets -----------------------------------------------------------------------------------------------


def test_facets_ignore_their_own_filter_and_keep_what_is_selected(service: SearchService) -> None:
    """Counts are those of choosing otherwise; a selected value without hits stands at 0."""
    page = service.search(Query("kapulaga", outlets=("kabar-uji", "sinpo"), facets=ALL, sort=Sort.NEWEST))
    assert ids(page) == ["k1", "k6"]
    assert counts(page, "outlet") | {"SinPo.id": 0} == {"Kabar Uji": 2, "Harian Uji": 2, "Warta Uji": 1, "SinPo.id": 0}
    assert [b.count for b in terms(page, "outlet").values if b.value == "sinpo"] == [0]
    assert {b.value for b in terms(page, "outlet").values if b.selected} == {"kabar-uji", "sinpo"}
    assert terms(page, "outlet").missing_count == 1
    assert {b.key: b.count for b in dates(page).years} == {"2024": 1}
    assert dates(page).undated == 1


def test_a_cut_facet_says_what_it_left_out(service: SearchService) -> None:
    """The best values, the sum of the others, how many there are."""
    facet = terms(service.search(Query("kapulaga", facets=("outlet",), facet_limit=1)), "outlet")
    assert [bucket.label for bucket in facet.values] == ["Harian Uji"]
    assert (facet.total_values, facet.other_count, facet.truncated) == (3, 3, True)


def test_leader_buckets_have_country_and_office(service: SearchService) -> None:
    """The office is the one on the day of the newest hit."""
    page = service.search(Query("samudra", facets=("leader",)))
    putin = next(b for b in terms(page, "leader").values if b.value == "vladimir-putin")
    assert (putin.count, putin.country, putin.office) == (3, "Rusia", "Presiden Rusia")
    assert terms(page, "leader").missing_count == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(leaders=("xi-jinping", "vladimir-putin")), {"s1", "s2", "s3", "s4"}),
        (Query(leaders=("xi-jinping", "vladimir-putin"), leader_all=True), {"s1"}),
        (Query(leaders=("vladimir-putin",), leader_role=LeaderRole.TITLE), {"s1", "s2"}),
        (Query(leaders=("xi-jinping",), leader_role=LeaderRole.LEAD), {"s1", "s3"}),
        (Query(not_leaders=("vladimir-putin",)), {"s3"}),
        (Query(not_outlets=("harian-uji",), not_leaders=("xi-jinping",)), {"s4"}),
        (Query(leaders=("Q7747",)), {"s1", "s2", "s4"}),
        (Query(leaders=("Vladimir Putin",), outlets=("Harian Uji",)), {"s2"}),
    ],
)
def test_filters(service: SearchService, query: Query, found: set[str]) -> None:
    """Any of the leaders or all of them, by role, without some, by QID and by name."""
    assert set(ids(service.search(replace(query, text="konferensi samudra", match=Match.ALL)))) == found


def test_all_leaders_keep_their_filter_in_the_facet(service: SearchService) -> None:
    """With `leader_all` the leader facet counts what is left after choosing."""
    query = Query("samudra", leaders=("xi-jinping",), leader_all=True, facets=("leader",))
    assert {b.value: b.count for b in terms(service.search(query), "leader").values} == {
        "xi-jinping": 2,
        "vladimir-putin": 1,
    }


def test_an_unknown_value_finds_nothing_and_is_said(service: SearchService) -> None:
    """No error: no hits, and the nearest that are known."""
    page = service.search(Query("samudra", leaders=("vladimir-puttin",), not_outlets=("kabar-ujii",)))
    assert page.total == 0
    leader, outlet = page.warnings
    assert (leader.code, leader.value, leader.nearest[0]) == (
        NoticeCode.UNKNOWN_LEADER,
        "vladimir-puttin",
        "vladimir-putin",
    )
    assert (outlet.code, outlet.nearest[0]) == (NoticeCode.UNKNOWN_OUTLET, "kabar-uji")


# --- dates ------------------------------------------------------------------------------------------------------------


def test_a_window_is_filled_with_zeros(service: SearchService) -> None:
    """Bars of days over the asked range; years over everything, with those in range selected."""
    query = Query("kapulaga", dates=DateRange(date(2024, 3, 4), date(2024, 3, 7)), facets=("date",), sort=Sort.OLDEST)
    page = service.search(query)
    assert ids(page) == ["k1", "k2", "k3"]
    facet = dates(page)
    assert facet.interval is DateInterval.DAY
    assert [(b.key, b.count) for b in facet.buckets] == [
        ("2024-03-04", 0),
        ("2024-03-05", 2),
        ("2024-03-06", 1),
        ("2024-03-07", 0),
    ]
    assert [(b.key, b.count, b.selected) for b in facet.years] == [
        ("2021", 1, False),
        ("2023", 1, False),
        ("2024", 3, True),
    ]
    assert (facet.undated, facet.truncated) == (1, False)


def test_bars_reach_as_far_as_articles(service: SearchService) -> None:
    """An article of a year alone, older than every day, has its bar; open ends are whole years."""
    facet = dates(service.search(Query("lontar", facets=("date",))))
    assert facet.interval is DateInterval.YEAR
    first = facet.buckets[0]
    assert (first.key, first.start, first.end, first.count) == ("2010", date(2010, 1, 1), date(2010, 12, 31), 1)
    assert facet.start == date(2010, 1, 1)


def test_too_many_bars_take_the_next_interval(service: SearchService) -> None:
    """Days over years become months, and that is said."""
    query = Query("kapulaga", dates=DateRange(date(2021, 1, 1), date(2024, 12, 31)), facets=("date",))
    facet = dates(service.search(replace(query, date_interval=DateInterval.DAY)))
    assert (facet.interval, facet.truncated, len(facet.buckets)) == (DateInterval.MONTH, True, 48)
    assert {b.key: b.count for b in facet.buckets if b.count} == {"2023-11": 1, "2024-03": 3}


def test_another_zone_has_other_days(service: SearchService) -> None:
    """Half past eleven in Jakarta is the next day in Jayapura; a written day stays."""
    january = DateRange(date(2022, 1, 31), date(2022, 1, 31))
    february = DateRange(date(2022, 2, 1), date(2022, 2, 1))
    assert ids(service.search(Query("samudra", dates=january))) == ["s3"]
    assert ids(service.search(Query("samudra", dates=february, tz="Asia/Jayapura"))) == ["s3"]
    assert service.search(Query("samudra", dates=february)).total == 0
    written = DateRange(date(2024, 5, 15), date(2024, 5, 15))
    assert ids(service.search(Query("samudra", dates=written, tz="Pacific/Auckland"))) == ["s2"]


def test_instants_are_inclusive(service: SearchService) -> None:
    """From an instant to an instant, to the second."""
    nine = datetime(2024, 3, 5, 2, tzinfo=UTC)
    assert ids(service.search(Query("kapulaga", dates=DateRange(start_instant=nine, end_instant=nine)))) == ["k1"]


def test_a_range_without_articles_has_no_bars(service: SearchService) -> None:
    """Before the first year and after the last day there is nothing to draw."""
    for dates_ in (DateRange(end=date(1990, 1, 1)), DateRange(date(2090, 1, 1), date(2091, 1, 1))):
        page = service.search(Query("kapulaga", dates=dates_, facets=("date",)))
        assert (page.total, dates(page).buckets) == (0, ())
    open_end = service.search(Query("kapulaga", dates=DateRange(date(2024, 1, 1)), facets=("date",)))
    assert open_end.total == 3
    assert dates(open_end).start == date(2024, 1, 1)


# --- paging -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "order"), [(Sort.NEWEST, NEWEST), (Sort.OLDEST, ["k5", "k4", "k1", "k2", "k3", "k6"])]
)
@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_cursors_walk_every_hit_once(service: SearchService, sort: Sort, order: list[str], limit: int) -> None:
    """From page to page by cursor: the whole list, undated last, and no cursor after the last hit."""
    walked, cursor = [], ""
    for _ in order:
        page = service.search(Query("kapulaga", sort=sort, limit=limit, cursor=cursor))
        walked += ids(page)
        cursor = page.next_cursor
        if not cursor:
            break
    assert walked == order
    assert cursor == ""


def test_cursors_walk_stories_once(service: SearchService) -> None:
    """Collapsed, a copy whose story was shown does not come again behind the cursor."""
    walked, cursor = [], ""
    for _ in range(4):
        page = service.search(Query("kapulaga", sort=Sort.NEWEST, limit=1, cursor=cursor, collapse_stories=True))
        walked += ids(page)
        cursor = page.next_cursor
    assert (walked, cursor) == (["k3", "k4", "k5", "k6"], "")


def test_a_cursor_goes_on_however_much_is_shown(service: SearchService) -> None:
    """Facets, highlights and the size of a page may change; the words may not."""
    cursor = service.search(Query("kapulaga", sort=Sort.NEWEST, limit=2)).next_cursor
    page = service.search(Query("kapulaga", sort=Sort.NEWEST, limit=9, cursor=cursor, facets=ALL, explain=True))
    assert ids(page) == NEWEST[2:]
    with pytest.raises(QueryError) as refused:
        service.search(Query("kapulaga cengkih", sort=Sort.NEWEST, cursor=cursor))
    assert refused.value.code == "invalid_cursor"
    with pytest.raises(QueryError) as refused:
        service.search(Query("kapulaga", cursor=cursor))
    assert refused.value.code == "cursor_needs_date_sort"


def test_no_hits_asked_for(service: SearchService) -> None:
    """`limit=0` gives total and facets alone."""
    page = service.search(Query("kapulaga", limit=0, facets=ALL))
    assert (page.total, page.hits, page.pages, page.next_cursor) == (6, (), 0, "")
    assert counts(page, "outlet")["Kabar Uji"] == 2
    assert service.search(Query("kapulaga", limit=0, sort=Sort.NEWEST)).next_cursor == ""


def test_beyond_the_window_is_an_error(service: SearchService) -> None:
    """The first 1,000 hits have pages."""
    assert service.search(Query("kapulaga", page=100)).hits == ()
    with pytest.raises(QueryError) as refused:
        service.search(Query("kapulaga", page=101))
    assert (refused.value.parameter, refused.value.code) == ("page", "beyond_window")
    assert len(service.search(Query(limit=1000, sort=Sort.NEWEST)).hits) > 20
