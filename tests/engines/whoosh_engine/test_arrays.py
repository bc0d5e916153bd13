"""The container of every array file: what is written comes back, and damage is noticed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh_engine.arrays import (
    ALIGN,
    ArrayFile,
    ArrayWriter,
    bounds,
    counts_of,
    ragged,
    smallest,
)
from search.errors import CorruptGenerationError

ARRAYS = {
    "docs": np.array([1, 5, -9], np.int32),
    "bytes": np.arange(200, dtype=np.uint8),
    "none": np.empty(0, np.float32),
    "wide": np.array([2**40], np.uint64),
}


def written(path: Path) -> Path:
    """A file with some arrays."""
    writer = ArrayWriter(path.open("wb"))
    for name, array in ARRAYS.items():
        writer.add(name, array)
    writer.stream("parts", np.uint16, iter([np.array([1, 2]), np.array([], np.int64), np.array([3])]))
    writer.close({"kind": "test"})
    return path


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    """Values, types and the owner's info survive, and an array may come in parts."""
    file = ArrayFile.open(written(tmp_path / "a"))
    assert file.info == {"kind": "test"}
    assert file.names() == [*ARRAYS, "parts"]
    for name, array in ARRAYS.items():
        assert file[name].dtype == array.dtype
        np.testing.assert_array_equal(file[name], array)
    assert file["parts"].tolist() == [1, 2, 3]
    assert file.memory("docs")[2] == -9
    file.verify()


def test_arrays_are_aligned_and_read_only(tmp_path: Path) -> None:
    """A view starts at a multiple of 64 bytes of the map, and nobody can write through it."""
    file = ArrayFile.open(written(tmp_path / "a"))
    first = file["docs"].ctypes.data
    assert all((file[name].ctypes.data - first) % ALIGN == 0 for name in file.names() if len(file[name]))
    with pytest.raises(ValueError, match="read-only"):
        file["docs"][0] = 7


def test_a_map_stays_valid_after_the_file_is_gone(tmp_path: Path) -> None:
    """Prune may remove files that a reader has open."""
    path = written(tmp_path / "a")
    file = ArrayFile.open(path)
    path.unlink()
    file.forget_pages()
    assert file["docs"].tolist() == [1, 5, -9]


def test_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    """A change of any byte of an array, the directory, the tail or the head is found by opening or by `verify`."""
    whole = written(tmp_path / "a").read_bytes()
    used = [at for at in range(len(whole)) if whole[at] or at >= len(whole) - 28]
    for at in used[:: max(1, len(used) // 150)]:
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        with pytest.raises(CorruptGenerationError, match=r"damaged|format"):
            ArrayFile(bytes(damaged), "file").verify()


@pytest.mark.parametrize("size", [0, 1, 63, 100, 600])
def test_a_file_cut_short_is_refused_by_name(tmp_path: Path, size: int) -> None:
    """The message names the file and says what to do."""
    path = written(tmp_path / "cut.npp")
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(CorruptGenerationError, match=r"cut\.npp"):
        ArrayFile.open(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """Not an OSError: the caller handles one kind of damage."""
    with pytest.raises(CorruptGenerationError, match="nothing"):
        ArrayFile.open(tmp_path / "nothing")


def test_a_newer_format_says_so(tmp_path: Path) -> None:
    """A file of a later version is no damage."""
    whole = bytearray(written(tmp_path / "a").read_bytes())
    whole[8] = 99
    with pytest.raises(CorruptGenerationError, match="format 99"):
        ArrayFile(bytes(whole), "file")


def test_a_directory_may_not_point_outside(tmp_path: Path) -> None:
    """Bounds are checked, not trusted: a short array may not claim to be long."""
    import json
    import struct
    import zlib

    whole = written(tmp_path / "a").read_bytes()
    offset, length, _, magic = struct.unpack("<QQI8s", whole[-28:])
    directory = json.loads(whole[offset : offset + length])
    for entry in (["<i4", 64, 10**9, 0], ["<i4", 65, 1, 0], ["<i4", 64, -1, 0], ["|O", 64, 1, 0]):
        directory["arrays"]["docs"] = entry
        text = json.dumps(directory).encode()
        forged = whole[:offset] + text + struct.pack("<QQI8s", offset, len(text), zlib.crc32(text), magic)
        with pytest.raises(CorruptGenerationError, match="docs"):
            ArrayFile(forged, "file")


def test_the_writer_refuses_what_the_format_does_not_know(tmp_path: Path) -> None:
    """Objects would need pickles; a name stands once."""
    writer = ArrayWriter((tmp_path / "a").open("wb"))
    with pytest.raises(ValueError, match="type"):
        writer.add("objects", np.array([{}], object))
    writer.add("x", [1])
    with pytest.raises(ValueError, match="twice"):
        writer.add("x", [1])
    writer.close()


@given(st.lists(st.integers(0, 5)))
def test_counts_become_bounds_and_back(counts: list[int]) -> None:
    """`bounds` and `counts_of` are inverse, and `ragged` lists the ranges."""
    starts = bounds(counts)
    assert counts_of(starts).tolist() == counts
    places = ragged(starts[:-1] * 3, np.array(counts, np.int64))
    assert places.tolist() == [int(s) * 3 + i for s, n in zip(starts, counts, strict=False) for i in range(n)]


@pytest.mark.parametrize(("most", "kind"), [(0, "u1"), (255, "u1"), (256, "u2"), (2**16, "u4"), (2**32, "u8")])
def test_the_smallest_type_that_holds_the_values(most: int, kind: str) -> None:
    """Types grow exactly where values stop fitting."""
    assert smallest(np.array([most], np.uint64)).dtype == np.dtype(kind)
