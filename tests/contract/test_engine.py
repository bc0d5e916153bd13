"""What every engine promises, on a handful of articles that can be read at a glance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from search.analysis import Analyzer
from search.engines.base import RawTags, RawTerms
from search.model import Article, DateInterval, DatePrecision, LeaderLink, Links, Mention, ScorePart, Sort
from search.query.plan import (
    After,
    And,
    Clause,
    DateCounts,
    DateFilter,
    Either,
    Everything,
    FacetRequest,
    Filters,
    Not,
    Phrase,
    Plan,
    Prefix,
    Stream,
    Tagged,
    Word,
)
from tests.contract.conftest import Build
from tests.contract.generated import Linked, corpus, plan

WIB = timezone(timedelta(hours=7))


def article(id: str, title: str, body: str, day: int = 0, hour: int = 12) -> Article:
    """An article of January 2025, undated for day 0."""
    at = datetime(2025, 1, day, hour, tzinfo=WIB) if day else None
    return Article(id, title, (body,), published=at, date_precision=DatePrecision.MINUTE if at else DatePrecision.NONE)


def named(outlet: str, *leaders: str, in_title: bool = False) -> Links:
    """Links without spans worth looking at."""
    return Links(outlet, tuple(LeaderLink(x, (Mention("body", 0, 2),), in_title, False, 3) for x in leaders))


ARTICLES = [
    Linked(
        article("satu", "Xi bertemu Putin", "Kerja sama China dan Rusia", 22),
        named("sinpo", "xi", "putin", in_title=True),
    ),
    Linked(article("dua", "Putin ke Beijing", "Presiden Rusia tiba di China", 23), named("kabar", "putin")),
    Linked(article("tiga", "Banjir di Jakarta", "Warga bekerja sama membersihkan lumpur", 1, 0), named("kabar")),
    Linked(article("empat", "Tanpa tanggal", "Kerja keras warga Jakarta"), named("", "jokowi")),
]


def word(text: str, analyzer: Analyzer) -> Word:
    """The first word of a text, analysed."""
    token = analyzer.query_tokens(text)[0]
    return Word(text, token.forms.stem, token.forms.exact)


def ids(page: object) -> list[str]:
    """The ids of a page's hits, in order."""
    return [hit.id for hit in page.hits]  # type: ignore[attr-defined]


def test_words_are_found_by_stem_in_every_field(build: Build, analyzer: Analyzer) -> None:
    """A word matches inflected forms in title and body."""
    reader = build(ARTICLES)
    assert ids(reader.search(Plan(word("kebersihan", analyzer)))) == ["tiga"]
    assert set(ids(reader.search(Plan(word("kerja", analyzer))))) >= {"satu", "empat"}
    assert ids(reader.search(Plan(word("tidakada", analyzer)))) == []


def test_phrases_need_neighbours(build: Build, analyzer: Analyzer) -> None:
    """A phrase matches its words side by side only."""
    reader = build(ARTICLES)
    phrase = Phrase((word("kerja", analyzer), word("sama", analyzer)))
    assert ids(reader.search(Plan(phrase))) == ["satu"]
    assert ids(reader.search(Plan(Phrase((word("sama", analyzer), word("kerja", analyzer)))))) == []


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (Everything(), ["dua", "satu", "tiga", "empat"]),
        (And((Everything(), Not(Prefix("jak")))), ["dua", "satu"]),
        (And((Not(Prefix("jak")),)), ["dua", "satu"]),
        (Tagged("outlet", ("kabar", "tak-ada")), ["dua", "tiga"]),
        (And((Tagged("leader", ("putin",)), Not(Tagged("outlet", ("sinpo",))))), ["dua"]),
        (Prefix("put"), ["dua", "satu"]),
    ],
)
def test_newest_first_and_undated_last(build: Build, clause: Clause, expected: list[str]) -> None:
    """Sorted by date, undated articles stand at the end."""
    assert ids(build(ARTICLES).search(Plan(clause, sort=Sort.NEWEST))) == expected


def test_oldest_first(build: Build) -> None:
    """The oldest article comes first, undated ones still last."""
    assert ids(build(ARTICLES).search(Plan(Everything(), sort=Sort.OLDEST))) == ["tiga", "satu", "dua", "empat"]


def test_pages_and_cursors_meet(build: Build) -> None:
    """Offset pages and cursor pages walk the same list."""
    reader = build(ARTICLES)
    everything = Plan(Everything(), sort=Sort.NEWEST, limit=2)
    first = reader.search(everything)
    second = reader.search(replace(everything, offset=2))
    last = first.hits[-1]
    behind = reader.search(replace(everything, after=After(last.seconds, last.id)))
    assert (first.total, second.total) == (4, 4)
    assert ids(second) == ids(behind) == ["tiga", "empat"]


def test_the_newest_hit_is_told_when_leaders_are_counted(build: Build) -> None:
    """Of all hits, not of those on the page, in any order."""
    reader = build(ARTICLES)
    oldest = Plan(Everything(), facets=FacetRequest(leader=True), sort=Sort.OLDEST, limit=1)
    newest = reader.search(Plan(Everything(), sort=Sort.NEWEST, limit=1)).hits[0]
    assert newest.seconds is not None
    assert reader.search(oldest).newest == newest.seconds
    assert reader.search(replace(oldest, facets=FacetRequest(outlet=True))).newest is None


def test_facets_ignore_their_own_filter(build: Build) -> None:
    """Counts of a facet are what choosing another value would give; other facets' filters hold."""
    plan = Plan(
        Everything(),
        filters=Filters(outlets=("kabar",), leaders=("putin",)),
        facets=FacetRequest(True, True, DateCounts(DateInterval.DAY, "Asia/Jakarta")),
    )
    page = build(ARTICLES).search(plan)
    assert page.total == 1
    assert page.outlet == RawTerms({"sinpo": 1, "kabar": 1}, 0)
    assert page.leader == RawTerms({"putin": 1}, 1)
    assert page.date is not None
    assert dict(page.date.buckets) == {"2025-01-23": 1}


def test_dates_filter_by_the_clock_and_bucket_by_the_zone(build: Build) -> None:
    """Midnight in Jakarta is the day before in UTC."""
    start = int(datetime(2025, 1, 1, tzinfo=WIB).timestamp())
    dates = DateFilter(
        start, start + 86400, datetime(2025, 1, 1, tzinfo=UTC).date(), datetime(2025, 1, 1, tzinfo=UTC).date()
    )
    counts = FacetRequest(date=DateCounts(DateInterval.DAY, "UTC"))
    page = build(ARTICLES).search(Plan(Everything(), filters=Filters(dates=dates), facets=counts))
    assert ids(page) == ["tiga"]
    assert page.date is not None
    assert dict(page.date.buckets) == {"2024-12-31": 1}
    assert (dict(page.date.years), page.date.undated) == ({"2024": 1, "2025": 2}, 1)


def test_articles_come_back_as_they_went_in(build: Build) -> None:
    """Every field, the written zone and the links survive."""
    full = Article(
        "penuh/é",
        "Judul “kutip”",
        ("Satu.", "Dua 😀."),
        "Kabar",
        "https://kabar.example/1",
        ("Ani", "Budi"),
        "Takarir",
        "JAKARTA",
        "politik",
        ("a", "b"),
        ("Putin",),
        datetime(2025, 1, 22, 2, 8, tzinfo=WIB),
        DatePrecision.MINUTE,
        False,
        "x.jsonl:1",
    )
    links = Links("kabar", (LeaderLink("putin", (Mention("body", 1, 3), Mention("title", 0, 2)), True, True, 7),))
    reader = build([Linked(full, links), *ARTICLES])
    assert reader.fetch(["penuh/é", "tak-ada", "dua"]) == [full, ARTICLES[1].article]
    assert reader.links(["penuh/é"]) == [links]
    assert reader.tags(["penuh/é", "tak-ada"]) == [RawTags("kabar", ("putin",))]
    assert reader.ids(["dua", "tak-ada"]) == {"dua"}
    assert [a.id for a, _ in reader.articles()] == ["penuh/é", "satu", "dua", "tiga", "empat"]


def test_add_replaces_and_delete_removes(build: Build, analyzer: Analyzer) -> None:
    """An incremental build adds a new id, replaces a known one, deletes, and leaves its base as it was."""
    before = build(ARTICLES)
    fresh = Linked(article("dua", "Putin pulang", "Kunjungan selesai", 24), named("kabar", "putin"))
    added = Linked(article("lima", "Gempa", "Gempa di Cianjur", 25), named("kabar"))
    after = build([fresh, added], "two", base="one", delete=frozenset({"tiga"}))
    newest = Plan(Everything(), sort=Sort.NEWEST)
    assert ids(after.search(newest)) == ["lima", "dua", "satu", "empat"]
    assert ids(after.search(Plan(word("beijing", analyzer)))) == []
    assert ids(before.search(newest)) == ["dua", "satu", "tiga", "empat"]
    assert after.fetch(["dua"])[0].title == "Putin pulang"
    assert dict(after.facet_counts("outlet")) == {"sinpo": 1, "kabar": 2}
    stats = after.stats()
    assert (stats.documents, stats.undated, stats.first_day, stats.last_day) == (4, 1, "2025-01-22", "2025-01-25")


def test_compact_changes_no_answer_but_drops_the_deleted(build: Build) -> None:
    """A compact removes deleted articles from the statistics."""
    build(ARTICLES)
    build([], "two", base="one", delete=frozenset({"tiga"}))
    compacted = build([], "three", base="two", compact=True)
    assert compacted.stats().deleted == 0
    assert ids(compacted.search(Plan(Everything(), sort=Sort.NEWEST))) == ["dua", "satu", "empat"]


def test_relink_changes_links_only(build: Build) -> None:
    """New links come from the linker, without new articles; the base keeps its own."""
    before = build(ARTICLES)
    after = build([], "two", base="one", relink=True, link=lambda a: named("baru", "xi"))
    assert dict(after.facet_counts("outlet")) == {"baru": 4}
    assert dict(after.facet_counts("leader")) == {"xi": 4}
    assert dict(before.facet_counts("outlet")) == {"sinpo": 1, "kabar": 2}
    assert after.fetch(["satu"]) == before.fetch(["satu"])


def added_up(parts: Sequence[ScorePart]) -> float:
    """The score that the parts of an explanation make."""
    *addends, factor = parts
    assert factor.name == "recency"
    return sum(part.value for part in addends) * factor.value


def test_explain_tells_words_and_fields(build: Build, analyzer: Analyzer) -> None:
    """An addend for each word, with its fields; then the bonus and the age."""
    reader = build(ARTICLES)
    words = (word("putin", analyzer), word("rusia", analyzer))
    plan = Plan(And(words), words)
    parts = reader.explain(plan, "satu")
    assert [part.name for part in parts] == ["word", "word", "proximity", "phrase", "title_all", "lead", "recency"]
    assert re.fullmatch(r"putin: title \d\.\d\d", parts[0].detail)
    assert re.fullmatch(r"rusia: body \d\.\d\d", parts[1].detail)
    assert re.fullmatch(r"\d+ days old when the index was built", parts[-1].detail)
    assert added_up(parts) == pytest.approx({hit.id: hit.score for hit in reader.search(plan).hits}["satu"], rel=1e-4)
    for id in ("tiga", "tak-ada"):
        assert list(reader.explain(plan, id)) == []


def test_explain_says_which_name_counted(build: Build, analyzer: Analyzer) -> None:
    """Of two names the one that scores more, with its factor."""
    reader = build(ARTICLES)
    typed, other = word("putin", analyzer), Phrase((word("kerja", analyzer), word("sama", analyzer)), Stream.STEM)
    plan = Plan(Either((typed, other)))
    assert [part.detail.split(":")[0] for part in reader.explain(plan, "dua")[:1]] == ["putin"]
    details = [part.detail for part in reader.explain(plan, "tiga") if part.name == "word"]
    assert [detail.split(":")[0] for detail in details] == ["kerja", "sama"]
    assert all(detail.endswith("(as another name of putin)") for detail in details)


@pytest.mark.parametrize("seed", range(300, 303))
def test_explain_adds_up(build: Build, analyzer: Analyzer, seed: int) -> None:
    """For any plan the parts of an explanation give the score of the hit, and nothing else is explained."""
    reader = build(corpus(seed))
    for number in range(20):
        wanted = replace(plan(seed * 1000 + number, analyzer), sort=Sort.RELEVANCE)
        hits = {hit.id: hit.score for hit in reader.search(wanted).hits}
        unfiltered = {hit.id for hit in reader.search(replace(wanted, filters=Filters())).hits}
        for id in (f"a{n:03}" for n in range(0, 40, 3)):
            parts = reader.explain(wanted, id)
            assert bool(parts) is (id in unfiltered)
            if id in hits:
                assert hits[id] == pytest.approx(added_up(parts), rel=1e-4, abs=1e-5)


def test_terms_come_in_order_with_frequencies(build: Build) -> None:
    """The term list of a stream can be walked by prefix."""
    reader = build(ARTICLES)
    assert list(reader.terms("title", "exact", "pu")) == [("putin", 2)]
    assert reader.frequency("exact", "putin") == 2
    assert reader.frequency("exact", "tidakada") == 0
