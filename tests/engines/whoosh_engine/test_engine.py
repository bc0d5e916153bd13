"""Building and opening: what is linked, merged, kept, refused."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import BuildReport, Changes, RawDates, RawPage, RawTerms
from search.engines.memory_engine import MemoryEngine
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine import build as build_module
from search.engines.whoosh_engine.reader import WhooshReader
from search.engines.whoosh_engine.toc import read_toc
from search.errors import BuildError, CorruptGenerationError
from search.model import Article, DateInterval, DatePrecision, LeaderLink, Links, Sort
from search.query.plan import DateCounts, DateFilter, Everything, FacetRequest, Filters, Plan, Prefix, Word
from search.query.ranking import Ranking

ANALYZER = Analyzer()
WORDS = [
    "presiden",
    "menteri",
    "rapat",
    "kerja",
    "sama",
    "ekonomi",
    "gempa",
    "banjir",
    "pemilu",
    "pajak",
    "korupsi",
    "sidang",
]


def article(number: int, text: str = "", day: int = 1) -> Article:
    """An article with some words of its own."""
    rng = random.Random(number)
    body = text or " ".join(rng.choices(WORDS, k=40))
    return Article(
        f"a{number}",
        " ".join(rng.choices(WORDS, k=4)),
        (body,),
        published=datetime(2024, 1, day, tzinfo=UTC),
        date_precision=DatePrecision.SECOND,
    )


Make = Callable[..., tuple[BuildReport, Path]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Build into a new directory."""
    number = iter(range(10_000))

    def made(articles: Iterable[Article] = (), base: Path | None = None, **more: object) -> tuple[BuildReport, Path]:
        directory = tmp_path / f"g{next(number)}"
        directory.mkdir()
        changes = Changes(articles, analyzer=ANALYZER, base=base, **more)  # type: ignore[arg-type]
        return WhooshEngine().build(directory, changes), directory

    return made


def opened(directory: Path) -> WhooshReader:
    """Open a directory."""
    return WhooshEngine().open(directory, ANALYZER, 1 << 22)


def everything(reader: WhooshReader) -> list[str]:
    """All ids, newest first."""
    return [hit.id for hit in reader.search(Plan(Everything(), sort=Sort.NEWEST, limit=10_000)).hits]


def inodes(directory: Path) -> dict[str, int]:
    """The files of a directory with their inodes."""
    return {path.name: path.stat().st_ino for path in directory.iterdir()}


# --- full builds ---


@pytest.mark.parametrize("jobs", [1, 2])
def test_chunks_and_processes_change_nothing(make: Make, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """One segment or many, one process or two: the same index, to the byte."""
    _, whole = make(map(article, range(90)))
    monkeypatch.setattr(build_module, "CHUNK", 17)
    _, chunked = make(map(article, range(90)), jobs=jobs)
    assert len(read_toc(chunked).segments) == 1
    assert [x.id for x, _ in opened(chunked).articles()] == [f"a{n}" for n in range(90)]
    plan = Plan(Word("gempa", ("gempa",), ("gempa",)), limit=90)
    assert opened(chunked).search(plan) == opened(whole).search(plan)
    assert list(opened(chunked).terms("body", "stem")) == list(opened(whole).terms("body", "stem"))


def test_the_last_of_an_id_wins_and_superseded_ones_go(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaced articles are not in the index, nor in its statistics, wherever they stood."""
    monkeypatch.setattr(build_module, "CHUNK", 2)
    articles = [article(1), article(2), article(3), article(1, "gempa besar"), article(4)]
    report, directory = make(articles, superseded=lambda: {2})
    reader = opened(directory)
    assert report.documents == 3
    assert {x.id: x.body for x, _ in reader.articles()}["a1"] == ("gempa besar",)
    assert sorted(everything(reader)) == ["a1", "a2", "a4"]
    assert reader.stats().deleted == 0


def test_an_empty_build_opens(make: Make) -> None:
    """No articles at all."""
    report, directory = make()
    assert report.documents == 0
    counted = FacetRequest(True, True, DateCounts(DateInterval.MONTH, "Asia/Jakarta"))
    dates = DateFilter(0, None, date(1970, 1, 1), None)
    for sort in Sort:
        for clause in (Word("x", ("x",), ("x",)), Everything(), Prefix("kata")):
            plan = Plan(clause, filters=Filters(dates=dates), facets=counted, sort=sort, collapse_stories=True)
            page = opened(directory).search(plan)
            assert (page.total, page.hits) == (0, ())
            assert page.leader == RawTerms({}, 0)
            assert page.date == RawDates({}, {}, 0)
    assert opened(directory).stats().first_day is None
    _, grown = make([article(1)], base=directory)
    assert everything(opened(grown)) == ["a1"]


def test_a_failing_linker_fails_the_build(make: Make) -> None:
    """Errors of others pass through."""

    def link(_: Article) -> Links:
        raise LookupError("no such leader")

    for jobs in (1, 2):
        with pytest.raises(LookupError, match="no such leader"):
            make([article(1)], link=link, jobs=jobs)


def test_a_full_build_needs_an_analyzer(tmp_path: Path) -> None:
    """Said as a BuildError."""
    with pytest.raises(BuildError, match="analyzer"):
        WhooshEngine().build(tmp_path, Changes([article(1)]))


# --- builds on a base ---


def test_an_add_links_every_file_and_never_touches_the_base(make: Make) -> None:
    """Segment files are shared by inode, the base is the same to the byte, and there are few new files."""
    _, base = make(map(article, range(30)))
    before = {path.name: path.read_bytes() for path in base.iterdir()}
    _, grown = make([article(30), article(3, "gempa besar")], base=base, delete=frozenset({"a7"}))
    assert {path.name: path.read_bytes() for path in base.iterdir()} == before
    shared = inodes(base).items() & inodes(grown).items()
    assert {name for name, _ in shared} == {name for name in before if name.startswith("MAIN_")}
    reader = opened(grown)
    assert set(everything(reader)) == {f"a{n}" for n in range(31) if n != 7}
    assert reader.fetch(["a3"])[0].body == ("gempa besar",)
    assert set(everything(opened(base))) == {f"a{n}" for n in range(30)}


def test_a_relink_writes_links_alone(make: Make) -> None:
    """Everything but the links files is hard-linked."""
    _, base = make(map(article, range(20)))
    links = Links("antara", (LeaderLink("xi-jinping", (), True, False, 3),))
    _, relinked = make(base=base, link=lambda _: links, relink=True)
    changed = {n for n, inode in inodes(relinked).items() if n.startswith("MAIN_") and inodes(base)[n] != inode}
    assert {name.rsplit(".")[-1] for name in changed} == {"links"}
    assert opened(relinked).links(["a5"]) == [links]
    assert opened(relinked).facet_counts("leader") == {"xi-jinping": 20}


def test_many_adds_leave_few_segments_and_lose_nothing(make: Make) -> None:
    """Tiers merge; deleted documents count in the statistics until a compact."""
    _, place = make(map(article, range(100)))
    for number in range(100, 130):
        _, place = make([article(number), article(number - 50, "gempa kecil")], base=place)
    reader = opened(place)
    assert len(read_toc(place).segments) <= 8
    assert set(everything(reader)) == {f"a{n}" for n in range(130)}
    assert (reader.stats().documents, reader.stats().deleted) == (130, 30)
    _, compacted = make(base=place, compact=True)
    assert len(read_toc(compacted).segments) == 1
    assert (opened(compacted).stats().documents, opened(compacted).stats().deleted) == (130, 0)
    assert [x for x, _ in opened(compacted).articles()] == [x for x, _ in reader.articles()]


def test_an_article_deleted_and_added_at_once_stays(make: Make) -> None:
    """What the same changes bring anew is not lost to their deletions."""
    _, base = make(map(article, range(3)))
    _, grown = make([article(1)], base=base, delete=frozenset({"a1", "a2"}))
    assert set(everything(opened(grown))) == {"a0", "a1"}


def test_unchanged_articles_are_not_written_again(make: Make) -> None:
    """An add of what is there says so and adds no segment."""
    _, base = make(map(article, range(5)))
    report, same = make(map(article, range(5)), base=base)
    assert (report.unchanged, report.added, report.updated) == (5, 0, 0)
    assert len(read_toc(same).segments) == 1


def test_a_compact_of_deleted_articles_leaves_nothing(make: Make) -> None:
    """An index may become empty, and grow again."""
    _, base = make(map(article, range(3)))
    _, gone = make(base=base, delete=frozenset({"a0", "a1", "a2"}))
    assert (opened(gone).stats().documents, opened(gone).stats().deleted) == (0, 3)
    _, compacted = make(base=gone, compact=True)
    assert (opened(compacted).stats().documents, opened(compacted).stats().deleted) == (0, 0)
    _, grown = make([article(7)], base=compacted)
    assert everything(opened(grown)) == ["a7"]


def test_a_prefix_takes_the_most_frequent_terms(make: Make, tmp_path: Path) -> None:
    """Of more terms than a prefix may have, those that most articles hold count, over two segments, and the page says so."""
    rng = random.Random(8)
    texts = [" ".join(f"kata{rng.randrange(260):03}" for _ in range(30)) for _ in range(90)]
    articles = [article(number, text) for number, text in enumerate(texts)]
    _, base = make(articles[:70])
    _, grown = make(articles[70:], base=base)
    memory, oracle = tmp_path / "memory", MemoryEngine()
    memory.mkdir()
    oracle.build(memory, Changes(articles, analyzer=ANALYZER))
    for prefix in ("kata", "kata1"):
        plan = Plan(Prefix(prefix), limit=100, ranking=Ranking.plain())
        found, wanted = opened(grown).search(plan), oracle.open(memory, ANALYZER, 1).search(plan)
        assert found.cut_prefixes == wanted.cut_prefixes == (("kata",) if prefix == "kata" else ())
        assert found.total == wanted.total
        assert {x.id: pytest.approx(x.score, rel=1e-4) for x in wanted.hits} == {x.id: x.score for x in found.hits}


# --- stories ---


def test_stories_fold_into_their_best_hit(make: Make) -> None:
    """Agency copies, built together or added later, are one hit with the others beside it."""
    agency = " ".join(random.Random(0).choices([f"kata{n}" for n in range(900)], k=120)) + " gempa"
    _, base = make([article(1, agency, day=1), article(2, agency + " lagi", day=3), article(3, "gempa di laut")])
    _, grown = make([article(4, "Bandung " + agency, day=2)], base=base)
    reader = opened(grown)
    plan = Plan(Word("gempa", ("gempa",), ("gempa",)), sort=Sort.NEWEST, collapse_stories=True)
    page = reader.search(plan)
    assert page.total == 2
    assert {hit.id: hit.story for hit in page.hits} == {"a2": ("a4", "a1"), "a3": ()}
    by_score = reader.search(Plan(plan.clause, collapse_stories=True, limit=1))
    assert by_score.total == 2
    assert len(by_score.hits) == 1
    _, left = make(base=grown, delete=frozenset({"a2"}))
    assert {hit.id: hit.story for hit in opened(left).search(plan).hits} == {"a4": ("a1",), "a3": ()}


# --- damage ---


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a damaged TOC open
def test_damage_is_a_corrupt_generation(make: Make, tmp_path: Path) -> None:
    """A file that is missing, cut or overwritten at its start or end is reported when opened or searched, never a crash."""
    _, base = make(map(article, range(40)))
    plan = Plan(Word("gempa", ("gempa",), ("gempa",)))
    whole = opened(base).search(plan)
    for path in sorted(base.iterdir()):
        for kind, damage in _DAMAGES.items():
            copy = tmp_path / f"{path.name}-{kind}"
            shutil.copytree(base, copy)
            damage(copy / path.name)
            found = answered(copy, plan)
            assert found in (None, whole), f"{path.name} {kind}"


def answered(directory: Path, plan: Plan) -> RawPage | None:
    """The page and its articles from a damaged directory; None when it says that it is damaged."""
    try:
        reader = opened(directory)
        page = reader.search(plan)
        reader.fetch([hit.id for hit in page.hits])
    except CorruptGenerationError:
        return None
    return page


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwrite(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place : place + 8 if place >= 0 else None] = b"\xff" * len(data[place : place + 8 if place >= 0 else None])
    path.write_bytes(bytes(data))


_DAMAGES: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "cut": _cut,
    "empty": lambda path: path.write_bytes(b"") and None,
    "head": lambda path: _overwrite(path, 0),
    "tail": lambda path: _overwrite(path, -8),
}
