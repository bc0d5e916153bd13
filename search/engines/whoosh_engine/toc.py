"""The table of contents (TOC) of an index directory: which segments there are, and which of their documents are deleted.

Reading one unpickles it: open only directories whose manifest was verified.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from whoosh import index
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from .codec import TelisikCodec, TelisikSegment

INDEX = "MAIN"


@dataclass(frozen=True, slots=True)
class Toc:
    """What a directory holds.  `generation` counts Whoosh's commits in it."""

    schema: Schema
    segments: Sequence[TelisikSegment]
    generation: int = 0


def read_toc(directory: Path) -> Toc:
    """The newest TOC of a directory."""
    found = index.TOC.read(FileStorage(str(directory)), INDEX)
    return Toc(found.schema, found.segments, found.generation)


def write_toc(directory: Path, toc: Toc) -> None:
    """Write a TOC; it becomes the directory's newest when its generation is the highest."""
    index.TOC(toc.schema, list(toc.segments), toc.generation).write(FileStorage(str(directory)), INDEX)


def new_segment(directory: Path, others: Sequence[TelisikSegment] = ()) -> TelisikSegment:
    """A new segment, named by the next free number, so that equal builds have equal file names."""
    segment = TelisikCodec().new_segment(FileStorage(str(directory)), INDEX)
    numbers = [int(other.segid, 16) for other in others if _is_number(other.segid)]
    segment.segid = f"{max(numbers, default=0) + 1:08x}"
    return segment


def segment_files(directory: Path, segment: TelisikSegment) -> list[Path]:
    """The files of a segment."""
    return sorted(directory.glob(f"{segment.segment_id()}.*"))


def _is_number(segid: str) -> bool:
    return len(segid) == 8 and all(letter in "0123456789abcdef" for letter in segid)
