"""Headers: security on everything, reading open to every origin, no credentials, no versions."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

EVERYWHERE = [
    "/v1/search?q=putin",
    "/v1/nothing",
    "/cari",
    "/artikel/bank",
    "/static/page/page.css",
    "/docs",
    "/healthz",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_security_headers(client: FlaskClient, path: str) -> None:
    """No sniffing, no framing, no scripts, and no banner."""
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "Server" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1:1"])
def test_reading_is_open_to_every_origin(client: FlaskClient, origin: str) -> None:
    """`*` for all alike, so shared caches need not vary by origin; never with credentials."""
    headers = client.get("/v1/search?q=putin", headers={"Origin": origin}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert "Origin" not in headers["Vary"]


def test_preflight(client: FlaskClient) -> None:
    """A preflight allows reading and nothing else, and may be kept for a day."""
    answer = client.options(
        "/v1/search", headers={"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    )
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Max-Age"] == "86400"


def test_pages_are_not_open(client: FlaskClient) -> None:
    """Pages are for people: other origins cannot read them."""
    assert "Access-Control-Allow-Origin" not in client.get("/cari").headers
