"""Every error is an RFC 9457 problem with a stable code, or a page for people; none tells more than it should."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.errors import problem_of
from search import (
    ArticleNotFoundError,
    IndexUnavailableError,
    QueryError,
    Settings,
    StaleCursorError,
    TelisikError,
    UnknownEntityError,
)

MEMBERS = ["type", "title", "status", "code", "detail", "instance"]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (StaleCursorError("gone"), 409, "stale_cursor"),
        (QueryError("too long"), 400, "invalid_parameter"),
        (ArticleNotFoundError("none"), 404, "article_not_found"),
        (UnknownEntityError("none"), 404, "entity_not_found"),
        (IndexUnavailableError("none"), 503, "index_unavailable"),
        (TelisikError("?"), 500, "internal_error"),
        (RuntimeError("secret path /srv"), 500, "internal_error"),
    ],
)
def test_each_error_of_the_engine_has_its_status(error: Exception, status: int, code: str) -> None:
    """One table decides the status of every error."""
    problem = problem_of(error)
    assert (problem.status, problem.code) == (status, code)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/nothing", 404, "not_found"),
        ("/v1/articles/no-such-article", 404, "article_not_found"),
        ("/v1/articles/no-such-article/related", 404, "article_not_found"),
        ("/v1/leaders/nobody-at-all", 404, "entity_not_found"),
        ("/v1/search?page=0", 400, "invalid_parameter"),
        ("/v1/search?q=" + "x" * 5000, 414, "uri_too_long"),
        ("/v1/search?q=%00", 400, "control_character"),
        ("/v1/articles/%00", 400, "control_character"),
        ("/v1/search?q=%ff", 400, "invalid_encoding"),
        ("/v1/search?q=%ED%A0%80", 400, "invalid_encoding"),
    ],
)
def test_problems(client: FlaskClient, path: str, status: int, code: str) -> None:
    """The members of RFC 9457 and a stable code; `type` leads to a page that explains it."""
    answer = client.get(path)
    problem = answer.get_json()
    assert answer.status_code == problem["status"] == status
    assert answer.mimetype == "application/problem+json"
    assert [name for name in problem if name != "errors"] == MEMBERS
    assert problem["code"] == code
    assert problem["instance"].startswith("urn:request:")
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get(problem["type"]).status_code == 200


def test_a_path_that_is_no_utf8(client: FlaskClient) -> None:
    """Raw bytes in a path are refused too."""
    answer = client.get("/v1/articles/x", environ_overrides={"PATH_INFO": "/v1/articles/\xff"})
    assert answer.get_json()["code"] == "invalid_encoding"


def test_language_of_problems(client: FlaskClient) -> None:
    """Indonesian unless the client prefers English; `lang=` wins; caches are told."""
    answer = client.get("/v1/nothing")
    assert answer.get_json()["title"] == "Alamat tidak ditemukan"
    english = client.get("/v1/nothing", headers={"Accept-Language": "en-GB,id;q=0.5"})
    assert english.get_json()["title"] == "Not found"
    assert "Accept-Language" in english.headers["Vary"]
    both = client.get("/v1/search?page=0&lang=id", headers={"Accept-Language": "en"})
    assert both.get_json()["title"] == "Parameter tidak valid"
    assert client.get("/v1/nothing", headers={"Accept-Language": "de"}).get_json()["title"] == "Alamat tidak ditemukan"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods(client: FlaskClient, method: str) -> None:
    """Reading only: 405 with Allow."""
    answer = getattr(client, method)("/v1/search?q=a", json={"a": 1})
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.get_json()["code"] == "method_not_allowed"


def test_a_large_body_is_refused_unread(client: FlaskClient) -> None:
    """413 before anything reads it."""
    answer = client.post("/v1/search", data=b"[" * 1_000_000, content_type="application/json")
    assert answer.status_code == 413


def test_not_acceptable(client: FlaskClient) -> None:
    """Who accepts no JSON is told so; a browser is answered."""
    assert client.get("/v1/stats", headers={"Accept": "text/csv"}).status_code == 406
    assert client.get("/v1/stats", headers={"Accept": "text/html,*/*;q=0.8"}).status_code == 200


def test_no_index_is_503_with_retry(empty_client: FlaskClient) -> None:
    """Without a published generation the API and the pages say so, and health still answers."""
    for path in ("/v1/search", "/v1/stats", "/v1/outlets", "/v1/articles/x", "/readyz", "/cari", "/tokoh/x"):
        answer = empty_client.get(path)
        assert answer.status_code == 503, path
        assert answer.headers["Retry-After"] == "5"
    assert empty_client.get("/healthz").status_code == 200
    assert "Indeks belum tersedia" in empty_client.get("/cari").text


def test_people_get_pages(client: FlaskClient) -> None:
    """A browser's errors are pages in the page's language, with a search box."""
    answer = client.get("/tidak/ada", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "Alamat tidak ditemukan" in answer.text
    assert 'role="search"' in answer.text
    wrong = client.get("/cari?page=x&limit=1000&lang=en")
    assert wrong.status_code == 400
    assert "must be a whole number" in wrong.text
    assert "between 1 and 100" in wrong.text
    assert client.get("/artikel/tidak-ada").status_code == 404
    assert client.get("/problems/no-such-code").status_code == 404


def test_our_faults_are_logged_and_not_shown(test_settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """An unexpected exception is 500 without its message or traceback, which stand in the log."""
    app: Flask = create_app(test_settings)

    def broken() -> str:
        raise RuntimeError("rahasia di /srv/telisik")

    app.add_url_rule("/v1/broken", view_func=broken)
    with caplog.at_level(logging.ERROR, "telisik.api"):
        answer = app.test_client().get("/v1/broken")
    assert answer.status_code == 500
    assert answer.get_json()["code"] == "internal_error"
    assert "rahasia" not in answer.text
    assert "Traceback" not in answer.text
    assert "rahasia" in caplog.text
