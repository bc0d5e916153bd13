"""How `format1/` was made, and what it holds.  It is never made again: a test reads it for ever.

    python -m tests.engines.whoosh_engine.format_fixture DIRECTORY

A later format gets a directory of its own beside this one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from whoosh import fields, formats, index
from whoosh.analysis import SpaceSeparatedTokenizer, StandardAnalyzer
from whoosh.reading import IndexReader

from search.engines.whoosh_engine.bulk import SegmentBuilder
from search.engines.whoosh_engine.codec import TelisikCodec
from search.engines.whoosh_engine.toc import Toc, new_segment, write_toc
from tests.engines.whoosh_engine.streams import encoded, row

DOCUMENTS = [[1, 0, 9, 6], [2, 9, 2], [], [5, 3, 0, 8], [4, 7]]


def schema() -> fields.Schema:
    """Every kind of field and value that the format knows."""
    plain = StandardAnalyzer(stoplist=None, minsize=1)
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer())
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        record=fields.STORED,
        number=fields.NUMERIC(sortable=True),
        body_exact=text,
        body_stem=text,
        chars=fields.TEXT(analyzer=plain, chars=True, vector=True),
        boosts=fields.FieldType(format=formats.CharacterBoosts(), analyzer=plain, scorable=True),
        counts=fields.TEXT(analyzer=plain, phrase=False, field_boost=2.0),
        spelt=fields.TEXT(analyzer=plain, spelling=True),
    )


def make(directory: Path) -> None:
    """Write the index: a segment of arrays, then one of Whoosh's writer with boosts and a deletion."""
    index.create_in(directory, schema())
    builder = SegmentBuilder(directory, schema(), new_segment(directory))
    builder.add_text("body_exact", "body_stem", encoded(DOCUMENTS))
    builder.add_rows([row(number) for number in range(len(DOCUMENTS))])
    segment = builder.finish()
    segment.delete_document(1)
    write_toc(directory, Toc(schema(), [segment], 1))
    writer = index.open_dir(directory).writer(codec=TelisikCodec())
    words = "satu dua tiga dua"
    writer.add_document(id="w1", number=7, chars=words, boosts=words, counts=words, spelt=words, _boost=1.5)
    writer.add_document(id="w2", body_exact="satu dua", body_stem="satu dua", counts="dua", _counts_boost=3.0)
    writer.commit(merge=False)
    (directory / "MAIN_WRITELOCK").unlink()
    for old in directory.glob("_MAIN_[01].toc"):
        old.unlink(missing_ok=True)


def content(reader: IndexReader) -> Any:
    """Everything that can be read, as JSON knows it."""
    postings = []
    for name, term in reader.all_terms():
        matcher = reader.postings(name, term)
        rows = []
        while matcher.is_active():
            rows.append([matcher.id(), round(matcher.weight(), 4), (matcher.value() or b"").hex()])
            matcher.next()
        postings.append([name, term.hex(), rows])
    documents = [[number, reader.stored_fields(number), _lengths(reader, number)] for number in reader.all_doc_ids()]
    return json.loads(json.dumps({"postings": postings, "documents": documents}))


def _lengths(reader: IndexReader, number: int) -> list[int | None]:
    return [reader.doc_field_length(number, name, 0) for name in ("body_exact", "body_stem", "chars", "counts")]


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir()
    make(target)
    with index.open_dir(target).reader() as made:
        (target / "content.json").write_text(json.dumps(content(made), indent=0), "utf-8")
