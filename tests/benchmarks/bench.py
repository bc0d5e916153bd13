"""One run: build, measure ours, measure the peers, measure pages with all of them at hand.

Same machine, same run, same documents, same queries, same facets.  What is built stays in the working folder and is used
again by the next run there.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from search.analysis import Analyzer
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine.reader import WhooshReader

from .building import apart, built_apart
from .class_table import ClassTable
from .corpus import leader_names
from .highlighting import fragments, measure_fragments
from .indosum import real_classes
from .measuring import Wanted, measure_ours, measure_pages, measure_peer, measure_stages
from .once import Figures, once, size
from .page import PAGES, OurPage
from .peer_fts5 import Fts5
from .peer_tantivy import Tantivy
from .peer_whoosh import StockWhoosh
from .peers import Peer, documents
from .prepared import Prepared
from .progress import told
from .queries import Terms, classes
from .report import Report
from .serving import CACHE_BYTES, memory_of_a_worker
from .subject import Subject, drawn, indosum, synthetic
from .timing import Stage

PEERS: dict[str, type[Peer]] = {"tantivy": Tantivy, "fts5": Fts5, "whoosh": StockWhoosh}
PEER_ROUNDS = {"tantivy": 15, "fts5": 3, "whoosh": 1}
PARTS = ("rebuild", "indosum")
"""What can be left out of a run."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure, and where to put it."""

    docs: int
    out: Path
    work: Path
    peers: Sequence[str]
    jobs: int
    rounds: int
    skip: Sequence[str]


class Bench:
    """One run."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._analyzer = Analyzer()
        versions = {"whoosh-index": version("whoosh"), **{name: PEERS[name].version for name in options.peers}}
        self._report = Report(options.docs, versions, options.rounds)

    def run(self) -> Report:
        """Everything that was asked for; written after every step, so that a run cut short leaves what it had."""
        subject = synthetic(self._options.docs, self._options.work)
        reader, wanted = self._measure_ours(subject)
        self._written()
        peers = [self._measured_peer(name, subject, wanted) for name in self._options.peers]
        shutil.rmtree(self._directory("prepared", subject), ignore_errors=True)
        with told("pages"):
            page = OurPage(reader, self._analyzer)
            measure_pages(self._report.pages, page, peers, wanted, self._options.rounds)
            measure_stages(self._report.stages, page, wanted[PAGES[0]], self._options.rounds)
        self._written()
        if "rebuild" not in self._options.skip:
            self._rebuild(subject)
        if "indosum" not in self._options.skip:
            self._measure_indosum()
        self._written()
        return self._report

    def _written(self) -> None:
        self._report.write(self._options.out)

    # --- ours ---

    def _measure_ours(self, subject: Subject) -> tuple[WhooshReader, Wanted]:
        reader = self._opened(subject)
        self._report.build["ours"], self._report.disk["ours_bytes"] = self._built(subject)
        wanted = classes(self._terms(reader), [f"media-{n}" for n in range(5, 30)])
        with told("our queries"):
            measure_ours(self._report.classes, reader, wanted, self._options.rounds)
        with told("memory of a worker"):
            every = [query for queries in wanted.values() for query in queries]
            self._report.memory = memory_of_a_worker(self._engine(subject), every)
        with told("snippets"):
            calls = list(fragments(reader, self._analyzer, wanted))
            if calls:
                times = measure_fragments(calls, self._options.rounds)
                self._report.snippets = {"queries": len(calls)} | {k: round(v, 4) for k, v in times.record().items()}
        return reader, wanted

    def _directory(self, name: str, subject: Subject) -> Path:
        return self._options.work / f"{name}-{subject.name}"

    def _engine(self, subject: Subject) -> Path:
        return self._directory("ours", subject) / "engine"

    def _built(self, subject: Subject) -> tuple[Figures, int]:
        """The figures of our build, and its bytes."""
        engine = self._engine(subject)

        def make() -> Figures:
            engine.mkdir()
            file = drawn(subject)
            with told(f"build ours of {subject.docs:,} articles"):
                return built_apart(file, engine, self._options.jobs)

        return once(engine.parent, make), size(engine)

    def _opened(self, subject: Subject) -> WhooshReader:
        self._built(subject)
        return WhooshEngine().open(self._engine(subject), self._analyzer, CACHE_BYTES)

    def _terms(self, reader: WhooshReader) -> Terms:
        frequencies = {term: count for term, count in reader.terms("body", "stem") if count >= 3}
        names = []
        for leader in leader_names():
            forms = [form.stem[0] for piece in self._analyzer.pieces(leader) for form in self._analyzer.forms(piece)]
            if len(forms) == 2 and all(form in frequencies for form in forms):
                names.append((forms[0], forms[1]))
        return Terms(frequencies, self._options.docs, names)

    def _rebuild(self, subject: Subject) -> None:
        directory = self._directory("rebuilt", subject)

        def make() -> Figures:
            file, indexes = drawn(subject).file.path, directory / "indexes"
            with told(f"rebuild {subject.docs:,} articles from JSON Lines, add, open, compact"):
                figures = apart("rebuilding", subject.docs, file, indexes, self._options.jobs)
            shutil.rmtree(indexes)
            return figures

        self._report.rebuild = once(directory, make)

    # --- peers ---

    def _measured_peer(self, name: str, subject: Subject, wanted: Wanted) -> Peer:
        peer = self._built_peer(name, subject)
        self._report.build[name] = once(self._directory(name, subject), dict)
        self._report.disk[f"{name}_bytes"] = size(self._directory(name, subject))
        self._measure_peer(self._report.classes, peer, wanted)
        self._written()
        return peer

    def _measure_peer(self, table: ClassTable, peer: Peer, wanted: Wanted) -> None:
        with told(f"queries of {peer.name}"):
            measure_peer(table, peer, wanted, min(self._options.rounds, PEER_ROUNDS[peer.name]))

    def _built_peer(self, name: str, subject: Subject) -> Peer:
        """A peer, open."""
        directory, peer = self._directory(name, subject), PEERS[name]()

        def make() -> Figures:
            prepared = self._prepared(subject)
            with told(f"build {name} of {subject.docs:,} articles"), Stage() as stage:
                peer.build(directory, prepared)
            return stage.rates(subject.docs)

        once(directory, make)
        peer.open(directory)
        return peer

    def _prepared(self, subject: Subject) -> Prepared:
        """The peers' documents; analysed when the first peer is built."""
        directory = self._directory("prepared", subject)
        prepared = Prepared(directory / "documents")

        def make() -> Figures:
            with told(f"analyse {subject.docs:,} articles for the peers"):
                prepared.write(documents(drawn(subject).file, subject.link, self._analyzer))
            return {}

        once(directory, make)
        return prepared

    # --- real articles ---

    def _measure_indosum(self) -> None:
        subject = indosum()
        if subject is None:
            with told("no real articles beside the checkout: left out"):
                return
        reader = self._opened(subject)
        wanted = real_classes(reader, self._analyzer, subject.file)
        self._report.indosum_docs = subject.docs
        with told("our queries of real articles"):
            measure_ours(self._report.indosum, reader, wanted, self._options.rounds)
        for name in self._options.peers:
            self._measure_peer(self._report.indosum, self._built_peer(name, subject), wanted)
