"""Inversion by sorting equals inversion by dictionaries, in both streams."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.lengths import length_to_byte
from search.engines.whoosh_engine.inversion import EncodedText, coded, inverted, length_bytes
from search.engines.whoosh_engine.tokens import Side
from tests.engines.whoosh_engine.streams import DOCUMENTS, ENTRIES, Document, encoded

Postings = dict[str, dict[int, list[int]]]


def naive(documents: list[Document], stream: int) -> Postings:
    """Term -> document -> positions."""
    found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(documents):
        for position, entry in enumerate(document):
            for form in ENTRIES[entry][stream]:
                found[form][number].append(position)
    return {term: dict(docs) for term, docs in found.items()}


def by_arrays(documents: list[Document], side: Side) -> Postings:
    """The same from `inverted`."""
    text = coded(encoded(documents))
    postings = inverted(text, side)
    positions = iter(postings.positions.tolist())
    result: Postings = {}
    for number, term in enumerate(text.column(side).terms):
        at = range(postings.starts[number], postings.starts[number + 1])
        result[term.decode()] = {
            int(postings.docs[i]): [next(positions) for _ in range(postings.frequencies[i])] for i in at
        }
    return result


@given(DOCUMENTS)
def test_inversion_equals_dictionaries(documents: list[Document]) -> None:
    """Every posting and position, for terms with several forms at a position too."""
    assert by_arrays(documents, "exact") == naive(documents, 0)
    assert by_arrays(documents, "stem") == naive(documents, 1)


@given(DOCUMENTS)
def test_terms_are_in_byte_order(documents: list[Document]) -> None:
    """Whoosh needs them so, and prefixes are slices."""
    text = coded(encoded(documents))
    assert list(text.exact.terms) == sorted(text.exact.terms)
    assert list(text.stem.terms) == sorted(text.stem.terms)


@given(DOCUMENTS, st.permutations(range(len(ENTRIES))))
def test_codes_do_not_depend_on_how_entries_were_numbered(documents: list[Document], order: list[int]) -> None:
    """A worker that has seen other words before gives the same bytes."""
    one = coded(encoded(documents))
    place = {entry: number for number, entry in enumerate(order)}
    shuffled = EncodedText(
        np.array([place[entry] for document in documents for entry in document], np.int32),
        np.array([len(document) for document in documents], np.int32),
        [ENTRIES[entry] for entry in order],
    )
    other = coded(shuffled)
    np.testing.assert_array_equal(one.codes, other.codes)
    for mine, theirs in ((one.exact, other.exact), (one.stem, other.stem)):
        assert mine.terms == theirs.terms
        np.testing.assert_array_equal(mine.first, theirs.first)
        np.testing.assert_array_equal(mine.more_terms, theirs.more_terms)


def test_frequent_entries_have_low_codes() -> None:
    """So that 16 bits hold nearly all of a stream."""
    text = coded(encoded([[3, 3, 0], [3, 1]]))
    assert text.codes.tolist() == [1, 1, 2, 1, 3]


@given(st.lists(st.integers(0, 200_000)))
def test_length_bytes_are_those_of_every_engine(lengths: list[int]) -> None:
    """The array form equals `engines.lengths`."""
    assert length_bytes(np.array(lengths, np.int64)).tolist() == [length_to_byte(length) for length in lengths]
