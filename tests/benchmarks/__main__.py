"""Measure this engine against its peers: `python -m tests.benchmarks --docs 50000` (`make bench DOCS=50000`).

Same machine, same run, same documents, same queries, same facets.  Every peer is built in the working directory and reused when
it is there, so that a second run measures queries only.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from search.analysis import Analyzer
from search.engines.base import Changes
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine.reader import WhooshReader

from .corpus import Corpus
from .ours import default_plan, plan_of
from .page import OurPage, typed
from .peer_fts5 import Fts5
from .peer_pages import same_streams, stock_whoosh
from .peer_tantivy import Tantivy
from .peer_whoosh import StockWhoosh
from .peers import Peer, documents
from .queries import BenchQuery, Terms, classes
from .report import Report
from .serving import CACHE_BYTES, memory_of_a_worker
from .timing import Stage, measured, peak_bytes

PEERS: dict[str, type[Peer]] = {"tantivy": Tantivy, "fts5": Fts5, "whoosh": StockWhoosh}
REFERENCE = datetime(2025, 1, 1, tzinfo=UTC)
ROUNDS = 15
PEER_ROUNDS = {"tantivy": 15, "fts5": 3, "whoosh": 1}


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure, and where to put it."""

    docs: int
    out: Path
    work: Path
    peers: Sequence[str]
    jobs: int
    rounds: int


def options_of(arguments: Sequence[str]) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--docs", type=int, default=5_000)
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    parser.add_argument("--work", type=Path, help="where indexes are built and kept (default: a temporary directory)")
    parser.add_argument("--peers", default="tantivy,fts5,whoosh", help="comma-separated; empty = none")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    work = given.work or Path(tempfile.mkdtemp(prefix="telisik-bench-"))
    return Options(given.docs, given.out, work, [p for p in given.peers.split(",") if p], given.jobs, given.rounds)


class Bench:
    """One run."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._corpus = Corpus(options.docs)
        self._analyzer = Analyzer()
        self._report = Report(options.docs, {name: PEERS[name].version for name in options.peers})
        self._report.versions["whoosh-index"] = version("whoosh")

    def run(self) -> Report:
        """Build and measure everything."""
        self._build_ours()
        reader = self._open_ours()
        terms = self._terms(reader)
        wanted = classes(terms, [f"media-{n}" for n in range(5, 30)])
        self._measure_ours(reader, wanted)
        directory = self._options.work / f"ours-{self._options.docs}" / "engine"
        self._report.memory = memory_of_a_worker(directory, [q for queries in wanted.values() for q in queries])
        page = OurPage(reader, self._analyzer)
        asked = wanted["AND of 2"]
        for query in asked:
            page(typed(query))
        self._report.add_page("ours", measured([_call(page, typed(q)) for q in asked], self._options.rounds))
        self._report.finish()
        for name in self._options.peers:
            self._measure_peer(name, wanted)
            self._report.finish()
            self._report.write(self._options.out)
        return self._report

    # --- ours ---

    def _directory(self, name: str) -> tuple[Path, bool]:
        directory = self._options.work / f"{name}-{self._options.docs}"
        ready = (directory / "done").exists()
        if not ready:
            shutil.rmtree(directory, ignore_errors=True)
            directory.mkdir(parents=True)
        return directory, ready

    def _build_ours(self) -> None:
        directory, ready = self._directory("ours")
        if not ready:
            made = list(self._corpus)
            links = {each.article.id: each.links for each in made}
            (directory / "engine").mkdir()
            articles = (each.article for each in made)
            changes = Changes(articles, lambda a: links[a.id], self._analyzer, REFERENCE, jobs=self._options.jobs)
            with Stage() as stage:
                report = WhooshEngine().build(directory / "engine", changes)
            self._report.build["ours"] = _rates(self._options.docs, stage) | {
                "jobs": self._options.jobs,
                "seconds_by_stage": {name: round(s, 2) for name, s in report.seconds.items()},
            }
            self._report.build["ours"]["peak_bytes"] = peak_bytes()
            _keep(directory, self._report.build["ours"])
        self._report.build["ours"] = _kept(directory)
        self._report.disk["ours_bytes"] = _size(directory / "engine")

    def _open_ours(self) -> WhooshReader:
        directory = self._options.work / f"ours-{self._options.docs}" / "engine"
        return WhooshEngine().open(directory, self._analyzer, CACHE_BYTES)

    def _terms(self, reader: WhooshReader) -> Terms:
        frequencies = {t: n for t, n in reader.terms("body", "stem") if n >= 3}
        names = []
        for leader in self._corpus.leaders:
            forms = [form.stem[0] for piece in self._analyzer.pieces(leader) for form in self._analyzer.forms(piece)]
            if len(forms) == 2 and all(form in frequencies for form in forms):
                names.append((forms[0], forms[1]))
        return Terms(frequencies, self._options.docs, names)

    def _measure_ours(self, reader: WhooshReader, wanted: dict[str, list[BenchQuery]]) -> None:
        rounds = self._options.rounds
        for name, queries in wanted.items():
            plans = [plan_of(query) for query in queries]
            totals = sorted(reader.search(plan).total for plan in plans)
            calls = [_call(reader.search, plan) for plan in plans]
            self._report.add_class(name, "ours", measured(calls, rounds))
            self._report.add_class(name, "cold", measured(calls, 3, before=reader.forget))
            default = [_call(reader.search, default_plan(query)) for query in queries]
            self._report.add_class(name, "default", measured(default, max(3, rounds // 3)))
            self._report.classes[name]["hits"] = totals[len(totals) // 2]

    # --- peers ---

    def _measure_peer(self, name: str, wanted: dict[str, list[BenchQuery]]) -> None:
        peer = PEERS[name]()
        directory, ready = self._directory(name)
        if not ready:
            given = documents(self._corpus, self._analyzer)
            given = list(given) if self._options.docs <= 100_000 else given
            with Stage() as stage:
                peer.build(directory, given)
            self._report.build[name] = _rates(self._options.docs, stage)
            del given
            _keep(directory, self._report.build[name])
        self._report.build[name] = _kept(directory)
        self._report.disk[f"{name}_bytes"] = _size(directory)
        peer.open(directory)
        rounds = min(self._options.rounds, PEER_ROUNDS[name])
        for class_name, queries in wanted.items():
            some = queries if name != "whoosh" or "function" not in class_name else queries[:6]
            self._report.add_class(class_name, name, measured([peer.prepared(query) for query in some], rounds))
        pages = {"tantivy": same_streams, "whoosh": stock_whoosh}
        if name in pages:
            calls = [pages[name](peer, query) for query in wanted["AND of 2"]]
            self._report.add_page(name, measured(calls, rounds))


def _call(function, *arguments):  # type: ignore[no-untyped-def]
    return lambda: function(*arguments)


def _rates(docs: int, stage: Stage) -> dict[str, float]:
    return {
        "wall_seconds": round(stage.wall, 2),
        "cpu_seconds": round(stage.cpu, 2),
        "docs_per_second": round(docs / stage.wall, 1),
        "docs_per_cpu_second": round(docs / stage.cpu, 1),
    }


def _keep(directory: Path, record: dict[str, Any]) -> None:
    """Mark a build as done, with its figures."""
    (directory / "done").write_text(json.dumps(record), "utf-8")


def _kept(directory: Path) -> dict[str, Any]:
    """The figures of a build that was done in this run or before."""
    record: dict[str, Any] = json.loads((directory / "done").read_text("utf-8") or "{}")
    return record


def _size(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def main(arguments: Sequence[str]) -> int:
    """Run, write, print."""
    options = options_of(arguments)
    report = Bench(options).run()
    report.write(options.out)
    sys.stdout.write(report.table() + f"\n\n{options.out} written; indexes in {options.work}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
