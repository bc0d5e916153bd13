"""Bytes of a source, unpacked and bounded: no file, line or gzip member can ask for more memory than its limit.

Not here: which files there are (`sources`), what the bytes mean (the readers).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from .options import Limits
from .refusal import Refusal

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 256 * 1024
UTF8_BOM = b"\xef\xbb\xbf"
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP = 31  # zlib's number for "gzip, any window"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end.  `content` is None when the line is longer than a record may be."""

    number: int
    content: bytes | None


def _raw_chunks(raw: IO[bytes], advance: Callable[[int], None]) -> Iterator[bytes]:
    while chunk := raw.read(CHUNK):
        advance(len(chunk))
        yield chunk


def _unpacked(packed: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    """The content of gzip members, one after another, in pieces of at most CHUNK bytes."""
    member = zlib.decompressobj(_GZIP)
    read = expanded = 0
    inside = False
    for data in packed:
        read += len(data)
        while data:
            inside = True
            try:
                piece = member.decompress(data, CHUNK)
            except zlib.error as error:
                raise Refusal(f"its gzip data is damaged ({error}): fetch the file again") from error
            expanded += len(piece)
            if expanded > max(limits.expanded, limits.ratio * read):
                raise Refusal(f"it unpacks to more than {limits.ratio} times its size, as a gzip bomb does: unpack it")
            yield piece
            data = member.unconsumed_tail
            if member.eof:
                data = member.unused_data.lstrip(b"\0")
                member, inside = zlib.decompressobj(_GZIP), False
            elif not data and len(piece) == CHUNK:
                yield from _held_back(member)
    if inside:
        raise Refusal("its gzip data ends early: fetch the file again")


def _held_back(member: zlib._Decompress) -> Iterator[bytes]:
    """What zlib has read but not yet given, for the last piece was full."""
    while piece := member.decompress(b"", CHUNK):
        yield piece


def chunks_of(raw: IO[bytes], limits: Limits, advance: Callable[[int], None]) -> Iterator[bytes]:
    """The bytes of a stream, unpacked when they are gzip (told by their first bytes, not by a name).

    `advance` is told of every number of bytes read, before unpacking.  Raises Refusal for damage and bombs.
    """
    chunks = _raw_chunks(raw, advance)
    first = next(chunks, b"")
    if len(first) == 1:
        first += next(chunks, b"")
    whole = _chained(first, chunks)
    return _unpacked(whole, limits) if first.startswith(_GZIP_MAGIC) else whole


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def whole(chunks: Iterator[bytes], limit: int) -> bytes:
    """All bytes.  Raises Refusal when there are more than `limit`."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > limit:
            raise Refusal(f"it is longer than the limit of {limit:,} bytes: split it")
    return bytes(content)


def lines(chunks: Iterator[bytes], limit: int) -> Iterator[Line]:
    """The lines of UTF-8 bytes, without LF, CRLF and the BOM.  Raises Refusal for UTF-16."""
    number, pending, too_long = 0, bytearray(), False
    for index, chunk in enumerate(chunks):
        if index == 0:
            if chunk.startswith(_UTF16_BOMS):
                raise Refusal("it is UTF-16: save it as UTF-8")
            chunk = chunk.removeprefix(UTF8_BOM)
        *complete, rest = chunk.split(b"\n")
        for part in complete:
            number += 1
            content = None if too_long or len(pending) + len(part) > limit else bytes(pending + part)
            yield Line(number, content.removesuffix(b"\r") if content is not None else None)
            pending, too_long = bytearray(), False
        if too_long or len(pending) + len(rest) > limit:
            pending, too_long = bytearray(), True
        else:
            pending += rest
    if pending or too_long:
        yield Line(number + 1, None if too_long else bytes(pending).removesuffix(b"\r"))


class ChunkStream(io.RawIOBase):
    """Chunks as a stream that others can read in pieces of any size."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It is for reading only."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer with what is at hand; 0 at the end."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def decoded_utf8(content: bytes) -> str:
    """Text of UTF-8 bytes.  Raises Refusal that says where they are broken."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {error.start + 1} is 0x{content[error.start]:02x}"
        raise Refusal(f"it is not UTF-8 ({where}): save it as UTF-8") from error
