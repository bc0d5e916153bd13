"""Answers are tagged exactly, kept within bounds, and made again when another generation is published."""

from __future__ import annotations

from itertools import count, repeat
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from api import create_app
from api.caching import AnswerCache, cached
from search import Article, Settings
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder

PATHS = [
    *("/v1/search?q=putin&facets=outlet,date", "/v1/articles/bank", "/v1/articles/bank/related", "/v1/outlets"),
    *("/v1/leaders", "/v1/leaders/xi-jinping", "/v1/facets/leader?prefix=x", "/v1/suggest?q=pu", "/v1/stats"),
    *("/v1/analyze?text=kerja", "/cari?q=putin", "/artikel/bank", "/tokoh/xi-jinping", "/cari/leader"),
]


@pytest.mark.parametrize("path", PATHS)
def test_a_current_copy_is_304(client: FlaskClient, path: str) -> None:
    """Every answer of the index has a weak tag; who has it gets 304 and no body."""
    first = client.get(path)
    assert first.status_code == 200
    assert first.headers["ETag"].startswith('W/"')
    assert first.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=300"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert client.get(path).data == first.data


def test_the_same_meaning_has_the_same_tag(client: FlaskClient) -> None:
    """Order, defaults and spelling of a URL do not matter; language and form of highlights do."""
    tag = client.get("/v1/search?q=putin&outlet=sinpo,kabar-uji").headers["ETag"]
    assert client.get("/v1/search?outlet=sinpo&outlet=kabar-uji&limit=10&q=putin").headers["ETag"] == tag
    others = [
        client.get("/v1/search?q=putin&outlet=sinpo,kabar-uji&highlight=html"),
        client.get("/v1/search?q=putin&outlet=sinpo,kabar-uji&fields=id"),
        client.get("/v1/search?q=putin&outlet=sinpo,kabar-uji", headers={"Accept-Language": "en"}),
        client.get("/v1/search?q=putin&outlet=sinpo,kabar-uji&page=2"),
    ]
    assert len({tag, *(other.headers["ETag"] for other in others)}) == 5


def test_head_is_get_without_a_body(client: FlaskClient) -> None:
    """HEAD has the same headers."""
    head, get = client.head("/v1/search?q=putin"), client.get("/v1/search?q=putin")
    assert head.data == b""
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


def article(id: str) -> Article:
    """A short article."""
    return Article(id=id, title=f"Kabar {id}", body=("Rembulan bersinar.",), source=f"uji:{id}")


def test_a_new_generation_is_seen_at_once(tmp_path: Path) -> None:
    """The request after a publication has the new articles and another tag, without a restart."""
    builder = Builder(Collection(tmp_path, "berita"), engine_named("whoosh"))
    builder.rebuild([article("satu")])
    client = create_app(Settings(indexes=tmp_path)).test_client()
    before = client.get("/v1/search?q=rembulan")
    assert before.get_json()["total"]["value"] == 1
    builder.add([article("dua")])
    after = client.get("/v1/search?q=rembulan", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.get_json()["total"]["value"] == 2
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.get_json()["index"]["generation"] == client.get("/readyz").get_json()["generation"]


def test_a_cursor_of_a_gone_generation_is_409(tmp_path: Path) -> None:
    """Paging by cursor says when the index has changed below it."""
    builder = Builder(Collection(tmp_path, "berita"), engine_named("whoosh"))
    builder.rebuild([article(str(n)) for n in range(4)])
    client = create_app(Settings(indexes=tmp_path)).test_client()
    cursor = client.get("/v1/search?limit=2").get_json()["page"]["next_cursor"]
    builder.add([article("baru")])
    answer = client.get(f"/v1/search?limit=2&sort=newest&cursor={cursor}")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "stale_cursor")


def test_an_answer_across_a_publication_is_made_again(app: Flask) -> None:
    """When the generation changes while an answer is made, the answer kept under a tag is that generation's."""
    names = iter(["a", "b", "b"])
    made = count(1)
    cache = AnswerCache(1000)
    with app.test_request_context("/"):
        answer = cached(cache, lambda: next(names), "m", lambda: b"%d" % next(made))
    assert answer.data == b"2"
    assert answer.headers["ETag"]
    with app.test_request_context("/"):
        assert cached(cache, lambda: "b", "m", lambda: b"?").data == b"2"


def test_an_answer_that_never_settles_is_not_kept(app: Flask) -> None:
    """Publications in every moment: the answer is sent without a tag and not stored."""
    names = (str(n) for n in count())
    with app.test_request_context("/"):
        answer = cached(AnswerCache(1000), lambda: next(names), "m", lambda: b"x")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@given(sizes=st.lists(st.integers(0, 40), max_size=60))
def test_the_store_stays_within_its_bounds(sizes: list[int]) -> None:
    """However much is put in, it holds at most its bytes, and what was used last is there."""
    cache = AnswerCache(200)
    for place, size in enumerate(sizes):
        cache.put(str(place % 17), b"x" * size)
        if size <= 25:
            assert cache.get(str(place % 17)) == b"x" * size
    held = [cache.get(tag) for tag in map(str, range(17))]
    assert sum(len(body) for body in held if body) <= 200


def test_the_least_recently_used_goes_first() -> None:
    """Use keeps an answer."""
    cache = AnswerCache(80)
    for tag, _ in zip("abcdefgh", repeat(None), strict=False):
        cache.put(tag, b"x" * 10)
    cache.get("a")
    cache.put("i", b"x" * 10)
    assert cache.get("a") is not None
    assert cache.get("b") is None
