"""What a build does: all articles anew, or some changes on top of a base.

A full build writes segments chunk by chunk and merges them.  An incremental one hard-links the segments of its base, marks
deleted documents in the table of contents, and writes one small segment.  Nothing that exists is ever rewritten in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

from search.errors import BuildError
from search.generations.sharing import share
from search.model import Article, Links
from search.stories import Numbers

from ..base import BuildReport, Changes
from ..records import article_from_json, article_to_json
from .chunk import ChunkWriter, Entry, Stopwatch
from .codec import TelisikSegment
from .fields import schema
from .links import LinkRows
from .snapshot import Segment, Snapshot
from .store import LINKS, Meta, file_of, open_segment, open_snapshot, write_links
from .story_files import no_numbers, read_numbers, write_numbers
from .tiers import compacted, settled
from .toc import Toc, new_segment, read_toc, segment_files, write_toc
from .workers import spread

CHUNK = 12_500
"""Articles in a segment of a build: what bounds its memory."""

_HALVED = 2_500
"""Two chunks that are not full are made equal, so that two processes end together, from this many articles on."""


def link_of(changes: Changes) -> Callable[[Article], Links]:
    """The linker of a build; without one nothing is linked."""
    return changes.link or (lambda _: Links())


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Articles to be written as a segment."""

    segment: TelisikSegment
    articles: Sequence[Article]


@dataclass(frozen=True, slots=True)
class _Written:
    """A segment that was written, the ids in it, and the seconds that it took."""

    segment: TelisikSegment
    ids: Sequence[str]
    watch: Stopwatch


class FullBuild:
    """All articles of `changes` into an empty directory."""

    def __init__(self, directory: Path, changes: Changes) -> None:
        if changes.analyzer is None:
            raise BuildError("a full build needs an analyzer.")
        self._directory = directory
        self._changes = changes
        self._watch = Stopwatch()
        self._writer = ChunkWriter(directory, changes.analyzer)

    def run(self) -> BuildReport:
        """Build."""
        segments, ids = self._write_chunks()
        _delete(segments, _replaced(ids) | self._changes.superseded())
        since = perf_counter()
        segments = compacted(self._directory, segments)
        since = self._watch.lap("merge", since)
        _finish(self._directory, segments, self._changes, no_numbers())
        self._watch.lap("stories", since)
        documents = sum(segment.doc_count() for segment in segments)
        return BuildReport(documents, added=documents, seconds=self._watch.seconds)

    def _write_chunks(self) -> tuple[list[TelisikSegment], list[str]]:
        segments: list[TelisikSegment] = []
        ids: list[str] = []
        for written in spread(self._changes.jobs, self._write, self._chunks()):
            segments.append(written.segment)
            ids.extend(written.ids)
            self._watch.add(written.watch)
            self._changes.progress(len(ids))
        return segments, ids

    def _chunks(self) -> Iterator[_Chunk]:
        articles, segments = iter(self._changes.articles), list[TelisikSegment]()
        since = perf_counter()
        while some := list(islice(articles, 2 * CHUNK)):
            self._watch.lap("read", since)
            size = -(-len(some) // 2) if len(some) >= _HALVED else len(some)
            for first in range(0, len(some), size):
                segments.append(new_segment(self._directory, segments))
                yield _Chunk(segments[-1], some[first : first + size])
            since = perf_counter()

    def _write(self, chunk: _Chunk) -> _Written:
        watch, since, link = Stopwatch(), perf_counter(), link_of(self._changes)
        entries = [Entry(article, link(article)) for article in chunk.articles]
        watch.lap("links", since)
        segment = self._writer.write(chunk.segment, entries, watch)
        return _Written(segment, [article.id for article in chunk.articles], watch)


def _replaced(ids: Sequence[str]) -> set[int]:
    """The ordinals of articles whose id comes again later."""
    last = {id: ordinal for ordinal, id in enumerate(ids)}
    return set() if len(last) == len(ids) else set(range(len(ids))) - set(last.values())


def _delete(segments: Sequence[TelisikSegment], numbers: Set[int]) -> None:
    """Mark documents deleted, numbered over all segments."""
    base = 0
    for segment in segments:
        own = segment.doc_count_all()
        for number in sorted(n - base for n in numbers if base <= n < base + own):
            segment.delete_document(number)
        base += own


def _finish(directory: Path, segments: Sequence[TelisikSegment], changes: Changes, known: Numbers) -> None:
    write_toc(directory, Toc(schema(), segments))
    write_numbers(directory, segments, known)
    Meta(changes.reference).write(directory)


class IncrementalBuild:
    """Changes on top of `changes.base` into an empty directory."""

    def __init__(self, directory: Path, changes: Changes, base: Path) -> None:
        self._directory = directory
        self._changes = changes
        self._base = base
        self._watch = Stopwatch()
        self._snapshot: Snapshot = open_snapshot(base)[0]
        self._segments = list(read_toc(base).segments)

    def run(self) -> BuildReport:
        """Build."""
        changes, since = self._changes, perf_counter()
        entries = self._entries()
        before = {id: doc for id in entries if (doc := self._snapshot.document(id)) is not None}
        fresh = [entry for id, entry in entries.items() if self._is_fresh(before.get(id), entry)]
        gone = {doc for id in changes.delete if (doc := self._snapshot.document(id)) is not None}
        updated = [before[entry.article.id] for entry in fresh if entry.article.id in before]
        since = self._watch.lap("compare", since)
        for segment in self._segments:
            self._link_files(segment)
        _delete(self._segments, gone | set(updated))
        since = self._watch.lap("link files", since)
        self._add(fresh)
        since = perf_counter()
        merge = compacted if changes.compact else settled
        self._segments = merge(self._directory, self._segments)
        since = self._watch.lap("merge", since)
        known = no_numbers() if changes.compact else read_numbers(self._base, self._snapshot.documents)
        _finish(self._directory, self._segments, changes, known)
        self._watch.lap("stories", since)
        return BuildReport(
            documents=sum(segment.doc_count() for segment in self._segments),
            added=len(fresh) - len(updated),
            updated=len(updated),
            unchanged=len(entries) - len(fresh),
            deleted=len(gone),
            seconds=self._watch.seconds,
        )

    def _entries(self) -> dict[str, Entry]:
        """The articles by id: the last of an id counts."""
        link = link_of(self._changes)
        entries = [Entry(article, link(article)) for article in self._changes.articles]
        dropped = self._changes.superseded()
        return {e.article.id: e for ordinal, e in enumerate(entries) if ordinal not in dropped}

    def _is_fresh(self, document: int | None, entry: Entry) -> bool:
        """Whether an article is new, another than before, or deleted by the same changes."""
        if document is None or entry.article.id in self._changes.delete:
            return True
        segment, own = self._snapshot.segment_of(document)
        return segment.stored(own) != article_to_json(entry.article) or segment.links.of(own) != entry.links

    def _add(self, fresh: Sequence[Entry]) -> None:
        if not fresh:
            return
        if self._changes.analyzer is None:
            raise BuildError("adding articles needs an analyzer.")
        writer = ChunkWriter(self._directory, self._changes.analyzer)
        for first in range(0, len(fresh), CHUNK):
            segment = new_segment(self._directory, self._segments)
            self._segments.append(writer.write(segment, fresh[first : first + CHUNK], self._watch))

    def _link_files(self, segment: TelisikSegment) -> None:
        """Share the files of a segment with the base; its links are written anew by a relink."""
        for path in segment_files(self._base, segment):
            if not (self._changes.relink and path.name == file_of(self._base, segment, LINKS).name):
                share(path, self._directory / path.name)
        if self._changes.relink:
            opened = open_segment(self._base, segment)
            write_links(self._directory, segment, LinkRows().extend(self._relinked(opened)).table())

    def _relinked(self, segment: Segment) -> Iterator[Links]:
        link = link_of(self._changes)
        return (link(article_from_json(segment.stored(number))) for number in range(segment.documents))
