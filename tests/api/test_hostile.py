"""Hostile input: whatever is sent, the answer is quick, valid and never a 5xx; whatever is indexed, nothing of it runs."""

from __future__ import annotations

import json
import time
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

BOMBS = {
    "wildcard": "*",
    "infix": "*a*",
    "stars": "**********",
    "prefixes": " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrst"),
    "infixes": " ".join(f"*{letter}*" for letter in "abcdefghijklmnopqrst"),
    "questions": "?*" * 50 + "x",
    "ors": " ATAU ".join("abcdefghij" * 8),
    "ands": " DAN ".join("abcdefghij" * 8),
    "brackets": "(" * 400,
    "closing": ")" * 400,
    "nested": "(a " * 120 + ")" * 120,
    "nots": "-" * 400,
    "not words": "BUKAN " * 80,
    "quotes": '"' * 499,
    "scopes": "judul:" * 80,
    "fuzzy": "presiden~2 rusia~2",
    "range": "day:[2000 TO 2030]",
    "boost": "putin^999999999999",
    "one word": "a" * 500,
    "dashes": "a-" * 249,
    "digits": "9" * 500,
    "slashes": "1/" * 249,
    "mixed": '("a* -(b ATAU "c) judul:* tokoh:" media:(' * 10,
}


def quick(client: FlaskClient, address: str) -> tuple[int, bytes]:
    """The answer, which must come within a second and be valid UTF-8."""
    began = time.perf_counter()
    answer = client.get(address)
    assert time.perf_counter() - began < 1.0
    answer.data.decode("utf-8")
    return answer.status_code, answer.data


@pytest.mark.parametrize("name", BOMBS)
def test_query_bombs(client: FlaskClient, name: str) -> None:
    """Every query up to 500 characters is answered, in JSON and as a page."""
    text = quote(BOMBS[name][:500])
    status, body = quick(client, f"/v1/search?q={text}&facets=outlet,leader,date")
    assert status == 200, body
    assert quick(client, f"/cari?q={text}")[0] == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/v1/search?q=" + "a" * 1_000_000, 414),
        ("/v1/search?" + "q=a&" * 2000, 414),
        ("/v1/search?page=1000000000", 400),
        ("/v1/search?page=" + "9" * 3000, 400),
        ("/v1/search?facet_limit=1000000", 400),
        ("/v1/search?limit=1e9", 400),
        ("/v1/search?outlet=" + "%2C" * 1000, 400),
        ("/v1/search?from=" + "2" * 3000, 400),
        ("/v1/search?period=" + "1" * 3000 + "d", 400),
        ("/v1/search?tz=" + "A/" * 1500, 400),
        ("/v1/search?cursor=" + "A" * 600 + "&sort=newest", 400),
        ("/v1/search?cursor=%F0%9F%98%80&sort=newest", 400),
        ("/v1/suggest?q=" + "a" * 101, 400),
        ("/v1/analyze?text=" + "a" * 2001, 400),
        ("/v1/articles/" + "a" * 3000, 404),
        ("/v1/articles/../../etc/passwd", 404),
        ("/static/page/../../__init__.py", 404),
        ("/static/%2e%2e/__init__.py", 404),
        ("/v1/leaders/" + "%2e%2e%2f" * 100, 404),
    ],
)
def test_too_much_of_anything(client: FlaskClient, address: str, status: int) -> None:
    """Refused, and at once."""
    began = time.perf_counter()
    answer = client.get(address)
    elapsed = time.perf_counter() - began
    assert answer.status_code == status
    assert elapsed < 0.5


@pytest.mark.parametrize("body", ["[" * 15_000, '{"a":' * 3000, '"\\ud800"', "\x00", "9" * 15_000])
def test_bodies_are_never_read(client: FlaskClient, body: str) -> None:
    """Nested or broken JSON cannot hurt what does not parse it."""
    answer = client.post("/v1/search", data=body, content_type="application/json")
    assert answer.status_code == 405
    answer = client.get("/v1/search?q=putin", data=body, content_type="application/json")
    assert answer.status_code == 200


@given(text=st.text(max_size=200))
def test_any_text_is_answered(app: Flask, text: str) -> None:
    """Every text is found, not found or refused; surrogates, NUL and bidi controls are no exception."""
    client = app.test_client()
    raw = quote(text.encode("utf-8", "surrogatepass"))
    for route in ("/v1/search?limit=2&q=", "/v1/suggest?q=", "/v1/facets/outlet?prefix=", "/v1/search?limit=0&leader="):
        status, body = quick(client, route + raw)
        assert status in (200, 308, 400), (route, text)
        if status != 308:
            json.loads(body)


@given(raw=st.binary(max_size=60))
def test_any_bytes_are_answered(app: Flask, raw: bytes) -> None:
    """A query string of any bytes gives a valid answer."""
    client = app.test_client()
    answer = client.get("/v1/search", query_string=raw.decode("latin-1"))
    assert answer.status_code in (200, 308, 400)
    assert client.get(
        "/artikel/x", environ_overrides={"PATH_INFO": "/artikel/" + raw.decode("latin-1")}
    ).status_code in (*(200, 400, 404),)


TWINS = [
    ("putin", "ｐｕｔｉｎ"),
    ("putin", "pu\u200btin"),
    ("putin", "pu\u00adtin"),
    ("putin", "\u202eputin\u202c"),
    ("antónio", "anto\u0301nio"),
    ("kerja sama", "kerja\u00a0sama"),
    ("PUTIN", "putin"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_spellings_that_look_alike_find_alike(client: FlaskClient, one: str, other: str) -> None:
    """Composed, full-width, zero-width, soft-hyphenated and bidi twins give the same hits."""
    found = [
        [hit["id"] for hit in client.get("/v1/search", query_string={"q": text, "match": "all"}).get_json()["hits"]]
        for text in (one, other)
    ]
    assert found[0] == found[1]


def test_a_cyrillic_look_alike_is_another_word(client: FlaskClient) -> None:
    """Letters of another script are not Latin letters."""
    body = client.get("/v1/search", query_string={"q": "рutin", "match": "all", "typo": "off"}).get_json()
    assert body["total"]["value"] == 0


@pytest.mark.parametrize(
    "address", ["/cari?q=jahat", "/artikel/jahat", "/cari/outlet", "/cari?q=%3Cscript%3Ealert(1)%3C/script%3E"]
)
def test_indexed_markup_is_text(client: FlaskClient, address: str) -> None:
    """No element, attribute or link of an article becomes one of the page."""
    tree = html.fromstring(client.get(address).text)
    assert not tree.xpath("//script | //img | //b")
    assert not tree.xpath("//svg[not(@class='chart')]")
    assert not [link for link in tree.xpath("//@href") if not link.startswith(("/", "#", "https://"))]


def test_markup_in_json_is_text_too(client: FlaskClient) -> None:
    """Parts give the title back as it is; HTML highlights hold no tag but `mark`."""
    hit = client.get("/v1/search?q=jahat").get_json()["hits"][0]
    assert "".join(part["text"] for part in hit["highlight"]["title"]) == hit["title"]
    marked = client.get("/v1/search?q=jahat+rembulan&highlight=html").get_json()["hits"][0]["highlight"]
    for text in marked.values():
        assert {element.tag for element in html.fragment_fromstring(text, create_parent="div").iter()} <= {
            "div",
            "mark",
        }
