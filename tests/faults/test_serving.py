"""Rebuilds, while real workers serve, cost no request, and a killed worker is back in no time."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.generations import Collection

from .conftest import NEW, OLD, rebuild

Fresh = Callable[[], Collection]
pytestmark = pytest.mark.server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """gunicorn over a collection, on 127.0.0.1."""

    def __init__(self, collection: Collection, log: Path) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        self._log = log.open("wb")
        program = "from search.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "serve", "--bind", self.url.removeprefix("http://")],
            env={**os.environ, "TELISIK_INDEXES": str(collection.root.parent)},
            stdout=self._log,
            stderr=self._log,
        )

    def ask(self, path: str) -> dict[str, object]:
        """The JSON at a path.  Raises for any failure."""
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            found: dict[str, object] = json.load(answer)
            return found

    def wait(self, seconds: float = 30) -> None:
        """Until it is ready."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the server ended"
            try:
                self.ask("/readyz")
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
            else:
                return
        pytest.fail("the server does not get ready")

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)
        self._log.close()


@pytest.fixture
def collection(fresh: Fresh) -> Collection:
    return fresh()


@pytest.fixture
def server(collection: Collection, tmp_path: Path) -> Iterator[Server]:
    running = Server(collection, tmp_path / "server.log")
    try:
        running.wait()
        yield running
    finally:
        running.stop()


class Load:
    """Threads that ask without end and remember every answer and failure."""

    def __init__(self, server: Server, threads: int = 3) -> None:
        self.answers: list[tuple[str, int]] = []
        self.failures: list[str] = []
        self._server = server
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(threads)]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(20)

    def _ask(self, number: int) -> None:
        asked = 0
        while not self._stop.is_set():
            asked += 1
            try:
                page = self._server.ask(f"/v1/search?q=gempa&limit={1 + (asked + number) % 20}")
                self.answers.append((str(page["index"]["generation"]), page["total"]["value"]))  # type: ignore[index]
            except (OSError, ValueError, KeyError) as error:
                self.failures.append(repr(error))
            time.sleep(0.01)


def rebuild_under_load(server: Server, collection: Collection, times: int) -> Load:
    documents = {str(collection.current()): OLD}
    with Load(server) as load:
        for number in range(times):
            rebuild(collection, NEW + number)
            documents[str(collection.current())] = NEW + number
            time.sleep(1.2)
            fresh_answers = [generation for generation, _ in load.answers[-3:]]
            assert set(fresh_answers) == {str(collection.current())}, "the new generation is not seen within a second"
    assert load.failures == []
    assert len(load.answers) > 20 * times
    assert all(documents[generation] == total for generation, total in load.answers)
    return load


def test_rebuild_while_served(server: Server, collection: Collection) -> None:
    """Each answer comes from one generation, none fails, and the new one is seen within a second."""
    rebuild_under_load(server, collection, 2)


@pytest.mark.soak
def test_many_rebuilds_while_served(server: Server, collection: Collection) -> None:
    """Twenty rebuilds, with pruning."""
    rebuild_under_load(server, collection, 20)


def test_damage_while_served(server: Server, collection: Collection) -> None:
    """A generation that is damaged when it is published is never served: the one before goes on, and readiness says so."""
    assert server.ask("/readyz")["status"] == "ok"
    first = str(collection.current())
    rebuild(collection, NEW)
    path = collection.path(str(collection.current())) / "MANIFEST.json"
    path.unlink()
    os.utime(collection.root / "CURRENT")
    page = server.ask("/v1/search?q=gempa")
    assert (page["index"]["generation"], page["total"]["value"]) == (first, OLD)  # type: ignore[index]


def test_killed_worker(server: Server) -> None:
    """After kill -9 of a worker the others answer, and within seconds there are as many as before."""
    before = server.workers()
    os.kill(before[0], signal.SIGKILL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and (before[0] in server.workers() or len(server.workers()) < len(before)):
        time.sleep(0.1)
    assert len(server.workers()) == len(before)
    assert server.ask("/v1/search?q=gempa")["total"]["value"] == OLD  # type: ignore[index]
