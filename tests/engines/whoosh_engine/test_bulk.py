"""A segment built from arrays is what Whoosh's own writer makes of the same documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import index
from whoosh import query as q
from whoosh.codec.whoosh3 import W3Codec

from search.engines.whoosh_engine.bulk import SegmentBuilder
from search.engines.whoosh_engine.toc import Toc, new_segment, read_toc, segment_files, write_toc
from tests.engines.whoosh_engine.format_fixture import content
from tests.engines.whoosh_engine.streams import build, encoded, opened, row, schema

WORDS = ("dan", "makan", "bank", "di", "jakarta")
ENTRIES = [((word,), (word[:3],)) for word in WORDS]
DOCUMENTS = st.lists(st.lists(st.integers(0, len(WORDS) - 1), max_size=10), min_size=1, max_size=8)


def by_whoosh(directory: Path, documents: list[list[int]]) -> index.Index:
    """The documents through Whoosh's writer and codec."""
    made = index.create_in(directory, schema())
    writer = made.writer(codec=W3Codec())
    for number, document in enumerate(documents):
        texts: dict[str, Any] = {
            "body_exact": " ".join(WORDS[entry] for entry in document),
            "body_stem": " ".join(WORDS[entry][:3] for entry in document),
        }
        stored = {f"_stored_{name}": None for name in texts}
        writer.add_document(**row(number), **texts, **stored)
    writer.commit()
    return made


def documents_of(found: Any) -> Iterator[Any]:
    """Numbers, stored fields and lengths; Whoosh says 0 or None for a field that is not there."""
    for number, stored, lengths in found["documents"]:
        yield number, stored["id"], stored["record"], [length or 0 for length in lengths]


@given(DOCUMENTS)
def test_a_built_segment_equals_a_written_one(
    tmp_path_factory: pytest.TempPathFactory, documents: list[list[int]]
) -> None:
    """Postings, values, weights, lengths, stored fields, averages and answers."""
    ours, theirs = tmp_path_factory.mktemp("ours"), by_whoosh(tmp_path_factory.mktemp("theirs"), documents)
    builder = SegmentBuilder(ours, schema(), new_segment(ours))
    builder.add_text("body_exact", "body_stem", encoded(documents, ENTRIES))
    builder.add_rows([row(number) for number in range(len(documents))])
    write_toc(ours, Toc(schema(), [builder.finish()]))
    with index.open_dir(ours).searcher() as a, theirs.searcher() as b:
        mine, other = content(a.reader()), content(b.reader())
        assert mine["postings"] == other["postings"]
        assert list(documents_of(mine)) == list(documents_of(other))
        for name in ("body_exact", "body_stem"):
            assert a.avg_field_length(name) == b.avg_field_length(name)
        query = q.Or(
            [q.Phrase("body_exact", ["makan", "dan"]), q.Term("body_stem", "ban"), q.NumericRange("number", 0, 2)]
        )
        hits = [[(round(score, 5), doc) for score, doc in s.search(query, limit=None).top_n] for s in (a, b)]
        assert hits[0] == hits[1]


def test_fields_must_agree_on_the_number_of_documents(tmp_path: Path) -> None:
    """Else documents of one field would answer for those of another."""
    builder = SegmentBuilder(tmp_path, schema(), new_segment(tmp_path))
    builder.add_text("body_exact", "body_stem", encoded([[0], [1]]))
    with pytest.raises(ValueError, match="3 documents"):
        builder.add_rows([row(number) for number in range(3)])
    builder.finish()


def test_segments_are_numbered_and_listed(tmp_path: Path) -> None:
    """Equal builds have equal names, whatever else is there; a TOC knows deletions."""
    first = build(tmp_path, [[0], [1]])
    second = build(tmp_path, [[2]], [first])
    assert (first.segid, second.segid) == ("00000001", "00000002")
    assert {path.name for path in segment_files(tmp_path, second)} >= {"MAIN_00000002.npp", "MAIN_00000002._stored.col"}
    first.delete_document(0)
    with opened(tmp_path, [first, second]).searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(q.Every(), limit=None)] == ["d001", "d002"]
    toc = read_toc(tmp_path)
    assert [segment.segid for segment in toc.segments] == ["00000001", "00000002"]
    assert list(toc.segments[0].deleted_docs()) == [0]


def test_an_empty_segment(tmp_path: Path) -> None:
    """No documents, no terms, no hits, no errors."""
    segment = build(tmp_path, [])
    with opened(tmp_path, [segment]).searcher() as searcher:
        assert list(searcher.search(q.Term("body_stem", "makan"))) == []
        assert searcher.doc_count_all() == 0
