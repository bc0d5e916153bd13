"""The files of this engine in a directory: what stands beside Whoosh's own, and opening all of them.

    _MAIN_0.toc, MAIN_<n>.npp, MAIN_<n>.*.col      Whoosh's index through our codec
    MAIN_<n>.rows                                  dates and order of the segment's documents
    MAIN_<n>.links                                 its links, replaced alone by a relink
    meta.json                                      format and reference instant

Not here: how a build decides what to write (`build`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from pickle import UnpicklingError
from struct import error as StructError
from zlib import error as ZlibError

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import IndexError as WhooshIndexError

from search.errors import CorruptGenerationError

from .arrays import ArrayFile, ArrayWriter
from .codec import TelisikSegment, open_postings
from .dates import Dates
from .fields import STORED_FIELD
from .links import LinkTable
from .order import newest_first
from .per_document import TelisikPerDocReader
from .snapshot import Segment, Snapshot, id_terms
from .toc import read_toc

FORMAT = 1
ROWS = ".rows"
LINKS = ".links"
META = "meta.json"

READING = (OSError, ValueError, IndexError, EOFError, UnpicklingError, StructError, ZlibError)
"""What damaged data makes a reader stumble over."""

OPENING = (*READING, KeyError, TypeError, AttributeError, ImportError, MemoryError, WhooshIndexError)
"""What a damaged directory does, too: a TOC is a pickle, and may ask for anything."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the directory says of itself."""

    reference: datetime | None

    def write(self, directory: Path) -> None:
        """Write the file."""
        reference = self.reference.isoformat() if self.reference else None
        (directory / META).write_text(json.dumps({"format": FORMAT, "reference": reference}), "utf-8")

    @staticmethod
    def read(directory: Path) -> Meta:
        """Read the file."""
        record = json.loads((directory / META).read_text("utf-8"))
        if record["format"] != FORMAT:
            raise ValueError(f"format {record['format']}, this version reads {FORMAT}")
        return Meta(datetime.fromisoformat(record["reference"]) if record["reference"] else None)


class Guard:
    """`with Guard(directory):` whatever a damaged file makes a reader stumble over is a CorruptGenerationError."""

    def __init__(self, directory: Path, kinds: tuple[type[Exception], ...] = READING) -> None:
        self._directory = directory
        self._kinds = kinds

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, problem: BaseException | None, __: object) -> None:
        if problem is not None and isinstance(problem, self._kinds):
            what = f"{type(problem).__name__}: {problem}"
            raise CorruptGenerationError(
                f"{self._directory} cannot be read ({what}). Rebuild the collection."
            ) from problem


def file_of(directory: Path, segment: TelisikSegment, extension: str) -> Path:
    """The path of one of a segment's files."""
    return directory / str(segment.make_filename(extension))


def write_rows(directory: Path, segment: TelisikSegment, dates: Dates) -> None:
    """Write the dates of a segment, and the order that follows from them and from the ids in its postings."""
    order = newest_first(dates.seconds, id_terms(open_postings(FileStorage(str(directory)), segment)))
    writer = ArrayWriter(file_of(directory, segment, ROWS).open("wb"))
    dates.write(writer)
    writer.add("order", order)
    writer.close({"kind": "rows"})


def write_links(directory: Path, segment: TelisikSegment, links: LinkTable) -> None:
    """Write the links of a segment."""
    writer = ArrayWriter(file_of(directory, segment, LINKS).open("wb"))
    links.write(writer)
    writer.close({"kind": "links"})


def open_segment(directory: Path, segment: TelisikSegment) -> Segment:
    """Open all files of a segment."""
    storage = FileStorage(str(directory))
    rows = ArrayFile.open(file_of(directory, segment, ROWS))
    links = LinkTable.open(ArrayFile.open(file_of(directory, segment, LINKS)))
    opened = Segment(
        name=str(segment.segment_id()),
        documents=int(segment.doc_count_all()),
        postings=open_postings(storage, segment),
        dates=Dates.open(rows),
        links=links,
        order=rows["order"],
        deleted=np.array(sorted(segment.deleted_docs()), np.int64),
        stored=_stored(TelisikPerDocReader(storage, segment)),
    )
    _check(opened)
    return opened


def _stored(reader: TelisikPerDocReader) -> Callable[[int], str]:
    return lambda document: reader.stored_fields(document)[STORED_FIELD]


def _check(segment: Segment) -> None:
    counts = {len(segment.dates.seconds), len(segment.order), len(segment.links.outlet), segment.documents}
    if len(counts) > 1 or (len(segment.deleted) and int(segment.deleted[-1]) >= segment.documents):
        raise ValueError(f"the files of {segment.name} do not agree: {sorted(counts)} documents")


def open_segments(directory: Path, segments: Sequence[TelisikSegment]) -> Snapshot:
    """These segments of a directory as one snapshot."""
    return Snapshot([open_segment(directory, segment) for segment in segments])


def open_snapshot(directory: Path) -> tuple[Snapshot, Meta]:
    """Everything in a directory.  Raises CorruptGenerationError."""
    with Guard(directory, OPENING):
        return open_segments(directory, read_toc(directory).segments), Meta.read(directory)
