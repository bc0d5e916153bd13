"""A collection with two generations, a child process that dies where it is told, and questions to what is left."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engines.registry import engine_named
from search.errors import BuildError
from search.generations import Collection
from search.model import Article, Query
from search.rebuild import Builder, Missing
from search.service import open_service
from search.settings import Settings

OLD, NEW = 12, 15
REFUSED = 3


def articles(count: int) -> Iterator[Article]:
    """So many articles, each of which has the word `gempa`."""
    for number in range(count):
        yield Article(
            id=f"a{number}", title=f"Gempa ke-{number}", body=("Presiden Joko Widodo meninjau korban.", "Isi.")
        )


def builder(collection: Collection) -> Builder:
    """The product's own builder."""
    return Builder(collection, engine_named("whoosh"))


def rebuild(collection: Collection, count: int) -> None:
    """Publish so many articles."""
    builder(collection).rebuild(articles(count), Missing.DROP)


def served(collection: Collection) -> int:
    """What a fresh service answers: the number of articles, after searching, counting and fetching each of them."""
    service = open_service(Settings(collection.root.parent, collection.name))
    page = service.search(Query(text="gempa", limit=100, facets=("outlet", "leader", "date")))
    assert page.total == page.documents == len(page.hits) == service.stats().documents
    assert [hit.article for hit in page.hits] == [service.article(hit.article.id).article for hit in page.hits]
    assert sum(entry.count for entry in service.leaders()) == page.total
    return page.total


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Indexes with one published generation of OLD articles."""
    place = tmp_path_factory.mktemp("template")
    rebuild(Collection(place, "berita"), OLD)
    return place


@pytest.fixture
def fresh(template: Path, tmp_path: Path) -> Callable[[], Collection]:
    """Copies of that collection."""
    numbers = iter(range(1_000_000))

    def copy() -> Collection:
        place = tmp_path / str(next(numbers))
        shutil.copytree(template, place)
        return Collection(place, "berita")

    return copy


class FileOperations:
    """Counts what a process does to files below a directory, and acts at the k-th."""

    _EVENTS = frozenset(
        ("open", "os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir", "os.chmod", "os.truncate")
    )

    def __init__(self, below: Path, at: int, action: Callable[[], None]) -> None:
        self.count = 0
        self._below = str(below)
        self._at = at
        self._action = action
        self._fsync = os.fsync

    def install(self) -> None:
        """For the rest of this process's life."""
        sys.addaudithook(self._hear)
        os.fsync = self._flush  # it has no audit event

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in self._EVENTS and any(str(argument).startswith(self._below) for argument in arguments[:2]):
            self._step()

    def _flush(self, descriptor: int) -> None:
        self._step()
        self._fsync(descriptor)

    def _step(self) -> None:
        self.count += 1
        if self.count == self._at:
            self._action()


def die() -> None:
    """As when the power button is pressed."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    """As when the disk is broken."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def _build_and_act(collection: Collection, at: int, action: Callable[[], None], told: Path) -> None:
    operations = FileOperations(collection.root, at, action)
    operations.install()
    try:
        rebuild(collection, NEW)
    except BuildError:
        os._exit(REFUSED)
    told.write_text(str(operations.count))
    os._exit(0)


def build_and_act(collection: Collection, at: int, action: Callable[[], None]) -> int:
    """Rebuild in a child process with `action` at its file operation number `at`; returns how it ended."""
    told = collection.root.parent / "operations"
    child = multiprocessing.get_context("fork").Process(target=_build_and_act, args=(collection, at, action, told))
    child.start()
    child.join(60)
    assert child.exitcode is not None, "the build hangs"
    return child.exitcode


def operations_of_a_build(collection: Collection) -> int:
    """How many file operations a rebuild takes."""
    assert build_and_act(collection, -1, die) == 0
    return int((collection.root.parent / "operations").read_text())


def spread(count: int, sample: int, seed: int = 20250122) -> list[int]:
    """`sample` of the numbers 1..count, all along the way; the last ones (publication) always."""
    numbers = range(1, count + 1)
    last = list(numbers[-sample // 2 :])
    return sorted({*random.Random(seed).sample(numbers, min(sample, count)), *last})
