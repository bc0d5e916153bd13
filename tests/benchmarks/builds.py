"""What a run builds in its working folder, each once: our index, the peers', and the product's own rebuild."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from search.analysis import Analyzer

from .building import apart, built_apart
from .once import Figures, once, size
from .peer_fts5 import Fts5
from .peer_tantivy import Tantivy
from .peer_whoosh import StockWhoosh
from .peers import Peer, documents
from .prepared import Prepared
from .progress import told
from .subject import Subject, drawn
from .timing import Stage

PEERS: dict[str, type[Peer]] = {"tantivy": Tantivy, "fts5": Fts5, "whoosh": StockWhoosh}


@dataclass(frozen=True, slots=True)
class Built:
    """A folder with an index, the figures of its build, and its bytes."""

    directory: Path
    figures: Figures
    bytes: int


@dataclass(frozen=True, slots=True)
class Builds:
    """One working folder.  What it already holds is not built again, and keeps the figures of its build."""

    work: Path
    jobs: int
    analyzer: Analyzer

    def ours(self, subject: Subject) -> Built:
        """Our index."""
        engine = self._directory("ours", subject) / "engine"

        def make() -> Figures:
            engine.mkdir()
            file = drawn(subject)
            with told(f"build ours of {subject.docs:,} articles"):
                return built_apart(file, engine, self.jobs)

        figures = once(engine.parent, make)
        return Built(engine, figures, size(engine))

    def peer(self, name: str, subject: Subject) -> Built:
        """A peer's index."""
        directory = self._directory(name, subject)

        def make() -> Figures:
            prepared = self._prepared(subject)
            with told(f"build {name} of {subject.docs:,} articles"), Stage() as stage:
                PEERS[name]().build(directory, prepared)
            return stage.rates(subject.docs)

        figures = once(directory, make)
        return Built(directory, figures, size(directory))

    def rebuild(self, subject: Subject) -> Figures:
        """The figures of the product's rebuild; its collection is not kept."""
        directory = self._directory("rebuilt", subject)

        def make() -> Figures:
            file, indexes = drawn(subject).file.path, directory / "indexes"
            with told(f"rebuild {subject.docs:,} articles from JSON Lines, add, open, compact"):
                figures = apart("rebuilding", subject.docs, file, indexes, self.jobs)
            shutil.rmtree(indexes)
            return figures

        return once(directory, make)

    def forget_prepared(self, subject: Subject) -> None:
        """Let go of what only the building of peers needs: it takes more room than an index."""
        shutil.rmtree(self._directory("prepared", subject), ignore_errors=True)

    def _prepared(self, subject: Subject) -> Prepared:
        """The peers' documents; analysed when the first peer is built."""
        directory = self._directory("prepared", subject)
        prepared = Prepared(directory / "documents")

        def make() -> Figures:
            with told(f"analyse {subject.docs:,} articles for the peers"):
                prepared.write(documents(drawn(subject).file, subject.link, self.analyzer))
            return {}

        once(directory, make)
        return prepared

    def _directory(self, name: str, subject: Subject) -> Path:
        return self.work / f"{name}-{subject.name}"
