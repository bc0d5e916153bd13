"""Whoosh's per-document column files, written and merged whole.

Only the two kinds that every segment has: byte strings (stored fields) and bytes (field lengths).  The layouts are those of
`whoosh.columns.VarBytesColumn` and `NumericColumn("B")`; stored fields are `whoosh.codec.whoosh3.STORED_COLUMN`.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, Writable, bounds

_LEVEL = 3


def packed(stored: Mapping[str, Any]) -> bytes:
    """A document's stored fields as Whoosh's column holds them."""
    return zlib.compress(pickle.dumps(dict(stored), 2), _LEVEL) if stored else b""


def write_byte_strings(file: Writable, strings: Iterable[bytes], sizes: Array) -> None:
    """Write a column of byte strings.  `strings` may come in pieces of any size that join to all of them."""
    for piece in strings:
        file.write(piece)
    starts = bounds(sizes)
    wide = int(starts[-1]) > np.iinfo(np.uint32).max
    file.write(np.asarray(sizes).astype(">u4").tobytes())
    file.write(starts[:-1].astype(">u8" if wide else ">u4").tobytes())
    file.write(b"ILX" if wide else b"IIX")
    file.close()


class ByteStrings:
    """A column of byte strings, read as arrays."""

    def __init__(self, path: Path, documents: int) -> None:
        self._data = np.memmap(path, np.uint8, "r")
        tail = self._data[-3:].tobytes()
        self.sizes = self._sizes(tail, documents)
        self._starts = bounds(self.sizes)

    def pieces(self, keep: NDArray[np.bool_], most: int = 1 << 22) -> Iterable[bytes]:
        """The strings of some documents, joined in pieces of about `most` bytes."""
        first = 0
        while first < len(keep):
            last = max(first + 1, int(np.searchsorted(self._starts, int(self._starts[first]) + most)) - 1)
            last = min(last, len(keep))
            block = self._data[int(self._starts[first]) : int(self._starts[last])]
            kept = keep[first:last]
            yield (block if kept.all() else block[np.repeat(kept, self.sizes[first:last])]).tobytes()
            first = last

    def _sizes(self, tail: bytes, documents: int) -> NDArray[np.int64]:
        """Lengths stand before the offsets (when there are any) and one to three type letters."""
        with_offsets = tail.endswith(b"X")
        end = len(self._data) - (3 if with_offsets else 1)
        if with_offsets:
            end -= documents * np.dtype(_big_endian(tail[1:2])).itemsize
        kind = np.dtype(_big_endian(tail[0:1] if with_offsets else tail[-1:]))
        return self._data[end - documents * kind.itemsize : end].view(kind).astype(np.int64)


def _big_endian(letter: bytes) -> str:
    return {"B": "u1", "H": ">u2", "I": ">u4", "L": ">u8", "Q": ">u8", "b": "i1", "h": ">i2", "i": ">i4"}[
        letter.decode()
    ]
