"""A build that dies or fails at any of its file operations leaves the old generation or the new one, whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from search.generations import Collection

from .conftest import NEW, OLD, REFUSED, build_and_act, die, fail, operations_of_a_build, rebuild, served, spread

Fresh = Callable[[], Collection]
SAMPLE = 6


def dies(fresh: Fresh, points: list[int]) -> set[int]:
    """Kill a rebuild at each of the points; returns what was served afterwards."""
    seen = set()
    for point in points:
        collection = fresh()
        assert build_and_act(collection, point, die) == -signal.SIGKILL
        seen.add(served(collection))
        rebuild(collection, NEW + 1)
        assert served(collection) == NEW + 1
        assert not list(collection.root.glob(".draft-*"))
    return seen


def fails(fresh: Fresh, points: list[int]) -> set[int]:
    """Let the k-th operation fail; returns what was served afterwards."""
    seen = set()
    for point in points:
        collection = fresh()
        assert build_and_act(collection, point, fail) in (0, REFUSED), point
        seen.add(served(collection))
        rebuild(collection, NEW + 1)
        assert served(collection) == NEW + 1
    return seen


def test_killed(fresh: Fresh) -> None:
    """Kill -9 at a sample of a rebuild's file operations."""
    assert dies(fresh, spread(operations_of_a_build(fresh()), SAMPLE)) <= {OLD, NEW}


def test_io_error(fresh: Fresh) -> None:
    """An error of the disk at a sample of a rebuild's file operations."""
    assert fails(fresh, spread(operations_of_a_build(fresh()), SAMPLE)) <= {OLD, NEW}


@pytest.mark.soak
def test_killed_everywhere(fresh: Fresh) -> None:
    """Kill -9 at every file operation."""
    count = operations_of_a_build(fresh())
    assert dies(fresh, list(range(1, count + 1))) == {OLD, NEW}


@pytest.mark.soak
def test_io_error_everywhere(fresh: Fresh) -> None:
    """An error of the disk at every file operation."""
    count = operations_of_a_build(fresh())
    assert fails(fresh, list(range(1, count + 1))) == {OLD, NEW}


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGINT])
def test_workers_die_with_their_builder(fresh: Fresh, tmp_path: Path, signal_number: int) -> None:
    """The lock of a build with worker processes is free once the builder is dead, and the next build works at once."""
    collection = fresh()
    source = tmp_path / "many.jsonl"
    line = '{{"id": "n{0}", "title": "Gempa {0}", "body": "{1}"}}\n'
    source.write_text(
        "".join(line.format(n, "Presiden Joko Widodo meninjau korban gempa. " * 40) for n in range(4_000))
    )
    program = "from search.cli import main; main()"
    arguments = [sys.executable, "-c", program, "rebuild", str(source), "--drop-missing", "--jobs", "2"]
    environment = {**os.environ, "TELISIK_INDEXES": str(collection.root.parent)}
    builder = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not list(collection.root.glob(".draft-*/engine")) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.5)
    assert builder.poll() is None, "the build ended too early to be killed"
    builder.send_signal(signal_number)
    assert builder.wait(20) != 0
    assert served(collection) == OLD
    time.sleep(1)
    rebuild(collection, NEW)
    assert served(collection) == NEW
