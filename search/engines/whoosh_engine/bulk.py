"""Building a segment from whole arrays: the fast way in.

    builder = SegmentBuilder(directory, schema, segment)
    builder.add_text("body", "body_stem", encoded)      # each text field: an `inversion.EncodedText`, see `encode`
    builder.add_rows(rows)                              # all documents: the other fields, as for Whoosh's add_document
    segment = builder.finish()

The result is an ordinary segment of `codec`; `toc.write_toc` makes it part of an index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.columns import ColumnWriter
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from .codec import TelisikSegment
from .columns import packed, write_byte_strings
from .field_buffer import FieldBuffer
from .field_file import PostingsWriter
from .inversion import EncodedText, coded, length_bytes
from .postings import EXTENSION

STORED = "_stored"


class SegmentBuilder:
    """Writes the files of one segment.  Documents are numbered in the order of the rows."""

    def __init__(self, directory: Path, schema: Schema, segment: TelisikSegment) -> None:
        self._storage = FileStorage(str(directory))
        self._schema = schema
        self._segment = segment
        self._postings = PostingsWriter(self._create(EXTENSION))
        self._columns: set[str] = set()
        self._texts: set[str] = set()
        self._documents: int | None = None

    def add_text(self, exact: str, stem: str, text: EncodedText) -> None:
        """The two streams of a text field, as the Whoosh fields `exact` and `stem`."""
        self._count(len(text.lengths))
        self._texts |= {exact, stem}
        self._postings.add_text(exact, stem, coded(text))
        for name in (exact, stem):
            self._add_lengths(name, text.lengths)

    def add_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Every document's values of the other fields, indexed, stored and put in columns as the schema says.

        A stored text field is stored as it stands in the row.
        """
        self._count(len(rows))
        for name, field in sorted(self._schema.items()):
            values = [row.get(name) for row in rows]
            if field.indexed and name not in self._texts:
                self._index(name, field, values)
            if field.column_type:
                self._write_column(name, field, values)
        stored = [
            packed({n: row[n] for n, f in self._schema.items() if f.stored and row.get(n) is not None}) for row in rows
        ]
        file = self._create_column(STORED)
        write_byte_strings(file, stored, np.fromiter(map(len, stored), np.int64, len(stored)))

    def finish(self) -> TelisikSegment:
        """Close the files.  The segment is complete."""
        self._postings.close()
        self._segment.columns = tuple(sorted(self._columns))
        self._segment.set_doc_count(self._documents or 0)
        return self._segment

    def _index(self, name: str, field: FieldType, values: Sequence[Any]) -> None:
        found: dict[bytes, list[tuple[int, float, bytes]]] = {}
        lengths = np.zeros(len(values), np.int64)
        for doc, value in enumerate(values):
            for term, frequency, weight, encoded in () if value is None else field.index(value):
                found.setdefault(term, []).append((doc, weight, encoded))
                lengths[doc] += frequency if field.scorable else 0
        if found:
            self._postings.add_field(name, *_buffered(name, field, found, lengths).arrays(len(values)))
        if lengths.any():
            self._add_lengths(name, lengths)

    def _write_column(self, name: str, field: FieldType, values: Sequence[Any]) -> None:
        writer: ColumnWriter = field.column_type.writer(self._create_column(name))
        for doc, value in enumerate(values):
            if value is not None:
                writer.add(doc, field.to_column_value(value))
        writer.finish(len(values))
        writer._dbfile.close()

    def _add_lengths(self, name: str, lengths: NDArray[Any]) -> None:
        with self._create_column(f"_{name}_len") as file:
            file.write(length_bytes(lengths).tobytes())
        self._segment._fieldlengths[name] = int(lengths.sum())

    def _create_column(self, name: str) -> StructFile:
        self._columns.add(name)
        return self._create(f".{name}.col")

    def _create(self, extension: str) -> StructFile:
        return self._segment.create_file(self._storage, extension)

    def _count(self, documents: int) -> None:
        if self._documents not in (None, documents):
            raise ValueError(f"{documents} documents in one field, {self._documents} in another")
        self._documents = documents


def _buffered(
    name: str, field: FieldType, found: Mapping[bytes, Sequence[tuple[int, float, bytes]]], lengths: NDArray[np.int64]
) -> FieldBuffer:
    """Postings by term, in the order of terms."""
    buffer = FieldBuffer(name, field.format)
    for term in sorted(found):
        buffer.start_term(term)
        for doc, weight, encoded in found[term]:
            buffer.add(doc, weight, encoded, int(lengths[doc]))
        buffer.finish_term()
    return buffer
