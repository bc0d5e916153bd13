"""Whoosh's per-document columns, written and read whole, are what Whoosh's own classes write and read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import STORED_COLUMN
from whoosh.columns import VarBytesColumn
from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh_engine.columns import ByteStrings, packed, write_byte_strings

STRINGS = st.lists(st.binary(max_size=300), min_size=1, max_size=20)


@given(STRINGS)
def test_whoosh_reads_our_column(tmp_path_factory: pytest.TempPathFactory, strings: list[bytes]) -> None:
    """Written in pieces, read string by string."""
    directory = tmp_path_factory.mktemp("column")
    storage = FileStorage(str(directory))
    sizes = np.array([len(string) for string in strings])
    write_byte_strings(storage.create_file("c"), strings, sizes)
    with storage.open_file("c") as file:
        reader = VarBytesColumn().reader(file, 0, storage.file_length("c"), len(strings))
        assert [reader[number] for number in range(len(strings))] == strings
        assert list(reader) == strings


@given(STRINGS, st.integers(1, 500), st.data())
def test_we_read_whoosh_columns(
    tmp_path_factory: pytest.TempPathFactory, strings: list[bytes], most: int, data: st.DataObject
) -> None:
    """With and without stored offsets, any lengths, any documents left out, pieces of any size."""
    directory = tmp_path_factory.mktemp("column")
    storage = FileStorage(str(directory))
    writer = VarBytesColumn(write_offsets_cutoff=data.draw(st.sampled_from([0, 100]))).writer(storage.create_file("c"))
    for number, string in enumerate(strings):
        writer.add(number, string)
    writer.finish(len(strings))
    writer._dbfile.close()
    column = ByteStrings(directory / "c", len(strings))
    assert column.sizes.tolist() == [len(string) for string in strings]
    keep = np.array(data.draw(st.lists(st.booleans(), min_size=len(strings), max_size=len(strings))), np.bool_)
    kept = b"".join(string for string, wanted in zip(strings, keep, strict=True) if wanted)
    assert b"".join(column.pieces(keep, most)) == kept


def test_stored_fields_are_those_of_whoosh(tmp_path: Path) -> None:
    """A document without stored fields has none; Whoosh's column reads the rest."""
    rows = [{"a": 1, "text": "halo" * 50}, {}, {"b": ["x"]}]
    strings = [packed(row) for row in rows]
    storage = FileStorage(str(tmp_path))
    write_byte_strings(storage.create_file("c"), strings, np.array([len(string) for string in strings]))
    with storage.open_file("c") as file:
        reader = STORED_COLUMN.reader(file, 0, storage.file_length("c"), len(rows))
        assert [reader[number] or {} for number in range(len(rows))] == rows


def test_a_column_beyond_4_gigabytes_has_wide_offsets(tmp_path: Path) -> None:
    """Offsets grow to 64 bits when 32 do not hold them."""
    storage = FileStorage(str(tmp_path))
    sizes = np.array([2**31, 2**31, 2**31, 1])
    file = storage.create_file("c")
    file.seek(int(sizes.sum()))  # a sparse file: no bytes are written
    write_byte_strings(file, [], sizes)
    column = ByteStrings(tmp_path / "c", 4)
    assert column.sizes.tolist() == sizes.tolist()
    with storage.open_file("c") as opened:
        reader = VarBytesColumn().reader(opened, 0, storage.file_length("c"), 4)
        assert reader[3] == b"\0"
