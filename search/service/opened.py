"""A published generation, opened: its reader, and its own analyzer and tables."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ..analysis import Analyzer
from ..engines.base import EngineStats, Reader
from ..engines.registry import engine_named
from ..entities.gazetteer import open_gazetteer
from ..entities.linker import Linker
from ..entities.outlets import open_outlets
from ..generations import Collection, Manifest
from ..generations.layout import ANALYSIS, ENGINE, ENTITIES, LEADERS_FILE, OUTLETS_FILE, SUGGESTIONS
from ..query.aliases import open_aliases
from ..query.planner import Planner
from ..suggest import Suggester, open_suggester
from .naming import Naming
from .suggesting import known_acronyms, known_names
from .vocabulary import Vocabulary

_VOCABULARY_BYTES = 8 << 20
"""The most of the cache setting that the terms for corrections may take on top of it."""


class OpenGeneration:
    """Everything that answers come from.  Safe to share between threads; nothing in it changes.

    What every query needs is read at once, so that nothing is missing when the files are pruned and damage shows here.
    """

    def __init__(
        self, directory: Path, manifest: Manifest, reader: Reader, analyzer: Analyzer, vocabulary: Vocabulary
    ) -> None:
        self.directory = directory
        self.manifest = manifest
        self.reader = reader
        self.analyzer = analyzer
        self.gazetteer = open_gazetteer(directory / ENTITIES / LEADERS_FILE)
        self.outlets = open_outlets(directory / ENTITIES / OUTLETS_FILE)
        self.aliases = open_aliases(directory / ANALYSIS)
        self.vocabulary = vocabulary

    @property
    def name(self) -> str:
        """The generation's name."""
        return self.manifest.generation

    @cached_property
    def stats(self) -> EngineStats:
        """Figures of the index."""
        return self.reader.stats()

    @cached_property
    def naming(self) -> Naming:
        """Ids to labels and typed names to ids."""
        return Naming(self.gazetteer, self.outlets, self.reader)

    @cached_property
    def planner(self) -> Planner:
        """Understands queries with this generation's analyzer and names."""
        return Planner(self.analyzer, self.aliases, self.naming.named)

    @cached_property
    def linker(self) -> Linker:
        """Finds leaders in articles as this generation's links were found."""
        return Linker(self.gazetteer)

    @cached_property
    def suggester(self) -> Suggester:
        """Completes what is being typed."""
        names = (*known_names(self.naming), *known_acronyms(self.aliases, self.frequency))
        return open_suggester(self.directory / SUGGESTIONS, names)

    def frequency(self, term: str) -> int:
        """Articles that hold a term of the exact stream."""
        return self.reader.frequency("exact", term)


def open_generation(collection: Collection, manifest: Manifest, cache_bytes: int) -> OpenGeneration:
    """Open a verified generation.  Raises CorruptGenerationError."""
    directory = collection.path(manifest.generation)
    analyzer = Analyzer.open(directory / ANALYSIS)
    analyzer.query_tokens("siap")  # reads its tables
    reader = engine_named(manifest.engine).open(directory / ENGINE, analyzer, cache_bytes)
    vocabulary = Vocabulary(reader, min(cache_bytes, _VOCABULARY_BYTES))
    return OpenGeneration(directory, manifest, reader, analyzer, vocabulary)
