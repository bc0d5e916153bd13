"""Files of a Whoosh storage as buffers: mapped where they are real files, so that nothing is copied into memory."""

from __future__ import annotations

import mmap
from typing import Any

from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import BufferFile

Buffer = bytes | memoryview | mmap.mmap


def open_buffer(storage: Storage, name: str) -> Buffer:
    """The whole of a file: a map of a real file, a view of one in memory.  (Our segments are never compound files.)"""
    with storage.open_file(name) as file:
        if file.is_real:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if storage.file_length(name) else b""
        held = getattr(file, "_buf", None)
        return memoryview(held) if held is not None else bytes(file.read())


def open_mapped(storage: Storage, name: str) -> BufferFile:
    """A file for Whoosh's own readers, without the copy in memory that `BufferFile` makes of it."""
    buffer = open_buffer(storage, name)
    return MappedFile(buffer, name) if isinstance(buffer, mmap.mmap) else BufferFile(memoryview(buffer), name)


class MappedFile(BufferFile):  # type: ignore[misc]
    """A `BufferFile` over a map.  `get` takes slices, hence threads may share it."""

    def __init__(self, mapped: mmap.mmap, name: str) -> None:
        self._buf: Any = memoryview(mapped)
        self._name = name
        self.file: Any = mapped
        self.onclose = None
        self.is_real = False
        self.is_closed = False

    def get(self, position: int, length: int) -> bytes:
        """Some bytes, copied."""
        return bytes(self._buf[position : position + length])

    def close(self) -> None:
        """Drop the map; views of it that are in use keep it alive."""
        self.is_closed = True
        self._buf = self.file = None
