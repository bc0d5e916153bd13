"""The service follows what is published, and everything it answers besides pages."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from search import (
    Article,
    ArticleNotFoundError,
    IndexUnavailableError,
    Query,
    QueryError,
    SearchService,
    Settings,
    Sort,
    StaleCursorError,
    UnknownEntityError,
    open_service,
)
from search.generations import Collection
from tests.service.conftest import article, built, kapulaga

# --- what is published ------------------------------------------------------------------------------------------------


def few(number: int) -> list[Article]:
    """`number` articles that hold `rembulan`."""
    return [
        article(f"r{n}", f"Rembulan {n}", "Rembulan terbit di timur.", f"2024-01-{n + 1:02}") for n in range(number)
    ]


def test_nothing_published_is_said(tmp_path: Path) -> None:
    """No collection at all: what to do about it."""
    service = open_service(Settings(indexes=tmp_path))
    with pytest.raises(IndexUnavailableError, match="telisik rebuild"):
        service.search(Query("apa"))
    built(tmp_path, few(2))
    assert service.search(Query("rembulan")).total == 2


def test_a_new_generation_is_seen_at_the_next_call(tmp_path: Path) -> None:
    """Answers change with the publication; a cursor of before is stale; rolled back, the old one answers."""
    first = built(tmp_path, few(3))
    service = SearchService(Settings(indexes=tmp_path))
    before = service.search(Query("rembulan", sort=Sort.NEWEST, limit=1))
    second = built(tmp_path, few(5))
    after = service.search(Query("rembulan", sort=Sort.NEWEST))
    assert (before.total, before.generation) == (3, first)
    assert (after.total, after.generation) == (5, second)
    with pytest.raises(StaleCursorError, match="rebuilt"):
        service.search(Query("rembulan", sort=Sort.NEWEST, limit=1, cursor=before.next_cursor))
    Collection(tmp_path, "berita").rollback()
    assert service.search(Query("rembulan")).generation == first
    assert not service.degraded()


def test_threads_answer_through_publications(tmp_path: Path) -> None:
    """While generations come and go, every answer is whole and of one generation."""
    totals = {built(tmp_path, few(2)): 2}
    service = SearchService(Settings(indexes=tmp_path))
    stop = threading.Event()

    def ask() -> set[tuple[str, int]]:
        seen = set()
        for _ in range(5_000):
            page = service.search(Query("rembulan", facets=("outlet", "leader", "date")))
            seen.add((page.generation, page.total))
            if stop.is_set():
                break
        return seen

    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(ask) for _ in range(3)]
        for number in (4, 6):
            totals[built(tmp_path, few(number), keep=1)] = number
        last = service.search(Query("rembulan")).total
        stop.set()
        seen = set().union(*(one.result(60) for one in asked))
    assert last == 6
    assert seen <= set(totals.items())


def test_a_damaged_generation_is_not_served(tmp_path: Path) -> None:
    """A running service keeps what it has, a fresh one takes the one before; both say that they are degraded."""
    first = built(tmp_path, few(3))
    running = SearchService(Settings(indexes=tmp_path))
    assert running.search(Query("rembulan")).total == 3
    second = built(tmp_path, few(5))
    shutil.rmtree(tmp_path / "berita" / second / "engine")
    fresh = SearchService(Settings(indexes=tmp_path))
    for service in (running, fresh):
        assert service.search(Query("rembulan")).generation == first
        assert service.degraded()
    shutil.rmtree(tmp_path / "berita" / first / "engine")
    with pytest.raises(IndexUnavailableError, match="No generation is whole"):
        SearchService(Settings(indexes=tmp_path)).search(Query("rembulan"))
    assert running.search(Query("rembulan")).total == 3


def test_tables_that_cannot_be_read_fall_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the digests call whole and this version cannot read (as after an upgrade) is passed over like damage."""
    first = built(tmp_path, few(3))
    second = built(tmp_path, few(5))
    _reseal(tmp_path / "berita" / second, "entities", monkeypatch)
    service = SearchService(Settings(indexes=tmp_path))
    assert service.generation() == first
    assert service.degraded()


def _reseal(generation: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make one folder of a generation unreadable without its digests showing it."""
    from search.generations import collection
    from search.generations.manifest import read_manifest

    for path in (generation / folder).iterdir():
        path.unlink()
        path.write_text("?")
    monkeypatch.setattr(collection, "verify", lambda path, remembered, deep: read_manifest(path))


def test_a_published_generation_that_is_gone_changes_nothing(tmp_path: Path) -> None:
    """All generations removed under a running service: it answers on."""
    built(tmp_path, few(3))
    service = SearchService(Settings(indexes=tmp_path))
    assert service.search(Query("rembulan")).total == 3
    shutil.rmtree(tmp_path / "berita")
    assert service.search(Query("rembulan")).total == 3


def test_closed_it_opens_again(tmp_path: Path) -> None:
    """`close` forgets; the next call opens."""
    built(tmp_path, few(1))
    service = SearchService(Settings(indexes=tmp_path))
    assert service.search(Query("rembulan")).total == 1
    service.close()
    assert service.search(Query("rembulan")).total == 1


# --- articles ---------------------------------------------------------------------------------------------------------


def test_one_article(service: SearchService) -> None:
    """Whole, with outlet and leaders; unknown ids are an error of their own."""
    view = service.article("s1")
    assert view.article.title == "Xi Jinping dan Vladimir Putin Bertemu"
    assert view.outlet is not None
    assert (view.outlet.id, view.links.outlet) == ("kabar-uji", "kabar-uji")
    assert {leader.name for leader in view.leaders} == {"Xi Jinping", "Vladimir Putin"}
    assert service.article("k5").outlet is None
    for id in ("tidak-ada", "", "\ud800", "x" * 10_000):
        with pytest.raises(ArticleNotFoundError):
            service.article(id)


def test_related_articles_are_others_about_the_same(service: SearchService) -> None:
    """Never the article itself, never more than asked for."""
    related = [hit.article.id for hit in service.related("s2", 3)]
    assert "s1" in related
    assert "s2" not in related
    assert len(service.related("k4", 1)) == 1
    assert service.related("s1", 0) == service.related("s1", -4) == ()
    assert len(service.related("k4", 10_000)) < 101
    with pytest.raises(ArticleNotFoundError):
        service.related("tidak-ada")


def test_copies_are_not_related(service: SearchService) -> None:
    """Neither the copies of an article, nor two copies of one story."""
    assert not {"k1", "k2", "k3"} & {hit.article.id for hit in service.related("k1", 100)}
    assert len({"k1", "k2", "k3"} & {hit.article.id for hit in service.related("k4", 100)}) == 1


def test_every_decision_is_told(service: SearchService) -> None:
    """Where leaders could be named, and by which rule they are."""
    decisions = service.decisions("s1")
    linked = {(d.surface, d.leader) for d in decisions if d.linked}
    assert ("Vladimir Putin", "vladimir-putin") in linked
    assert all(d.rule for d in decisions)


def test_text_is_analysed_as_indexed(service: SearchService) -> None:
    """Tokens with positions and both streams."""
    tokens = service.analyze("Kebersihan kota")
    assert [(t.position, t.forms.exact[0], t.forms.stem[0]) for t in tokens] == [
        (0, "kebersihan", "bersih"),
        (1, "kota", "kota"),
    ]


# --- vocabularies and figures -----------------------------------------------------------------------------------------


def test_suggestions(service: SearchService) -> None:
    """Leaders by any of their words, outlets, headlines."""
    assert service.suggest("puti")[0].id == "vladimir-putin"
    assert service.suggest("harian uj")[0].id == "harian-uji"
    assert ("query", "Komisi Pemilihan Umum (KPU)") in [(c.kind, c.text) for c in service.suggest("kpu")]
    assert service.suggest("", 5) == ()
    assert len(service.suggest("p", 3)) == 3


def test_vocabularies_are_ordered_by_count(service: SearchService) -> None:
    """All with articles; the counts are those of a search."""
    outlets = {entry.id: entry.count for entry in service.outlets()}
    assert list(outlets.values()) == sorted(outlets.values(), reverse=True)
    assert service.search(Query(outlets=("harian-uji",))).total == outlets["harian-uji"]
    leaders = {entry.id: entry for entry in service.leaders()}
    assert leaders["vladimir-putin"].country == "Rusia"
    assert service.search(Query(leaders=("vladimir-putin",))).total == leaders["vladimir-putin"].count


@pytest.mark.parametrize(
    ("facet", "typed", "id"),
    [
        ("leader", "vladimir-putin", "vladimir-putin"),
        ("leader", "Q7747", "vladimir-putin"),
        ("leader", "Vladimir Putin", "vladimir-putin"),
        ("outlet", "Kabar Uji", "kabar-uji"),
        ("outlet", "KABAR UJI", "kabar-uji"),
        ("leader", "tidak-ada", None),
        ("outlet", "", None),
    ],
)
def test_what_a_value_stands_for(service: SearchService, facet: str, typed: str, id: str | None) -> None:
    """An id, a QID or a name gives the id; else nothing."""
    assert service.resolve(facet, typed) == id


def test_a_leader_profile(service: SearchService) -> None:
    """Who, when, with whom, the newest articles; without articles too; unknown is an error."""
    profile = service.leader("vladimir-putin")
    assert (profile.entry.name, profile.qid) == ("Vladimir Putin", "Q7747")
    assert profile.entry.count == service.search(Query(leaders=("vladimir-putin",))).total
    assert ("2024-05", 2) in profile.timeline
    assert list(profile.timeline) == sorted(profile.timeline)
    assert "xi-jinping" in [entry.id for entry in profile.named_with]
    assert "vladimir-putin" not in [entry.id for entry in profile.named_with]
    newest = [hit.article.published for hit in profile.newest if hit.article.published]
    assert newest == sorted(newest, reverse=True)
    assert any(office.title.startswith("Presiden") for office in profile.offices)
    unnamed = next(id for id in service._opened().gazetteer.leaders if id not in {e.id for e in service.leaders()})
    assert (service.leader(unnamed).entry.count, service.leader(unnamed).newest) == (0, ())
    with pytest.raises(UnknownEntityError):
        service.leader("tidak-ada")


def test_searching_inside_a_facet(service: SearchService) -> None:
    """Buckets under the query whose label has a word that begins so, with their counts."""
    query = Query("konferensi samudra", facets=("date",), limit=7, page=3)
    found = service.facet_search("leader", "put", query, 5)
    assert [(b.value, b.count) for b in found] == [("vladimir-putin", 3)]
    assert service.facet_search("leader", "utin", query, 5) == ()
    assert len(service.facet_search("outlet", "", query, 1)) == 1
    assert service.facet_search("outlet", "", query, -1) == ()
    for facet in ("date", "cuaca"):
        with pytest.raises(QueryError, match="no facet"):
            service.facet_search(facet, "", query, 5)


def test_figures(service: SearchService, articles: list[Article]) -> None:
    """What `telisik stats` shows."""
    stats = service.stats()
    assert (stats.collection, stats.documents) == ("berita", len(articles))
    assert stats.undated == sum(a.published is None for a in articles)
    assert stats.first_day is not None
    assert stats.last_day is not None
    assert stats.first_day < date(2021, 1, 1) < stats.last_day
    assert (stats.outlets, stats.leaders) == (len(service.outlets()), len(service.leaders()))
    assert stats.bytes_on_disk > 10_000


def test_without_dates_there_are_no_figures_of_days(tmp_path: Path) -> None:
    """A collection without a single date."""
    built(tmp_path, [kapulaga()[-1]])
    service = SearchService(Settings(indexes=tmp_path))
    assert (service.stats().first_day, service.stats().last_day) == (None, None)
    facet = service.search(Query(facets=("date",))).facets["date"]
    assert (facet.buckets, facet.undated) == ((), 1)  # type: ignore[union-attr]
