"""The codec's field writer: postings one by one, as Whoosh's own writer hands them over, into a postings file.

The slow way in, for everything that Whoosh itself writes; bulk builds write whole arrays (`bulk`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoosh import fields
from whoosh.codec import base

from .arrays import Writable
from .field_buffer import FieldBuffer
from .field_file import PostingsWriter


class _Lengths:
    """Field lengths with a memory: Whoosh asks for one per posting."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._field = ""
        self._known: dict[int, int] = {}

    def doc_field_length(self, docnum: int, fieldname: str) -> int:
        """The length of a document's field."""
        if fieldname != self._field:
            self._field, self._known = fieldname, {}
        length = self._known.get(docnum)
        if length is None:
            length = self._known[docnum] = self._source.doc_field_length(docnum, fieldname) or 0
        return length


class TelisikFieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the fields of a segment in the order of their names, their terms in byte order, documents ascending."""

    def __init__(self, file: Writable) -> None:
        self._writer = PostingsWriter(file)
        self._field: FieldBuffer | None = None
        self._in_term = False
        self.is_closed = False

    def add_postings(self, schema: fields.Schema, lengths: Any, items: Iterable[Any]) -> None:
        """Write all postings; Whoosh's base class checks their order."""
        super().add_postings(schema, _Lengths(lengths) if lengths else None, items)

    def start_field(self, fieldname: str, fieldobj: fields.FieldType) -> None:
        """Begin a field."""
        if fieldname in self._writer:
            raise ValueError(f"field {fieldname!r} written twice")
        self._field = FieldBuffer(fieldname, fieldobj.format)

    def start_term(self, text: bytes) -> None:
        """Begin a term."""
        if self._in_term:
            raise ValueError("start_term inside a term")
        self._current().start_term(text)
        self._in_term = True

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:
        """One posting."""
        self._current().add(docnum, weight, vbytes, length)

    def finish_term(self) -> None:
        """End a term."""
        if not self._in_term:
            raise ValueError("finish_term outside a term")
        self._current().finish_term()
        self._in_term = False

    def finish_field(self) -> None:
        """Write the field."""
        field = self._current()
        self._writer.add_field(field.name, *field.arrays())
        self._field = None

    def close(self) -> None:
        """Finish the file."""
        self._writer.close()
        self.is_closed = True

    def _current(self) -> FieldBuffer:
        if self._field is None:
            raise ValueError("no field was started")
        return self._field
