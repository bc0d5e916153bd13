"""A file of named arrays: the one container of every array file of this engine (postings, links, stories).

    magic, format number | arrays, each at a multiple of 64 bytes, little-endian | JSON directory | tail

The tail holds the place, length and CRC of the directory; the directory holds the place, type, length and CRC of every array,
and whatever JSON the owner of the file adds as `info`.  Nothing is pickled.  A file is read through a read-only map, which
stays valid after the file is unlinked.

Not here: what the arrays mean (`postings`, `tokens`), sorted string tables (`strings`).
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from search.errors import CorruptGenerationError

MAGIC = b"TELISIKA"
FORMAT = 1
ALIGN = 64
DTYPES = frozenset({"|u1", "<u2", "<u4", "<u8", "<i4", "<i8", "<f4", "<f8"})

_HEAD = struct.Struct("<8sI52x")
_TAIL = struct.Struct("<QQI8s")

Array = NDArray[Any]


class Writable(Protocol):
    """A binary file to write to: Python's own, or Whoosh's `StructFile`."""

    def write(self, data: Any, /) -> Any: ...
    def close(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an array lies in its file."""

    dtype: str
    offset: int
    size: int
    crc: int


class ArrayWriter:
    """Writes one array file from front to back.  `stream` arrays that are never whole in memory."""

    def __init__(self, file: Writable) -> None:
        self._file = file
        self._at = 0
        self._entries: dict[str, Entry] = {}
        self._write(_HEAD.pack(MAGIC, FORMAT))

    def add(self, name: str, array: ArrayLike) -> None:
        """Write a whole array."""
        whole = np.asarray(array)
        self.stream(name, whole.dtype, iter([whole]))

    def stream(self, name: str, dtype: np.typing.DTypeLike, parts: Iterator[Array]) -> None:
        """Write an array that comes in parts."""
        if name in self._entries:
            raise ValueError(f"array {name!r} written twice")
        stored = np.dtype(dtype).newbyteorder("<")
        if stored.str not in DTYPES:
            raise ValueError(f"array {name!r} has type {stored.str}, which the format does not know")
        self._write(b"\0" * (-self._at % ALIGN))
        offset, size, crc = self._at, 0, 0
        for part in parts:
            data = np.ascontiguousarray(part, dtype=stored)
            if data.size:
                view = data.reshape(-1).view(np.uint8).data
                crc = zlib.crc32(view, crc)
                size += data.size
                self._write(view)
        self._entries[name] = Entry(stored.str, offset, size, crc)

    def close(self, info: object = None) -> None:
        """Write the directory with the owner's `info` (JSON) and close the file."""
        arrays = {name: [e.dtype, e.offset, e.size, e.crc] for name, e in self._entries.items()}
        directory = json.dumps({"arrays": arrays, "info": info}, separators=(",", ":")).encode()
        self._write(b"\0" * (-self._at % ALIGN))
        self._write(directory + _TAIL.pack(self._at, len(directory), zlib.crc32(directory), MAGIC))
        self._file.close()

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._at += len(data)


class ArrayFile:
    """A mapped array file.  `file[name]` is a read-only view; `info` is what its owner wrote.

    Everything that is wrong with a file raises CorruptGenerationError with its name.
    """

    def __init__(self, buffer: bytes | memoryview | mmap.mmap, name: str) -> None:
        self.name = name
        self._buffer = buffer
        self._view = memoryview(buffer)
        directory = self._read_directory()
        self.info: Any = directory["info"]
        self._entries = dict(self._checked(directory["arrays"]))

    @staticmethod
    def open(path: Path) -> ArrayFile:
        """Map a file."""
        try:
            with path.open("rb") as file:
                buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise CorruptGenerationError(f"{path} cannot be read: {error}") from error
        return ArrayFile(buffer, str(path))

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __getitem__(self, name: str) -> Array:
        entry = self._entries[name]
        return np.frombuffer(self._view, entry.dtype, entry.size, entry.offset)

    def get(self, name: str) -> Array | None:
        """An array, None when the file does not hold it."""
        entry = self._entries.get(name)
        return None if entry is None else self[name]

    def names(self) -> list[str]:
        """The arrays, in file order."""
        return list(self._entries)

    def memory(self, name: str) -> memoryview:
        """An array as a memoryview: indexing gives plain Python numbers, fast."""
        return self[name].data

    def verify(self) -> None:
        """Compare every array with its checksum."""
        for name, entry in self._entries.items():
            if zlib.crc32(self[name].view(np.uint8).data) != entry.crc:
                raise self._damage(f"array {name!r} does not have its checksum")

    @property
    def nbytes(self) -> int:
        """Bytes of the whole file."""
        return len(self._view)

    def forget_pages(self) -> None:
        """Give mapped pages back to the system: they are read again when needed.  Keeps a long merge small."""
        if isinstance(self._buffer, mmap.mmap):
            self._buffer.madvise(mmap.MADV_DONTNEED)

    def _damage(self, what: str) -> CorruptGenerationError:
        return CorruptGenerationError(f"{self.name} is damaged: {what}. Rebuild the collection.")

    def _read_directory(self) -> dict[str, Any]:
        size = len(self._view)
        if size < _HEAD.size + _TAIL.size or bytes(self._view[:8]) != MAGIC:
            raise self._damage("it is not an array file")
        number = _HEAD.unpack_from(self._view)[1]
        if number != FORMAT:
            raise CorruptGenerationError(
                f"{self.name} has format {number}, this version reads {FORMAT}. Rebuild the collection."
            )
        offset, length, crc, magic = _TAIL.unpack_from(self._view, size - _TAIL.size)
        if magic != MAGIC or offset + length != size - _TAIL.size:
            raise self._damage("it was cut short")
        text = bytes(self._view[offset : offset + length])
        if zlib.crc32(text) != crc:
            raise self._damage("its directory does not have its checksum")
        directory: dict[str, Any] = json.loads(text)
        return directory

    def _checked(self, arrays: dict[str, list[Any]]) -> Iterator[tuple[str, Entry]]:
        for name, (dtype, offset, size, crc) in arrays.items():
            if dtype not in DTYPES:
                raise self._damage(f"array {name!r} has the unknown type {dtype!r}")
            if (
                size < 0
                or offset < _HEAD.size
                or offset % ALIGN
                or offset + size * np.dtype(dtype).itemsize > len(self._view)
            ):
                raise self._damage(f"array {name!r} lies outside the file")
            yield name, Entry(dtype, offset, size, crc)


def smallest(array: Array, most: int | None = None) -> Array:
    """The array as the smallest unsigned type that holds its values (or values up to `most`)."""
    top = int(array.max(initial=0)) if most is None else most
    return array.astype(smallest_type(top), copy=False)


def smallest_type(most: int) -> np.dtype[Any]:
    """The smallest unsigned type that holds `most`."""
    for kind in (np.uint8, np.uint16, np.uint32):
        if most <= np.iinfo(kind).max:
            return np.dtype(kind)
    return np.dtype(np.uint64)


def bounds(counts: ArrayLike) -> NDArray[np.int64]:
    """Running sums of counts, from 0: where each of a row of lists begins, and where the last ends."""
    sizes = np.asarray(counts)
    ends = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=ends[1:])
    return ends


def counts_of(starts: Array) -> NDArray[np.int64]:
    """The counts of which `bounds` made these starts."""
    counts: NDArray[np.int64] = (starts[1:] - starts[:-1]).astype(np.int64)
    return counts


def searched(ascending: Array, values: Array, side: Literal["left", "right"] = "left") -> NDArray[np.intp]:
    """`searchsorted` for values of another type: NumPy would convert the whole of `ascending`, for a few values."""
    return ascending.searchsorted(values.astype(ascending.dtype), side)


def ragged(starts: Array, counts: Array) -> NDArray[np.int64]:
    """The indices of the ranges [start, start + count), one after another."""
    before = bounds(counts)
    indices = np.arange(int(before[-1]), dtype=np.int64)
    indices += np.repeat(np.asarray(starts, np.int64) - before[:-1], counts)
    return indices
