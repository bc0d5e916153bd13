"""The reader under load: shared by threads, with a cache that is always too small, and after its files are gone."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Changes, RawPage
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine.reader import WhooshReader
from search.model import Sort
from search.query.plan import After, Everything, Plan
from tests.contract.generated import corpus, plan

ANALYZER = Analyzer()
PLANS = 40


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments."""
    place = tmp_path_factory.mktemp("reader")
    made = corpus(3, 150)
    links = {each.article.id: each.links for each in made}
    for name, some, base in (("a", made[:110], None), ("b", made[100:], place / "a")):
        (place / name).mkdir()
        changes = Changes([x.article for x in some], lambda a: links[a.id], ANALYZER, base=base)
        WhooshEngine().build(place / name, changes)
    return place / "b"


def plans() -> list[Plan]:
    """Random plans."""
    return [plan(number, ANALYZER) for number in range(PLANS)]


def opened(directory: Path, cache_bytes: int) -> WhooshReader:
    """A reader with a cache of some size."""
    return WhooshEngine().open(directory, ANALYZER, cache_bytes)


@pytest.fixture(scope="module")
def expected(directory: Path) -> list[RawPage]:
    """What one thread answers."""
    reader = opened(directory, 1 << 22)
    return [reader.search(each) for each in plans()]


@pytest.mark.parametrize("cache_bytes", [1, 4096, 1 << 22])
def test_threads_share_a_reader(directory: Path, expected: list[RawPage], cache_bytes: int) -> None:
    """Eight threads answer as one does, whatever the cache holds."""
    reader = opened(directory, cache_bytes)
    with ThreadPoolExecutor(8) as threads:
        for _ in range(2):
            assert list(threads.map(reader.search, plans())) == expected


def test_a_reader_outlives_its_files(directory: Path, expected: list[RawPage], tmp_path: Path) -> None:
    """All files are open: a generation that is pruned goes on answering where it is open, articles and links too."""
    copy = tmp_path / "copy"
    shutil.copytree(directory, copy)
    reader = opened(copy, 1 << 22)
    articles = list(opened(directory, 1 << 22).articles())
    shutil.rmtree(copy)
    assert [reader.search(each) for each in plans()] == expected
    assert list(reader.articles()) == articles


def test_forgetting_changes_nothing(directory: Path, expected: list[RawPage]) -> None:
    """An emptied cache only costs time."""
    reader = opened(directory, 1 << 22)
    for each, page in zip(plans(), expected, strict=True):
        assert reader.search(each) == page
        reader.forget()


def test_paging_and_cursors_cut_one_order(directory: Path) -> None:
    """Pages one after another are the whole; behind any hit of a sort by date come the hits that follow it."""
    reader = opened(directory, 1 << 22)
    for sort in Sort:
        whole = Plan(Everything(), sort=sort, limit=1000)
        ids = [hit.id for hit in reader.search(whole).hits]
        assert len(ids) == 150
        pages = [reader.search(replace(whole, offset=at, limit=7)).hits for at in range(0, 150, 7)]
        assert [hit.id for page in pages for hit in page] == ids
    for sort in (Sort.NEWEST, Sort.OLDEST):
        hits = reader.search(Plan(Everything(), sort=sort, limit=1000)).hits
        for place in (0, 40, 149):
            after = After(hits[place].seconds, hits[place].id)
            assert reader.search(Plan(Everything(), sort=sort, after=after, limit=1000)).hits == hits[place + 1 :]
            unknown = After(hits[place].seconds, hits[place].id + "~")
            assert reader.search(Plan(Everything(), sort=sort, after=unknown, limit=1000)).hits == hits[place + 1 :]
