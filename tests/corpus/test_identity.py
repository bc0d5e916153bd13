"""Who an article is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.corpus.identity import article_id, canonical_url, is_web_url, problem_with_id

PAGE = "https://warta.example/nasional/sidang-dibuka"


@pytest.mark.parametrize(
    "spelling",
    [
        PAGE,
        PAGE + "/",
        PAGE + "#komentar",
        PAGE + "?utm_source=x&utm_medium=y&fbclid=z",
        "http://WWW.Warta.Example:80/nasional/sidang-dibuka",
        "HTTPS://warta.example:443//nasional/sidang%2Ddibuka/index.html",
        "https://reader:secret@warta.example./nasional/sidang-dibuka",
    ],
)
def test_spellings_of_one_page_are_one(spelling: str) -> None:
    """Case, ports, tracking, fragments and slashes do not make another article."""
    assert canonical_url(spelling) == PAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [("?id=1", "?id=2"), ("?page=2", ""), ("-lagi", ""), ("?a=1&b=2", "?a=2&b=1"), ("/Peta", "/peta")],
)
def test_other_pages_are_others(one: str, other: str) -> None:
    """Parameters that choose the page, and the case of paths, count."""
    assert canonical_url(PAGE + one) != canonical_url(PAGE + other)


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "ftp://a/b", "//a/b", "http://", "http://[::1", "https://a b/", "x"]
)
def test_what_is_no_web_address(url: str) -> None:
    """Only absolute http and https URLs are offered as links."""
    assert not is_web_url(url)


def test_the_first_rule_that_applies_decides() -> None:
    """A given id stands; else the URL decides; else outlet, title and local day."""
    day = datetime(2025, 1, 22, tzinfo=UTC)
    assert article_id("a/1", PAGE, "", "", None) == "a/1"
    assert article_id("", PAGE, "X", "Y", day) == "c06c672d951e"
    assert article_id("", PAGE + "/?utm_x=1", "", "", None) == "c06c672d951e"
    assert article_id("", "", "SinPo.id", "Judul", day) == article_id(
        "", "", " sinpo.ID", "JUDUL ", day.replace(hour=23)
    )
    assert article_id("", "", "a", "b", None) != article_id("", "", "a", "b", day)


@pytest.mark.parametrize(("given_id", "problem"), [("x" * 201, "201"), ("a\nb", "control"), ("..", "dots")])
def test_ids_that_cannot_be_used(given_id: str, problem: str) -> None:
    """Too long, with control characters, or no segment of a URL."""
    assert problem in problem_with_id(given_id)
    assert not problem_with_id("x" * 200)


@example("http://.")
@given(st.text() | st.from_regex(r"https?://[^ ]{0,40}", fullmatch=True))
def test_canonical_urls_are_canonical(url: str) -> None:
    """Any text has a canonical URL or none, and a canonical URL is its own."""
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(st.text(), st.text(), st.text())
def test_every_article_has_an_id(url: str, outlet: str, title: str) -> None:
    """Ids are twelve hexadecimal digits, whatever they are made of."""
    made = article_id("", url, outlet, title, None)
    assert len(made) == 12
    assert int(made, 16) >= 0
