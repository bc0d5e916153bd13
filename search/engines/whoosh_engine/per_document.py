"""The per-document side of a segment: Whoosh's own files (stored fields, lengths, columns, vectors), opened as maps.

Whoosh opens a column when it is first asked for, which fails when a merge has deleted it meanwhile.  Here the segment knows its
columns, and a reader opens them all at once.
"""

from __future__ import annotations

from typing import Any

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3PerDocWriter
from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import BufferFile

from .storage import open_mapped
from .stored import StoredFields

_STORED = "_stored"


class TelisikPerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    """Whoosh's writer; it also tells the segment which files there are."""

    def close(self) -> None:
        """Finish the columns."""
        super().close()
        self._segment.columns = tuple(sorted(self._colwriters))
        self._segment.vectors = self._vpostfile is not None


class TelisikPerDocReader(W3PerDocReader):  # type: ignore[misc]
    """Whoosh's reader over maps.  A missing file fails here, where `Index.reader` tries again."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        super().__init__(storage, segment)
        for column in segment.columns:
            if column != _STORED:
                self._colfiles[column] = self._get_column_file(column)
        self._stored = StoredFields(storage, W3Codec.column_filename(segment, _STORED), self._doccount)
        if segment.vectors:
            self._prep_vectors()

    def has_column(self, fieldname: str) -> bool:
        """Whether the segment has this column."""
        return fieldname in self._colfiles or super().has_column(fieldname)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored fields of a document."""
        return self._stored.of(docnum)

    def _get_column_file(self, fieldname: str) -> tuple[BufferFile, int, int]:
        name = W3Codec.column_filename(self._segment, fieldname)
        return open_mapped(self._storage, name), 0, self._storage.file_length(name)

    def _prep_vectors(self) -> None:
        self._vpostfile = open_mapped(self._storage, self._segment.make_filename(W3Codec.VPOSTS_EXT))
