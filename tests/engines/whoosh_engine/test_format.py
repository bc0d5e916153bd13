"""An index of format 1 is read for ever."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from whoosh import index
from whoosh import query as q

from search.engines.whoosh_engine.arrays import FORMAT, ArrayFile
from search.engines.whoosh_engine.codec import TelisikCodec, TelisikSegment
from search.engines.whoosh_engine.toc import read_toc
from tests.engines.whoosh_engine.format_fixture import content

FORMAT1 = Path(__file__).parent / "format1"


def test_format_1_reads_as_it_was_written() -> None:
    """Every posting, weight, value, stored field and length."""
    with index.open_dir(FORMAT1).reader() as reader:
        assert content(reader) == json.loads((FORMAT1 / "content.json").read_text("utf-8"))


def test_format_1_has_whole_files_of_its_format() -> None:
    """The checksums hold, and the names of the pickled classes are those of today."""
    files = [ArrayFile.open(path) for path in sorted(FORMAT1.glob("*.npp"))]
    assert len(files) == 2
    for file in files:
        file.verify()
    segments = read_toc(FORMAT1).segments
    assert [type(segment) for segment in segments] == [TelisikSegment, TelisikSegment]
    assert [type(segment.codec()) for segment in segments] == [TelisikCodec, TelisikCodec]
    assert FORMAT == 1


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (q.Term("body_stem", "makan"), ["d000", "d003"]),
        (q.Phrase("body_exact", ["bank", "80"]), ["d000"]),
        (q.Phrase("body_stem", ["marulitu", "makan"]), ["d003"]),
        (q.Term("body_exact", "makanan"), []),
        (q.Phrase("chars", ["tiga", "dua"]), ["w1"]),
        (q.NumericRange("number", -2, 7), ["d002", "d003", "w1"]),
        (q.Prefix("body_exact", "sa"), ["w2"]),
    ],
)
def test_format_1_answers_queries(query: q.Query, ids: list[str]) -> None:
    """Through Whoosh's own searcher, with a deleted document left out."""
    with index.open_dir(FORMAT1).searcher() as searcher:
        assert sorted(hit["id"] for hit in searcher.search(query, limit=None)) == ids


def test_format_1_can_be_written_on(tmp_path: Path) -> None:
    """Whoosh adds to it and merges it into a segment of today."""
    copy = shutil.copytree(FORMAT1, tmp_path / "copy")
    writer = index.open_dir(copy).writer(codec=TelisikCodec())
    writer.add_document(id="new", body_stem="makan")
    writer.commit(optimize=True)
    with index.open_dir(copy).searcher() as searcher:
        assert sorted(hit["id"] for hit in searcher.search(q.Term("body_stem", "makan"))) == ["d000", "d003", "new"]
