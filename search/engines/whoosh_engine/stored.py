"""Stored fields, read from Whoosh's column one document at a time.

The column is that of `whoosh.codec.whoosh3.STORED_COLUMN`: compressed strings one after another, their sizes, their offsets (in
large columns), and letters that say how wide these are.  Articles are read once, here and there: they are read from the file,
not from a map of it, whose pages would count as memory.  Not here: writing (`columns`), other columns (`per_document`).
"""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate, chain
from struct import Struct
from typing import Any
from weakref import finalize

from whoosh.filedb.filestore import Storage

from .storage import open_buffer

_LARGEST = 1 << 16
"""Room for a document when it is expanded; a larger one takes a second step."""


class StoredFields:
    """The stored fields of a segment's documents.  Safe to share between threads."""

    def __init__(self, storage: Storage, name: str, documents: int) -> None:
        self._documents = documents
        self._view = memoryview(open_buffer(storage, name))
        with storage.open_file(name) as file:
            self._read = self._reader(os.dup(file.fileno())) if file.is_real else self._sliced
        letters = bytes(self._view[-3:]).decode("latin-1")
        self._with_offsets = letters.endswith("X")
        end = len(self._view) - (3 if self._with_offsets else 1)
        if self._with_offsets:
            self._offset = _struct(letters[1])
            end -= documents * self._offset.size
            self._offsets_at = end
        self._size = _struct(letters[0 if self._with_offsets else -1])
        self._sizes_at = end - documents * self._size.size
        if self._sizes_at < 0:
            raise ValueError(f"{name} is too short for {documents} documents")

    def _reader(self, descriptor: int) -> Callable[[int, int], bytes]:
        finalize(self, os.close, descriptor)
        return lambda start, size: os.pread(descriptor, size, start)

    def _sliced(self, start: int, size: int) -> bytes:
        return bytes(self._view[start : start + size])

    def of(self, document: int) -> dict[str, Any]:
        """The stored fields of a document; empty when it has none."""
        if not 0 <= document < self._documents:
            raise IndexError(f"document {document} of {self._documents}")
        (size,) = self._size.unpack_from(self._view, self._sizes_at + document * self._size.size)
        if not size:
            return {}
        packed = self._read(self._start(document), size)
        # As Whoosh does, from a directory whose manifest was verified.
        fields: dict[str, Any] = pickle.loads(zlib.decompress(packed, zlib.MAX_WBITS, _LARGEST))  # noqa: S301
        return fields

    def _start(self, document: int) -> int:
        if not self._with_offsets:
            return self._starts[document]
        start: int = self._offset.unpack_from(self._view, self._offsets_at + document * self._offset.size)[0]
        return start

    @cached_property
    def _starts(self) -> list[int]:
        """Where each document begins, when only sizes are written."""
        sizes = self._size.iter_unpack(self._view[self._sizes_at :][: self._documents * self._size.size])
        return list(accumulate(chain.from_iterable(sizes), initial=0))


def _struct(letter: str) -> Struct:
    """One number as Whoosh writes arrays of it: big-endian, the long ones in eight bytes."""
    return Struct(f">{ {'L': 'Q', 'l': 'q'}.get(letter, letter) }")
