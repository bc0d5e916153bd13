"""Bytes unpacked and bounded."""

from __future__ import annotations

import gzip
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.corpus.options import Limits
from search.corpus.refusal import Refusal
from search.corpus.streams import CHUNK, ChunkStream, chunks_of, lines, whole


def unpacked(content: bytes) -> bytes:
    """All bytes of a stream."""
    return whole(chunks_of(io.BytesIO(content), Limits(), lambda _: None), 10**8)


@given(st.lists(st.binary(max_size=50), max_size=4), st.integers(0, 3))
def test_members_of_any_kind_are_joined(members: list[bytes], padding: int) -> None:
    """Any number of gzip members, with zeros between them, give their contents in order."""
    packed = b"".join(gzip.compress(member) + b"\0" * padding for member in members)
    assert unpacked(packed) == b"".join(members)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_sizes_around_a_chunk(size: int) -> None:
    """Nothing is lost where pieces end, for data that packs well and data that does not."""
    for content in (b"a" * size, os.urandom(size)):
        assert unpacked(gzip.compress(content)) == content
        if not content.startswith(b"\x1f\x8b"):
            assert unpacked(content) == content


@pytest.mark.parametrize("place", [4, 12, -6])
def test_damage_is_refused(place: int) -> None:
    """A changed byte in the data or the checksum does not pass."""
    packed = bytearray(gzip.compress(os.urandom(1_000)))
    packed[place] ^= 0x55
    packed[-3] ^= 0x55
    with pytest.raises(Refusal, match="gzip data"):
        unpacked(bytes(packed))


@given(st.lists(st.binary(max_size=12), max_size=12), st.integers(0, 8))
def test_lines_do_not_depend_on_chunks(chunks: list[bytes], limit: int) -> None:
    """However bytes are cut, the lines are the same, and none is longer than the limit."""
    joined = b"".join(chunks).removeprefix(b"\xef\xbb\xbf")
    if joined.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef")):
        return
    expected = [None if len(part) > limit else part.removesuffix(b"\r") for part in joined.split(b"\n")]
    if expected[-1] == b"" and not joined.split(b"\n")[-1]:
        expected.pop()
    assert [line.content for line in lines(iter([joined]), limit)] == expected
    assert [line.content for line in lines(iter([joined[i : i + 1] for i in range(len(joined))]), limit)] == expected


@given(st.lists(st.binary(max_size=9), max_size=9))
def test_a_stream_of_chunks_reads_whole(chunks: list[bytes]) -> None:
    """Chunks, empty ones too, read as one stream."""
    assert io.BufferedReader(ChunkStream(iter(chunks))).read() == b"".join(chunks)
