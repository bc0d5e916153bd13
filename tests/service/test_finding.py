"""All words first, corrected when nothing has them, widened when few articles do; and what is said about it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from search import Article, DatePrecision, Match, Page, Query, SearchService, Settings
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder
from search.rebuild.intake import Missing

WIB = timezone(timedelta(hours=7))
FILLER = "Petugas mencatat laporan warga dan menyiapkan tenda."
TITLES = {
    "cianjur": "Gempa mengguncang Cianjur",
    "semeru": "Letusan Semeru reda",
    "lama": "Gempa mengguncang Palu",
    "bulan": "Laporan cuaca November 2022",
    "pasar": "Harga cabai turun",
    "pasar-2": "Harga bawang turun",
    **{f"sidang-{n}": f"Sidang anggaran daerah {n}" for n in range(12)},
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    """A collection whose every answer is known."""
    indexes = tmp_path_factory.mktemp("indexes")
    day = datetime(2022, 11, 21, tzinfo=WIB)
    articles = [
        Article(
            id=id,
            title=title,
            body=(f"{title}. {FILLER}",),
            outlet="Kabar Uji",
            published=day,
            date_precision=DatePrecision.DAY,
            source=f"uji.jsonl:{id}",
        )
        for id, title in TITLES.items()
    ]
    Builder(Collection(indexes, "berita"), engine_named("whoosh")).rebuild(articles, Missing.DROP)
    return SearchService(Settings(indexes=indexes, secret="rahasia"))


def ids(page: Page) -> list[str]:
    """The ids of the hits, in order."""
    return [hit.article.id for hit in page.hits]


def test_enough_articles_with_all_words_are_not_widened(service: SearchService) -> None:
    """Twelve have both words: that is the whole answer, and nothing is said."""
    page = service.search(Query("sidang anggaran"))
    assert (page.total, page.relaxed, page.all_words, page.suggestions) == (12, False, None, ())


def test_few_articles_are_widened_and_said(service: SearchService) -> None:
    """One has both words; it comes first, and the others are counted and called wider."""
    page = service.search(Query("gempa cianjur"))
    assert ids(page)[0] == "cianjur"
    assert set(ids(page)) == {"cianjur", "lama"}
    assert (page.total, page.relaxed, page.all_words) == (2, True, 1)


@pytest.mark.parametrize(("match", "total"), [(Match.ALL, 1), (Match.ANY, 2)])
def test_a_forced_match_is_never_widened(service: SearchService, match: Match, total: int) -> None:
    """`all` stays with all words, `any` is any from the beginning."""
    page = service.search(Query("gempa cianjur", match=match))
    assert (page.total, page.relaxed, page.all_words) == (total, False, None)


def test_a_typo_is_applied_when_nothing_has_all_words(service: SearchService) -> None:
    """The corrected query answers, and it is said that it does."""
    page = service.search(Query("gempa cinajur"))
    assert ids(page)[0] == "cianjur"
    assert [(s.kind, s.text, s.applied) for s in page.suggestions] == [("typo", "gempa cianjur", True)]


def test_a_typo_is_only_offered_when_something_was_found(service: SearchService) -> None:
    """`any` finds the other word: the typed query answers."""
    page = service.search(Query("gempa cinajur", match=Match.ANY))
    assert set(ids(page)) == {"cianjur", "lama"}
    assert [(s.text, s.applied) for s in page.suggestions] == [("gempa cianjur", False)]


def test_a_typo_is_left_alone_on_request(service: SearchService) -> None:
    """`typo=0`: nothing is corrected, nothing is offered; the other word still widens."""
    page = service.search(Query("gempa cinajur", typo=False))
    assert (set(ids(page)), page.all_words, page.suggestions) == ({"cianjur", "lama"}, 0, ())
    assert service.search(Query("cinajur", typo=False)).total == 0


def test_a_correction_that_no_article_has_whole(service: SearchService) -> None:
    """As long as typed words find something they answer; else some of the corrected ones do."""
    offered = service.search(Query("gempa semeruu"))
    assert set(ids(offered)) == {"cianjur", "lama"}
    assert [(s.text, s.applied) for s in offered.suggestions] == [("gempa semeru", False)]
    applied = service.search(Query("semeruu cinajur"))
    assert set(ids(applied)) == {"semeru", "cianjur"}
    assert (applied.relaxed, applied.all_words) == (True, 0)
    assert [(s.text, s.applied) for s in applied.suggestions] == [("semeru cianjur", True)]


@pytest.mark.parametrize("text", ["qwertzuiop", "CINAJUR", "12345678", '"cinajur reda"', "tokoh:cinajur"])
def test_what_is_no_typo_is_not_corrected(service: SearchService, text: str) -> None:
    """Nothing near, capitals, digits, quotes, and names of filters stay as typed."""
    page = service.search(Query(text))
    assert (page.total, [s for s in page.suggestions if s.kind == "typo"]) == (0, [])


def test_words_of_a_date_are_not_asked_for_when_widened(service: SearchService) -> None:
    """Earthquakes are wanted, whether or not they write the month; an article about the month alone is not."""
    page = service.search(Query("gempa november 2022"))
    assert set(ids(page)) == {"cianjur", "lama"}
    assert (page.relaxed, page.all_words) == (True, 0)
    assert [(s.kind, s.text) for s in page.suggestions] == [("date", "gempa")]
    assert ids(service.search(Query("laporan november 2022")))[0] == "bulan"


def test_a_date_alone_is_looked_for(service: SearchService) -> None:
    """Without other words the date is what is wanted."""
    assert ids(service.search(Query("november 2022"))) == ["bulan"]
    assert service.search(Query("gempa november 2022", match=Match.ALL)).total == 0


def test_filters_hold_in_the_wider_answer(service: SearchService) -> None:
    """Widening changes what is asked of words, never the filters."""
    assert service.search(Query("gempa cianjur", outlets=("tidak-ada",))).total == 0


def test_explanations_of_a_wider_answer_add_up(service: SearchService) -> None:
    """Words of a date take part in the score that is explained."""
    for hit in service.search(Query("laporan gempa november 2022", explain=True)).hits:
        parts = {part.name: part.value for part in hit.explanation if part.name != "word"}
        words = sum(part.value for part in hit.explanation if part.name == "word")
        bonus = sum(parts[name] for name in ("proximity", "phrase", "title_all", "lead"))
        assert hit.score == pytest.approx((words + bonus) * parts["recency"], rel=1e-3)
