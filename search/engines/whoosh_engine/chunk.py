"""Some articles to one segment: text, stored article, dates, links.

Not here: which articles make a segment (`build`), the arrays of the text (`encode`, `inversion`, `bulk`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from search.analysis import Analyzer
from search.model import Article, Links
from search.query.plan import Stream
from search.schema import TEXT_FIELDS, text_of

from ..records import article_to_json
from .bulk import SegmentBuilder
from .codec import TelisikSegment
from .dates import DateRows
from .encode import Encoder
from .fields import ID_FIELD, STORED_FIELD, schema, stream_field
from .links import LinkRows
from .store import write_links, write_rows
from .story_files import write_signatures


@dataclass(slots=True)
class Stopwatch:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    def lap(self, stage: str, since: float) -> float:
        """Book the time since `since` on a stage; returns now."""
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - since
        return now

    def add(self, other: Stopwatch) -> None:
        """Add what another one measured."""
        for stage, seconds in other.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its links."""

    article: Article
    links: Links


class ChunkWriter:
    """Writes segments into a directory.  Keep one per process: its analyzer remembers words."""

    def __init__(self, directory: Path, analyzer: Analyzer) -> None:
        self._directory = directory
        self._encoder = Encoder(analyzer)

    def write(self, segment: TelisikSegment, entries: Sequence[Entry], watch: Stopwatch) -> TelisikSegment:
        """Write the articles as a segment."""
        builder = SegmentBuilder(self._directory, schema(), segment)
        since = perf_counter()
        for name in TEXT_FIELDS:
            encoded = self._encoder.encode(text_of(entry.article, name) for entry in entries)
            since = watch.lap("analysis", since)
            builder.add_text(stream_field(name, Stream.EXACT), stream_field(name, Stream.STEM), encoded)
            since = watch.lap("postings", since)
        builder.add_rows([_row(entry.article) for entry in entries])
        built = builder.finish()
        self._write_rows(built, entries)
        since = watch.lap("stored", since)
        write_signatures(self._directory, built)
        watch.lap("stories", since)
        return built

    def _write_rows(self, segment: TelisikSegment, entries: Sequence[Entry]) -> None:
        rows = DateRows()
        for entry in entries:
            rows.append(entry.article)
        dates = rows.dates()
        write_rows(self._directory, segment, dates)
        links = LinkRows().extend(entry.links for entry in entries)
        write_links(self._directory, segment, links.table())


def _row(article: Article) -> dict[str, str]:
    return {ID_FIELD: article.id, STORED_FIELD: article_to_json(article)}
