"""The Whoosh codec of this engine: Whoosh's index, with its postings as arrays.

A table of contents (TOC) holds pickled segments and codecs, hence **the names `search.engines.whoosh_engine.codec`,
`TelisikCodec` and `TelisikSegment` are part of the index format**: never rename them, never remove an attribute.

Whoosh's `Index.writer()` and `Index.optimize()` use Whoosh's default codec unless told: pass `codec=TelisikCodec()` to the writer.
"""

from __future__ import annotations

from typing import Any

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import Storage

from .field_writer import TelisikFieldWriter
from .per_document import TelisikPerDocReader, TelisikPerDocWriter
from .postings import EXTENSION, SegmentPostings
from .storage import open_buffer
from .terms import TelisikTermsReader


class TelisikCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's default codec with other postings."""

    def field_writer(self, storage: Storage, segment: Segment) -> TelisikFieldWriter:
        """What writes the postings of a new segment."""
        return TelisikFieldWriter(segment.create_file(storage, EXTENSION))

    def terms_reader(self, storage: Storage, segment: Segment) -> TelisikTermsReader:
        """What reads the postings of a segment."""
        return TelisikTermsReader(open_postings(storage, segment))

    def per_document_writer(self, storage: Storage, segment: Segment) -> TelisikPerDocWriter:
        """What writes the documents of a new segment."""
        return TelisikPerDocWriter(self, storage, segment)

    def per_document_reader(self, storage: Storage, segment: Segment) -> TelisikPerDocReader:
        """What reads the documents of a segment."""
        return TelisikPerDocReader(storage, segment)

    def new_segment(self, storage: Storage, indexname: str) -> TelisikSegment:
        """A segment that nothing was written to yet."""
        return TelisikSegment(self, indexname)


class TelisikSegment(W3Segment):  # type: ignore[misc]
    """A segment in loose files, so that arrays are aligned and unchanged files can be hard-linked.

    `columns` and `vectors` say which per-document files there are.
    """

    columns: tuple[str, ...] = ()
    vectors: bool = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fieldlengths: dict[str, int] = {}

    def should_assemble(self) -> bool:
        """Never put the files into one: inside it arrays could not be aligned."""
        return False

    def field_length(self, fieldname: str) -> int:
        """The sum of a field's lengths, in positions."""
        return self._fieldlengths.get(fieldname, 0)


def open_postings(storage: Storage, segment: Segment) -> SegmentPostings:
    """The postings of a segment, mapped."""
    name = segment.make_filename(EXTENSION)
    return SegmentPostings(open_buffer(storage, name), name, segment)
