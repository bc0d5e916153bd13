"""Readers shared by threads and processes while newer generations come: the answers are those of one thread alone."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Changes, RawPage
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine.reader import WhooshReader
from search.query.plan import Plan
from tests.contract.generated import corpus, plan

ANALYZER = Analyzer()
SMALL = 64 << 10
AMPLE = 64 << 20
ARTICLES = 1600
PLANS = [plan(number, ANALYZER) for number in range(60)]


@pytest.fixture(scope="module")
def generations(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four generations, each on top of the one before: a large segment, then small ones and deletions."""
    place = tmp_path_factory.mktemp("generations")
    made = corpus(11, ARTICLES + 300)
    links = {each.article.id: each.links for each in made}
    base = None
    for step, first in enumerate((0, ARTICLES, ARTICLES + 100, ARTICLES + 200)):
        directory = place / str(step)
        directory.mkdir()
        fresh = made[first : ARTICLES + 100 * step]
        gone = frozenset(each.article.id for each in made[step * 7 : step * 9])
        changes = Changes([x.article for x in fresh], lambda a: links[a.id], ANALYZER, base=base, delete=gone)
        WhooshEngine().build(directory, changes)
        base = directory
    return [place / str(step) for step in range(4)]


def opened(directory: Path, cache_bytes: int) -> WhooshReader:
    """A reader with a cache of some size."""
    return WhooshEngine().open(directory, ANALYZER, cache_bytes)


def answers(reader: WhooshReader) -> list[RawPage]:
    """A page for each plan."""
    return [reader.search(each) for each in PLANS]


@pytest.fixture(scope="module")
def expected(generations: list[Path]) -> list[list[RawPage]]:
    """What one thread with room for everything answers, by generation."""
    return [answers(opened(directory, AMPLE)) for directory in generations]


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads take turns every few steps."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_generations_answer_differently(expected: list[list[RawPage]]) -> None:
    """Or the tests below would show nothing."""
    assert all(newer != older for older, newer in pairwise(expected))


@pytest.mark.parametrize("cache_bytes", [0, 1, SMALL])
def test_a_cache_of_any_size_answers_the_same(
    generations: list[Path], expected: list[list[RawPage]], cache_bytes: int
) -> None:
    """With room for nothing, and for so little that what is kept is soon put out, twice in a row."""
    reader = opened(generations[3], cache_bytes)
    assert answers(reader) == answers(reader) == expected[3]


def test_a_small_cache_evicts_all_the_time(generations: list[Path]) -> None:
    """What the plans would keep is many times what the small cache of these tests holds."""
    reader = opened(generations[3], AMPLE)
    answers(reader)
    assert reader._tools.cache.used > 4 * SMALL


@pytest.mark.usefixtures("hasty_threads")
def test_threads_answer_while_newer_generations_open(generations: list[Path], expected: list[list[RawPage]]) -> None:
    """Eight threads search one reader; another opens generation after generation and searches each."""
    shared, done = opened(generations[0], SMALL), threading.Event()

    def reopen() -> int:
        rounds = 0
        while not done.is_set():
            number = rounds % 3 + 1
            assert answers(opened(generations[number], SMALL)) == expected[number]
            rounds += 1
        return rounds

    with ThreadPoolExecutor(9) as threads:
        opener = threads.submit(reopen)
        try:
            for _ in range(3):
                # Each thread begins elsewhere, so that all plans are under way at once.
                turns = [PLANS[start:] + PLANS[:start] for start in range(0, 56, 7)]
                for start, pages in zip(range(0, 56, 7), threads.map(_searched(shared), turns), strict=True):
                    assert pages == expected[0][start:] + expected[0][:start]
        finally:
            done.set()
        assert opener.result() >= 1


def _searched(reader: WhooshReader) -> Callable[[Sequence[Plan]], list[RawPage]]:
    return lambda plans: [reader.search(each) for each in plans]


@pytest.mark.parametrize("warm", [False, True])
def test_forked_workers_answer_the_same(generations: list[Path], expected: list[list[RawPage]], warm: bool) -> None:
    """As when a server loads the application once and then forks: parent and children share one open reader."""
    reader = opened(generations[3], SMALL)
    if warm:
        assert answers(reader) == expected[3]
    context = multiprocessing.get_context("fork")
    right = context.Queue()

    def work() -> None:
        with ThreadPoolExecutor(4) as threads:
            right.put(list(threads.map(reader.search, PLANS)) == expected[3])

    children = [context.Process(target=work) for _ in range(3)]
    for child in children:
        child.start()
    assert answers(reader) == expected[3]
    assert [right.get(timeout=60) for _ in children] == [True] * 3
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0] * 3
