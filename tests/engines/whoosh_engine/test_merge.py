"""Merging arrays gives what one build of the same documents would have given."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import index
from whoosh import query as q
from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh_engine.arrays import ArrayFile
from search.engines.whoosh_engine.codec import TelisikCodec, TelisikSegment, open_postings
from search.engines.whoosh_engine.merge import Source, merge_segments
from search.engines.whoosh_engine.toc import new_segment, read_toc
from tests.engines.whoosh_engine.streams import DOCUMENTS, Document, build, opened, schema


def arrays_of(directory: Path, segment: TelisikSegment) -> dict[str, tuple[str, list[float]]]:
    """Every array of a segment's postings with its type."""
    file = open_postings(FileStorage(str(directory)), segment).file
    file.verify()
    return {name: (file[name].dtype.str, file[name].tolist()) for name in file.names()}


def files_of(directory: Path, segment: TelisikSegment) -> dict[str, bytes]:
    """The per-document files of a segment."""
    return {column: (directory / segment.make_filename(f".{column}.col")).read_bytes() for column in segment.columns}


def built_in_parts(directory: Path, parts: list[list[Document]]) -> list[TelisikSegment]:
    """One segment per part."""
    segments: list[TelisikSegment] = []
    for part in parts:
        segments.append(build(directory, part, segments))
    return segments


@given(st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_merged_chunks_are_one_chunk(tmp_path_factory: pytest.TempPathFactory, parts: list[list[Document]]) -> None:
    """Not merely the same answers: the same arrays, types, columns and totals."""
    directory, other = tmp_path_factory.mktemp("parts"), tmp_path_factory.mktemp("whole")
    segments = built_in_parts(directory, parts)
    merged = merge_segments(other, schema(), new_segment(other), [Source(directory, x) for x in segments])
    whole = build(directory, [document for part in parts for document in part], [])
    assert arrays_of(other, merged) == arrays_of(directory, whole)
    assert files_of(other, merged) == files_of(directory, whole)
    assert merged.doc_count_all() == whole.doc_count_all()
    assert merged._fieldlengths == whole._fieldlengths


@given(st.lists(DOCUMENTS, min_size=1, max_size=3), st.data())
def test_deleted_documents_are_gone(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[Document]], data: st.DataObject
) -> None:
    """By the segment's deletions or by `keep`: the arrays are those of the documents that are left."""
    directory, other, third = (tmp_path_factory.mktemp(name) for name in ("parts", "merged", "whole"))
    segments = built_in_parts(directory, parts)
    sources, left = [], []
    for segment, part in zip(segments, parts, strict=True):
        keep = np.array(data.draw(st.lists(st.booleans(), min_size=len(part), max_size=len(part))), np.bool_)
        deleted = data.draw(st.sets(st.integers(0, len(part) - 1))) if part else set()
        for number in deleted:
            segment.delete_document(number)
        sources.append(Source(directory, segment, keep))
        left += [document for n, document in enumerate(part) if keep[n] and n not in deleted]
    merged = merge_segments(other, schema(), new_segment(other), sources)
    whole = build(third, left)
    mine, theirs = arrays_of(other, merged), arrays_of(third, whole)
    text = [name for name in theirs if "body" in name]
    assert {name: mine[name] for name in text} == {name: theirs[name] for name in text}
    assert merged._fieldlengths == whole._fieldlengths


def test_a_merged_segment_answers_whoosh_queries(tmp_path: Path) -> None:
    """Stored fields, columns, ids and phrases survive a merge with deletions, for Whoosh's own searcher."""
    parts = [[[1, 0, 9], [2, 9]], [[9, 3, 0], [0]], [[6, 1]]]
    segments = built_in_parts(tmp_path, parts)
    segments[1].delete_document(1)
    merged = merge_segments(
        tmp_path, schema(), new_segment(tmp_path, segments), [Source(tmp_path, s) for s in segments]
    )
    with opened(tmp_path, [merged]).searcher() as searcher:
        found = lambda query: [hit["id"] for hit in searcher.search(query, limit=None)]  # noqa: E731
        assert sorted(found(q.Term("body_stem", "makan"))) == ["d000", "d001", "d002", "d004"]
        assert found(q.Phrase("body_exact", ["bank", "dimakan"])) == ["d002"]
        assert found(q.Phrase("body_exact", ["80", "makan"])) == ["d004"]
        assert found(q.Phrase("body_stem", ["dan", "bank"])) == ["d000"]
        assert found(q.NumericRange("number", -1, 5)) == ["d002"]
        assert [hit["record"]["number"] for hit in searcher.search(q.Term("id", "d004"))] == [4]
        by_number = searcher.search(q.Every(), sortedby="number", limit=None)
        assert [hit["id"] for hit in by_number][:2] == ["d001", "d002"]


def test_more_than_a_block_of_postings_is_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of terms and documents are cut anywhere."""
    monkeypatch.setattr("search.engines.whoosh_engine.merge_fields.BLOCK", 3)
    monkeypatch.setattr("search.engines.whoosh_engine.merge_tokens.BLOCK", 4)
    parts = [[[0, 1, 2, 3], [5, 5, 5]], [[6, 8], [], [9, 0, 0]]]
    directory, other = tmp_path / "a", tmp_path / "b"
    directory.mkdir()
    other.mkdir()
    segments = built_in_parts(directory, parts)
    segments[0].delete_document(1)
    left = [parts[0][0], *parts[1]]
    merged = merge_segments(other, schema(), new_segment(other), [Source(directory, s) for s in segments])
    mine, theirs = arrays_of(other, merged), arrays_of(directory, build(directory, left))
    assert {name: mine[name] for name in mine if "body" in name} == {
        name: theirs[name] for name in theirs if "body" in name
    }


def test_pages_are_given_back_block_by_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not merely at the end: so the memory of a merge does not grow with the index."""
    given_back: list[str] = []
    forget = ArrayFile.forget_pages
    monkeypatch.setattr(ArrayFile, "forget_pages", lambda file: (given_back.append(file.name), forget(file)))
    segments = built_in_parts(tmp_path, [[[0, 1, 2, 3], [5, 5, 5]], [[6, 8], [9, 0, 0]]])
    counts = []
    for block in (1000, 3):
        monkeypatch.setattr("search.engines.whoosh_engine.merge_fields.BLOCK", block)
        monkeypatch.setattr("search.engines.whoosh_engine.merge_tokens.BLOCK", block)
        target = tmp_path / str(block)
        target.mkdir()
        merge_segments(target, schema(), new_segment(target), [Source(tmp_path, s) for s in segments])
        counts.append(len(given_back))
        given_back.clear()
    assert counts[1] > 2 * counts[0]


def test_what_whoosh_itself_wrote_is_refused(tmp_path: Path) -> None:
    """Its text fields have no token stream; Whoosh merges those itself."""
    made = index.create_in(tmp_path, schema())
    writer = made.writer(codec=TelisikCodec())
    writer.add_document(id="w", body_exact="satu dua", body_stem="satu dua")
    writer.commit()
    written = read_toc(tmp_path).segments[0]
    ours = build(tmp_path, [[0]])
    with pytest.raises(ValueError, match="cannot be merged"):
        merge_segments(
            tmp_path, schema(), new_segment(tmp_path, [ours]), [Source(tmp_path, written), Source(tmp_path, ours)]
        )
