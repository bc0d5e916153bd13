"""gunicorn with our configuration: it answers, refuses what is too long, and tells no version."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from search import Settings

pytestmark = pytest.mark.server


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def port(test_settings: Settings) -> Iterator[int]:
    """Gunicorn over the test index; its port."""
    port = free_port()
    environment = os.environ | {
        "TELISIK_INDEXES": str(test_settings.indexes),
        "TELISIK_BIND": f"127.0.0.1:{port}",
        "TELISIK_WORKERS": "2",
        "TELISIK_SECRET": "",
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "python:api.gunicorn_conf", "api.wsgi:application()"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    for _ in range(150):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield port
    process.terminate()
    _, log = process.communicate(timeout=20)
    assert process.returncode == 0, log.decode()


def get(port: int, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    """The answer of the server, its body read."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_it_answers(port: int) -> None:
    """The index is searched, and 304 works over the wire."""
    answer = get(port, "/v1/search?q=putin")
    assert answer.status == 200
    assert b'"total":{"value":2' in answer.body  # type: ignore[attr-defined]
    assert get(port, "/v1/search?q=putin", {"If-None-Match": answer.headers["ETag"]}).status == 304


def test_any_worker_reads_the_cursor_of_another(port: int) -> None:
    """Without a secret in the settings the workers share one: a cursor holds on whichever worker is asked."""
    path = "/v1/search?sort=newest&limit=1"
    cursor = json.loads(get(port, path).body)["page"]["next_cursor"]  # type: ignore[attr-defined]
    assert {get(port, f"{path}&cursor={cursor}").status for _ in range(30)} == {200}


def test_it_tells_no_version(port: int) -> None:
    """The banner names no version, of gunicorn or of Python."""
    assert not any(letter.isdigit() for letter in get(port, "/healthz").headers.get("Server", ""))


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/v1/search?q=" + "a" * 5000, {}),
        ("/healthz", {"X-Long": "a" * 9000}),
        ("/healthz", {f"X-{number}": "a" for number in range(120)}),
    ],
)
def test_it_refuses_what_is_too_long(port: int, path: str, headers: dict[str, str]) -> None:
    """A request line over 4,094 bytes, a header over 8,190, and more than 100 headers end at the server."""
    assert 400 <= get(port, path, headers).status < 500
