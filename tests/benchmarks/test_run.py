"""A whole measurement in the small: everything runs, every engine finds the same, everything is in the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("tantivy", reason="the extra `bench` is not installed")

from tests.benchmarks.__main__ import main, options_of
from tests.benchmarks.article_file import ArticleFile
from tests.benchmarks.bars import bars
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.once import once, size
from tests.benchmarks.page import PAGES
from tests.benchmarks.rebuilding import ADDED, rebuild

DOCS = 250


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def record(work: Path) -> dict[str, Any]:
    """The `bench.json` of a small run against two peers."""
    given = f"--docs {DOCS} --work {work} --out {work / 'bench.json'} --peers tantivy,fts5 --rounds 1 --jobs 1"
    assert main([*given.split(), "--skip", "rebuild,indosum"]) == 0
    read: dict[str, Any] = json.loads((work / "bench.json").read_text("utf-8"))
    return read


def test_every_class_has_every_engine(record: dict[str, Any]) -> None:
    """Warm, cold, default ranking and both peers, with ratios."""
    engines = ("ours", "cold", "default", "tantivy", "fts5")
    assert all(row[f"{engine}_ms"] > 0 for row in record["classes"].values() for engine in engines)
    assert all(row["ratio_tantivy"] > 0 for row in record["classes"].values())


def test_all_engines_find_the_same(record: dict[str, Any]) -> None:
    """In every class and on every page: what is compared is the same work."""
    same = next(bar for bar in bars([record]) if bar.what.startswith("all engines"))
    assert (same.met, same.measured) == (True, "all")


def test_pages_and_their_stages(record: dict[str, Any]) -> None:
    """The bar's page stands at the top, all pages in rows, with both of tantivy's."""
    page = record["page"]
    assert tuple(page["rows"]) == PAGES
    assert page["ours_ms"] == page["rows"][PAGES[0]]["ours_ms"]
    assert all(row["ratio_tantivy"] > 0 and row["ratio_tantivy_stems"] > 0 for row in page["rows"].values())
    assert {"plan", "search and facets", "fetch", "titles", "snippets"} < page["stages"].keys()


def test_builds_and_sizes(record: dict[str, Any]) -> None:
    """Our build tells its peak, which is its own and not that of the process that measures."""
    ours = record["build"]["ours"]
    assert ours["docs_per_second"] > 0
    assert 10e6 < ours["peak_bytes"] < 400e6
    assert all(record["disk"][f"{name}_bytes"] > 0 for name in ("ours", "tantivy", "fts5"))
    assert record["memory"]["warm_bytes"] > record["memory"]["before_bytes"]


def test_what_peers_were_given_is_not_kept(record: dict[str, Any], work: Path) -> None:
    """At 500,000 articles it takes more room than an index."""
    assert {path.name for path in work.iterdir() if path.is_dir()} == {
        f"{name}-{DOCS}" for name in ("articles", "ours", "tantivy", "fts5")
    }


def test_a_rebuild_is_measured_to_its_end(tmp_path: Path) -> None:
    """Rebuild, adds, open and compact each leave a figure."""
    file = ArticleFile(tmp_path / "articles.jsonl")
    file.write(Corpus(60).articles())
    figures = rebuild(60, file.path, tmp_path / "indexes", 1)
    assert figures["documents"] == 60
    assert len(figures["add_ms"]) == ADDED
    assert min(figures["open_ms"], figures["compact_seconds"], figures["docs_per_second"]) > 0
    assert {"read", "tables", "index", "publish"} < figures["seconds_by_stage"].keys()


def test_work_is_done_once(tmp_path: Path) -> None:
    """A folder that was left half made is made anew; one that is done is not touched."""
    half = tmp_path / "built"
    half.mkdir()
    (half / "rest").write_text("of a run that was cut short")

    def make() -> dict[str, Any]:
        (half / "file").write_text("1234")
        return {"seconds": 3}

    assert once(half, make) == {"seconds": 3}
    assert size(half) == 4
    assert once(half, lambda: pytest.fail("made twice")) == {"seconds": 3}


def test_options() -> None:
    """Lists are split at commas, and may be empty."""
    options = options_of(["--peers", "", "--skip", "rebuild", "--docs", "7"])
    assert (options.peers, options.skip, options.docs) == ([], ["rebuild"], 7)
