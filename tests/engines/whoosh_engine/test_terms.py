"""Term statistics, cursors and lexicons are those of Whoosh's readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.reading import IndexReader

from search.engines.whoosh_engine.codec import TelisikCodec

TEXTS = ("kota jakarta", "kota bandung kota", "kabupaten bandung", "jalan")


@pytest.fixture(scope="module")
def readers() -> Iterator[tuple[IndexReader, IndexReader]]:
    """Four short texts with both codecs."""
    schema = fields.Schema(
        body=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=2.0), id=fields.ID, none=fields.TEXT
    )
    made = []
    for codec in (W3Codec(), TelisikCodec()):
        index = RamStorage().create_index(schema)
        writer = index.writer(codec=codec)
        for number, text in enumerate(TEXTS):
            writer.add_document(body=text, id=str(number))
        writer.commit()
        made.append(index.reader())
    yield made[0], made[1]
    for reader in made:
        reader.close()


def test_frequencies(readers: tuple[IndexReader, IndexReader]) -> None:
    """Weighted by the field's boost, in documents, and with the bounds that scorers use."""
    for ask in ("frequency", "doc_frequency"):
        for term in ("kota", "bandung", "jalan", "nothing"):
            assert getattr(readers[1], ask)("body", term) == getattr(readers[0], ask)("body", term)
    for term in ("kota", "jalan"):
        ours, theirs = (reader.term_info("body", term) for reader in readers[::-1])
        figures = ("weight", "doc_frequency", "min_length", "max_length", "max_weight", "min_id", "max_id")
        assert [getattr(ours, name)() for name in figures] == [getattr(theirs, name)() for name in figures]


def test_lexicons(readers: tuple[IndexReader, IndexReader]) -> None:
    """All terms, those from one on, those with a prefix, and their statistics."""
    for read in (
        lambda reader: list(reader.all_terms()),
        lambda reader: list(reader.terms_from("body", "bb")),
        lambda reader: list(reader.expand_prefix("body", "ka")),
        lambda reader: [(term, info.weight()) for term, info in reader.iter_from("body", "kota")],
        lambda reader: list(reader.lexicon("id")),
        lambda reader: list(reader.lexicon("none")),
        lambda reader: reader.most_frequent_terms("body", 2),
    ):
        assert read(readers[1]) == read(readers[0])


def test_cursors(readers: tuple[IndexReader, IndexReader]) -> None:
    """Walking and finding, to the end and beyond."""
    theirs, ours = (reader.cursor("body") for reader in readers)
    walked = []
    while ours.is_valid():
        assert ours.text() == theirs.text()
        assert ours.term_info().doc_frequency() == theirs.term_info().doc_frequency()
        walked.append(ours.text())
        ours.next()
        theirs.next()
    assert walked == sorted({word for text in TEXTS for word in text.split()})
    assert (ours.text(), ours.next(), ours.term_info()) == (None, None, None)
    assert ours.find("kab") == theirs.find("kab") == "kabupaten"
    assert ours.find(b"kot") == "kota"
    assert ours.find("zz") is None
    assert ours.first() == "bandung"
