"""Stored fields are read from the columns that Whoosh writes, and from ours, in files and in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import STORED_COLUMN
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage

from search.engines.whoosh_engine.columns import packed, write_byte_strings
from search.engines.whoosh_engine.stored import StoredFields

ROWS = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=400), max_size=3), min_size=1, max_size=12)


def written_by_whoosh(storage: Storage, rows: list[dict[str, Any]]) -> StoredFields:
    writer = STORED_COLUMN.writer(storage.create_file("c"))
    for number, row in enumerate(rows):
        if row:
            writer.add(number, row)
    writer.finish(len(rows))
    writer._child._dbfile.close()
    return StoredFields(storage, "c", len(rows))


def written_by_us(storage: Storage, rows: list[dict[str, Any]]) -> StoredFields:
    strings = [packed(row) for row in rows]
    write_byte_strings(storage.create_file("c"), strings, np.array([len(string) for string in strings]))
    return StoredFields(storage, "c", len(rows))


@given(ROWS)
@settings(max_examples=20)
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]) -> None:
    """By Whoosh's writer and by ours, from a file and from memory, documents without fields included."""
    for write in (written_by_whoosh, written_by_us):
        for storage in (FileStorage(str(tmp_path_factory.mktemp("column"))), RamStorage()):
            stored = write(storage, rows)
            assert [stored.of(number) for number in range(len(rows))] == rows


def test_large_columns_have_offsets(tmp_path: Path) -> None:
    """Whoosh writes offsets beyond 32,768 documents."""
    rows = [{"n": number} if number % 3 else {} for number in range(33_000)]
    stored = written_by_whoosh(FileStorage(str(tmp_path)), rows)
    assert [stored.of(number) for number in (0, 1, 2, 16_000, 32_999)] == [rows[n] for n in (0, 1, 2, 16_000, 32_999)]


def test_a_document_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Numbers beyond the column are no documents, and a file too short for its documents is no column."""
    stored = written_by_us(FileStorage(str(tmp_path)), [{"a": "b"}])
    for number in (-1, 1):
        with pytest.raises(IndexError):
            stored.of(number)
    with pytest.raises(ValueError, match="c is too short for 1000 documents"):
        StoredFields(FileStorage(str(tmp_path)), "c", 1000)


def test_a_file_that_is_gone_can_still_be_read(tmp_path: Path) -> None:
    """A reader keeps what it opened, as long as it lives."""
    stored = written_by_us(FileStorage(str(tmp_path)), [{"a": "b"}])
    (tmp_path / "c").unlink()
    assert stored.of(0) == {"a": "b"}
