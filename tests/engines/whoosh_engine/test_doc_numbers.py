"""Document numbers come back as int32 from two bytes each, with or without runs, and from the old third byte."""

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


def _written(path: Path, numbers: list[int], documents: int, block: int = 1 << 22) -> ArrayFile:
    """A file of numbers, written in blocks."""
    whole = np.array(numbers, np.int32)
    writer = ArrayWriter(path.open("wb"))
    blocks = [whole[at : at + block] for at in range(0, len(whole), block)]
    write_doc_numbers(writer, "docs", lambda: blocks, len(whole), documents)
    writer.close()
    return ArrayFile.open(path)


def _check_slices(docs: DocNumbers, numbers: list[int], cuts: list[tuple[int, int]]) -> None:
    assert len(docs) == len(numbers)
    assert np.asarray(docs).tolist() == numbers
    assert docs[:].dtype == np.int32
    for first, more in cuts:
        assert docs[first : first + more].tolist() == numbers[first : first + more]


ascending_lists = st.lists(
    st.one_of(
        st.lists(st.integers(0, 400_000), min_size=1, max_size=9, unique=True).map(sorted),
        st.builds(
            lambda first, step, count: list(range(first, 400_001, step))[:count],
            st.integers(0, 400_000),
            st.integers(1, 200),
            st.integers(500, 3_000),
        ),
    ),
    max_size=6,
)
cuts = st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 3_000)), max_size=8)


@given(st.lists(st.integers(0, 40_000_000)), cuts, st.integers(1, 9))
def test_numbers_come_back(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], cuts: list[tuple[int, int]], block: int
) -> None:
    """Any numbers, whole and in slices, below and above 65,536 and 16 million documents, in whatever blocks they came."""
    path = tmp_path_factory.mktemp("numbers") / "x"
    file = _written(path, numbers, max(numbers, default=-1) + 1, block)
    _check_slices(DocNumbers(file, "docs"), numbers, cuts)


@given(ascending_lists, st.integers(1, 5), cuts)
def test_ascending_lists_come_back(
    tmp_path_factory: pytest.TempPathFactory, lists: list[list[int]], repeat: int, cuts: list[tuple[int, int]]
) -> None:
    """Ascending lists of few high parts, one behind another, as runs or not."""
    numbers = [number for part in lists for number in part] * repeat
    path = tmp_path_factory.mktemp("numbers") / "x"
    _check_slices(DocNumbers(_written(path, numbers, 400_001), "docs"), numbers, cuts)


@given(ascending_lists, cuts)
def test_the_old_form_is_read(
    tmp_path_factory: pytest.TempPathFactory, lists: list[list[int]], cuts: list[tuple[int, int]]
) -> None:
    """What was written before there were runs: low and high parts of every posting."""
    numbers = [number for part in lists for number in part]
    whole = np.array(numbers, np.int32)
    path = tmp_path_factory.mktemp("numbers") / "x"
    writer = ArrayWriter(path.open("wb"))
    writer.add("docs.low", (whole & 0xFFFF).astype(np.uint16))
    writer.add("docs.high", (whole >> 16).astype(np.uint8))
    writer.close()
    _check_slices(DocNumbers(ArrayFile.open(path), "docs"), numbers, cuts)


def test_long_runs(tmp_path: Path) -> None:
    """Two long lists: slices within a run, over a few and over all of them."""
    numbers = [*range(0, 300_000, 3), *range(0, 300_000, 2)]
    file = _written(tmp_path / "x", numbers, 300_000, block=70_000)
    assert file.names() == ["docs.low", "docs.runs", "docs.bases"]
    assert len(file["docs.bases"]) == 10
    cuts = [
        (0, 5),
        (20_000, 5_000),
        (21_845, 1),
        (21_000, 30_000),
        (99_999, 2),
        (1, 249_998),
        (249_999, 9),
        (250_000, 3),
    ]
    _check_slices(DocNumbers(file, "docs"), numbers, cuts)


def test_no_runs_where_they_take_more_than_half(tmp_path: Path) -> None:
    """Lists of one posting from everywhere: the high part of each is cheaper."""
    numbers = [(number * 70_001) % 1_000_000 for number in range(5_000)]
    file = _written(tmp_path / "x", numbers, 1_000_000, block=700)
    assert file.names() == ["docs.low", "docs.high"]
    assert np.asarray(DocNumbers(file, "docs")).tolist() == numbers


def test_two_bytes_for_few_documents(tmp_path: Path) -> None:
    """Up to 65,536 documents nothing but the low parts is written."""
    assert _written(tmp_path / "x", [0, 65_535], 65_536).names() == ["docs.low"]


def _built(directory: Path, first: int, last: int, others: list[TelisikSegment]) -> TelisikSegment:
    """A segment of documents with one word each."""
    builder = SegmentBuilder(directory, schema(), new_segment(directory, others))
    builder.add_text("body_exact", "body_stem", encoded([[number % 7] for number in range(first, last)]))
    builder.add_rows([{}] * (last - first))
    return builder.finish()


def test_segments_with_many_documents(tmp_path: Path) -> None:
    """Built or merged, a segment beyond 65,536 documents has the same arrays and finds its last ones."""
    segments: list[TelisikSegment] = []
    for first, last in ((0, 40_000), (40_000, 70_000), (0, 70_000)):
        segments.append(_built(tmp_path, first, last, segments))
    merged = merge_segments(
        tmp_path, schema(), new_segment(tmp_path, segments), [Source(tmp_path, s) for s in segments[:2]]
    )
    postings = [open_postings(FileStorage(str(tmp_path)), segment) for segment in (merged, segments[2])]
    names = [f"field:body_stem.docs.{part}" for part in ("low", "runs", "bases")]
    mine, theirs = ([opened.file[name].tolist() for name in names] for opened in postings)
    assert mine == theirs
    field = postings[0].field("body_stem")
    assert field is not None
    number = field.find(b"dan")
    docs = field.docs[int(field.starts[number]) : int(field.starts[number + 1])]
    assert docs.tolist() == list(range(0, 70_000, 7))
