"""Document numbers in two or three bytes come back as int32."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh_engine.arrays import ArrayFile, ArrayWriter
from search.engines.whoosh_engine.bulk import SegmentBuilder
from search.engines.whoosh_engine.codec import TelisikSegment, open_postings
from search.engines.whoosh_engine.doc_numbers import DocNumbers, write_doc_numbers
from search.engines.whoosh_engine.merge import Source, merge_segments
from search.engines.whoosh_engine.toc import new_segment
from tests.engines.whoosh_engine.streams import encoded, schema


@given(st.lists(st.integers(0, 40_000_000)), st.integers(0, 3), st.integers(0, 5))
def test_numbers_come_back(tmp_path_factory: pytest.TempPathFactory, numbers: list[int], first: int, more: int) -> None:
    """Whole and in slices, below and above 65,536 and 16 million documents."""
    path = tmp_path_factory.mktemp("numbers") / "x"
    writer = ArrayWriter(path.open("wb"))
    write_doc_numbers(writer, "docs", np.array(numbers, np.int32), max(numbers, default=-1) + 1)
    writer.close()
    docs = DocNumbers(ArrayFile.open(path), "docs")
    assert len(docs) == len(numbers)
    assert np.asarray(docs).tolist() == numbers
    assert docs[first : first + more].tolist() == numbers[first : first + more]
    assert docs[:].dtype == np.int32


def test_segments_with_many_documents(tmp_path: Path) -> None:
    """Built or merged, a segment beyond 65,536 documents finds its last ones."""
    segments: list[TelisikSegment] = []
    for count in (40_000, 30_000):
        builder = SegmentBuilder(tmp_path, schema(), new_segment(tmp_path, segments))
        builder.add_text("body_exact", "body_stem", encoded([[number % 7] for number in range(count)]))
        builder.add_rows([{}] * count)
        segments.append(builder.finish())
    merged = merge_segments(
        tmp_path, schema(), new_segment(tmp_path, segments), [Source(tmp_path, s) for s in segments]
    )
    field = open_postings(FileStorage(str(tmp_path)), merged).field("body_stem")
    assert field is not None
    number = field.find(b"dan")
    docs = field.docs[int(field.starts[number]) : int(field.starts[number + 1])]
    assert docs.tolist() == [*range(0, 40_000, 7), *(40_000 + n for n in range(0, 30_000, 7))]
