"""What the collector reads from a segment: terms, postings, positions of both streams, the token stream."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from whoosh.filedb.filestore import FileStorage

from search.engines.lengths import length_to_byte
from search.engines.whoosh_engine.codec import open_postings
from search.engines.whoosh_engine.postings import FieldPostings, SegmentPostings
from tests.engines.whoosh_engine.streams import DOCUMENTS, ENTRIES, Document, build
from tests.engines.whoosh_engine.test_inversion import naive

SIDES = (("body_exact", 0), ("body_stem", 1))


def postings_of(directory: Path, documents: list[Document]) -> SegmentPostings:
    """The postings of a new segment."""
    return open_postings(FileStorage(str(directory)), build(directory, documents))


def field_of(postings: SegmentPostings, name: str) -> FieldPostings:
    """A field that is there."""
    field = postings.field(name)
    assert field is not None
    return field


def positions_of(field: FieldPostings, term: str) -> dict[int, list[int]]:
    """Document -> positions of a term."""
    number = field.find(term.encode())
    docs = field.docs[field.starts[number] : field.starts[number + 1]].tolist()
    offsets, positions = field.occurrences(number)
    return {doc: positions[offsets[i] : offsets[i + 1]].tolist() for i, doc in enumerate(docs)}


@given(DOCUMENTS)
def test_postings_of_both_streams_equal_dictionaries(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document]
) -> None:
    """Positions stand once, with the stems; those of the exact stream follow from the token stream."""
    postings = postings_of(tmp_path_factory.mktemp("segment"), documents)
    for name, stream in SIDES:
        field = field_of(postings, name)
        expected = naive(documents, stream)
        assert [field.term(n).decode() for n in range(field.terms)] == sorted(expected)
        for term, where in expected.items():
            assert positions_of(field, term) == where
        assert field.lengths.tolist() == [length_to_byte(len(document)) for document in documents]
        assert field.total_length == sum(map(len, documents))


@given(DOCUMENTS)
def test_the_token_stream_shows_every_position(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document]
) -> None:
    """First forms by `take`, second forms by `holds`, a gap behind each document, and places that agree with both."""
    postings = postings_of(tmp_path_factory.mktemp("segment"), documents)
    for name, stream in SIDES:
        field = field_of(postings, name)
        forward = field.forward
        assert forward is not None
        starts = field.forward_starts.tolist()
        for number, document in enumerate(documents):
            shown = forward.between(starts[number], starts[number + 1])
            forms = [ENTRIES[entry][stream] for entry in document]
            assert shown.tolist() == [*(field.find(form[0].encode()) for form in forms), -1]
            places = np.arange(starts[number], starts[number + 1] - 1)
            np.testing.assert_array_equal(forward.take(places), shown[:-1])
            for term in range(field.terms):
                held = [field.term(term).decode() in form for form in forms]
                assert forward.holds(places, term).tolist() == held
        for term in range(field.terms):
            assert forward.holds(field.places(term), term).all()
            assert field.secondary[term] == any(
                field.term(term).decode() in ENTRIES[e][stream][1:] for d in documents for e in d
            )


def test_a_term_that_is_not_there(tmp_path: Path) -> None:
    """-1, and no prefix."""
    field = field_of(postings_of(tmp_path, [[0, 1]]), "body_stem")
    assert field.find(b"kucing") == -1
    assert list(field.prefix(b"mak")) == [field.find(b"makan")]
    assert list(field.prefix(b"z")) == []


def test_fields_that_are_no_text_have_postings_without_positions(tmp_path: Path) -> None:
    """An id has one posting with frequency 1 and no token stream."""
    postings = postings_of(tmp_path, [[0], [1], [2]])
    field = field_of(postings, "id")
    number = field.find(b"d001")
    assert field.docs[field.starts[number] : field.starts[number + 1]].tolist() == [1]
    assert field.frequencies.tolist() == [1, 1, 1]
    assert field.forward is None
    assert not field.secondary.any()
    with pytest.raises(LookupError, match="no positions"):
        field.occurrences(number)
    assert postings.field("nothing") is None
