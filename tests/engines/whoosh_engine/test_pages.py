"""Mapped pages are given back, and what was read stays readable."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh_engine import pages
from search.engines.whoosh_engine.arrays import ArrayFile, ArrayWriter
from search.engines.whoosh_engine.pages import MappedPages, mapped_bytes
from search.engines.whoosh_engine.storage import MappedFile, open_mapped

MEGABYTES = 48


@pytest.mark.skipif(not mapped_bytes(), reason="the system does not tell how much is mapped")
def test_a_search_too_many_gives_the_pages_back(tmp_path: Path) -> None:
    """Reading more than the limit is undone at the next look, and the array reads the same afterwards."""
    numbers = np.arange(MEGABYTES << 18, dtype=np.uint32)
    writer = ArrayWriter((tmp_path / "numbers").open("wb"))
    writer.add("numbers", numbers)
    writer.close()
    file = ArrayFile.open(tmp_path / "numbers")
    kept = MappedPages([file])
    total = int(file["numbers"].sum())
    read = mapped_bytes()
    for _ in range(pages._EVERY):
        kept.searched()
    assert mapped_bytes() < read - (MEGABYTES << 19)
    assert total == int(file["numbers"].sum()) == int(numbers.sum())


def test_a_column_is_read_from_its_map(tmp_path: Path) -> None:
    """A file of Whoosh's gives every byte, piece by piece."""
    data = np.random.default_rng(3).bytes(1 << 20)
    storage = FileStorage(str(tmp_path))
    (tmp_path / "column").write_bytes(data)
    file = open_mapped(storage, "column")
    assert isinstance(file, MappedFile)
    joined = io.BytesIO()
    for start in range(0, len(data), 3000):
        joined.write(file.get(start, 3000))
    assert joined.getvalue() == data
