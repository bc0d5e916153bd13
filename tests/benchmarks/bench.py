"""One run: build everything, measure ours in turns with tantivy, then the slower peers.

Same machine, same run, same documents, same queries, same facets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from search.analysis import Analyzer
from search.engines.base import Reader
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine.reader import WhooshReader
from search.settings import Settings

from .builds import PEERS, Builds
from .class_table import ClassTable
from .corpus import leader_names
from .highlighting import measured_fragments
from .indosum import real_classes
from .measuring import Wanted, measure_ours, measure_pages, measure_peer, measure_stages, measure_stock_page
from .page import PAGES, OurPage
from .peers import Peer
from .progress import say, told
from .queries import Terms, classes
from .report import Report
from .serving import memory_of_a_worker
from .subject import Subject, indosum, synthetic

SLOW_ROUNDS = {"fts5": 3, "whoosh": 1}
"""The most rounds of the slow ones, which vary little; they are measured by themselves, the others in turns with ours."""
PARTS = ("rebuild", "indosum")
"""What can be left out of a run."""
FILTERED = [f"media-{number}" for number in range(5, 30)]
"""The outlets of the filtered classes: neither the largest nor the smallest."""


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
    """One run; written after every step, so that one that is cut short leaves what it had."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._analyzer = Analyzer()
        self._builds = Builds(options.work, options.jobs, self._analyzer)
        versions = {"whoosh-index": version("whoosh"), **{name: PEERS[name].version for name in options.peers}}
        self._report = Report(options.docs, versions, options.rounds)

    def run(self) -> Report:
        """Everything that was asked for."""
        subject = synthetic(self._options.docs, self._options.work)
        self._measure(subject)
        if "rebuild" not in self._options.skip:
            self._report.rebuild = self._builds.rebuild(subject)
            self._written()
        real = indosum()
        if real is None:
            say("no real articles beside the checkout: left out")
        elif "indosum" not in self._options.skip:
            self._measure_real(real)
            self._written()
        return self._report

    def _measure(self, subject: Subject) -> None:
        """The corpus: classes, memory, fragments, pages."""
        report, rounds = self._report, self._options.rounds
        built, reader = self._builds.ours(subject), self._opened(subject)
        report.add_build("ours", built)
        wanted = classes(self._terms(reader), FILTERED)
        for name in self._options.peers:
            report.add_build(name, self._builds.peer(name, subject))
        self._builds.forget_prepared(subject)
        beside = self._beside(subject)
        with told("queries of ours and of tantivy"):
            measure_ours(report.classes, reader, beside, wanted, rounds)
        with told("memory of a worker"):
            asked = [query for queries in wanted.values() for query in queries]
            report.memory = memory_of_a_worker(built.directory, subject.docs, asked)
        with told("snippets"):
            report.snippets = measured_fragments(reader, self._analyzer, wanted, rounds)
        with told("pages"):
            page = OurPage(reader, self._analyzer)
            measure_pages(report.pages, page, beside, wanted, rounds)
            measure_stages(report.stages, page, wanted[PAGES[0]], rounds)
        self._written()
        for peer in self._slow(report.classes, subject, wanted):
            measure_stock_page(report.pages, peer, wanted)
        self._written()

    def _measure_real(self, subject: Subject) -> None:
        """Real articles: classes alone."""
        reader, beside = self._opened(subject), self._beside(subject)
        wanted = real_classes(reader, self._analyzer, subject.file)
        self._report.indosum_docs = subject.docs
        with told("queries of real articles"):
            measure_ours(self._report.indosum, reader, beside, wanted, self._options.rounds)
        self._slow(self._report.indosum, subject, wanted)
        self._builds.forget_prepared(subject)

    def _beside(self, subject: Subject) -> list[Peer]:
        """The peers that are measured in turns with ours."""
        return [self._peer(name, subject) for name in self._options.peers if name not in SLOW_ROUNDS]

    def _slow(self, table: ClassTable, subject: Subject, wanted: Wanted) -> list[Peer]:
        """The others, open and measured."""
        peers = []
        for name in self._options.peers:
            if name in SLOW_ROUNDS:
                peers.append(self._peer(name, subject))
                with told(f"queries of {name}"):
                    measure_peer(table, peers[-1], wanted, min(self._options.rounds, SLOW_ROUNDS[name]))
                self._written()
        return peers

    def _peer(self, name: str, subject: Subject) -> Peer:
        peer = PEERS[name]()
        peer.open(self._builds.peer(name, subject).directory)
        return peer

    def _opened(self, subject: Subject) -> WhooshReader:
        directory = self._builds.ours(subject).directory
        return WhooshEngine().open(directory, self._analyzer, Settings().cache_for(subject.docs))

    def _terms(self, reader: Reader) -> Terms:
        """The vocabulary of the index, and the leaders whom it knows by both names."""
        frequencies = {term: count for term, count in reader.terms("body", "stem") if count >= 3}
        names = []
        for leader in leader_names():
            forms = [form.stem[0] for piece in self._analyzer.pieces(leader) for form in self._analyzer.forms(piece)]
            if len(forms) == 2 and all(form in frequencies for form in forms):
                names.append((forms[0], forms[1]))
        return Terms(frequencies, self._options.docs, names)

    def _written(self) -> None:
        self._report.write(self._options.out)
