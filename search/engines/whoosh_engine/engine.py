"""The Whoosh engine: builds directories and opens them (`engines.base.Engine`)."""

from __future__ import annotations

from pathlib import Path

from search.analysis import Analyzer
from search.errors import BuildError

from ..base import BuildReport, Changes
from .build import FullBuild, IncrementalBuild
from .collapse import Stories
from .reader import WhooshReader
from .store import FORMAT, OPENING, Guard, open_snapshot
from .story_files import read_numbers


class WhooshEngine:
    """Whoosh's index with postings, links and dates as arrays."""

    name = "whoosh"
    format = FORMAT

    def build(self, directory: Path, changes: Changes) -> BuildReport:
        """Write a complete index into `directory`, which exists and is empty.  Raises BuildError; never touches `base`."""
        try:
            if changes.base is None:
                return FullBuild(directory, changes).run()
            return IncrementalBuild(directory, changes, changes.base).run()
        except OSError as problem:
            what = f"{problem.filename or directory}: {problem.strerror or problem}"
            raise BuildError(f"{what}. Free space or fix permissions, then build again.") from problem

    def open(self, directory: Path, analyzer: Analyzer, cache_bytes: int) -> WhooshReader:
        """Open a directory that `build` wrote.  Raises CorruptGenerationError."""
        with Guard(directory, OPENING):
            snapshot, meta = open_snapshot(directory)
            stories = Stories.of_numbers(read_numbers(directory, snapshot.documents))
        return WhooshReader(directory, snapshot, meta.reference, stories, cache_bytes)
