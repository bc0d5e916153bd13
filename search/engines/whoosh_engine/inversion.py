"""Token codes to postings: the inversion of a text field, by sorting arrays.

A place is a position of a document, counted over all documents without gaps.  The sort key is (term, place) in one 64-bit
number, hence postings come out by term, document and position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..lengths import LENGTHS
from .arrays import Array, bounds, ragged, smallest
from .tokens import Side

EntryForms = tuple[tuple[str, ...], tuple[str, ...]]
"""The forms of an entry: exact, stem.  At least one each; those behind the first are sorted and distinct."""

_PLACE_BITS = 32
_PLACE_MASK = np.int64((1 << _PLACE_BITS) - 1)
_STEPS = np.array(LENGTHS)


@dataclass(frozen=True, slots=True, eq=False)
class EncodedText:
    """A text field of some documents: `codes` are indices of `entries`, document after document; one length per document."""

    codes: NDArray[np.int32]
    lengths: NDArray[np.int32]
    entries: Sequence[EntryForms]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The entries as terms of one stream (see `tokens`): code 0 is the gap; `more_*` are pairs, ascending by code and term."""

    terms: Sequence[bytes]
    first: NDArray[np.int32]
    more_codes: NDArray[np.int32]
    more_terms: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class CodedText:
    """A text field ready for inversion: codes from 1, by falling frequency, and what they stand for."""

    codes: NDArray[np.int32]
    lengths: NDArray[np.int32]
    exact: Column
    stem: Column

    def column(self, side: Side) -> Column:
        """The column of a stream."""
        return self.exact if side == "exact" else self.stem


@dataclass(frozen=True, slots=True, eq=False)
class Inverted:
    """Postings of one stream: as in `postings.FieldPostings`."""

    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    frequencies: Array
    positions: Array


def length_bytes(lengths: Array) -> NDArray[np.uint8]:
    """Lengths as Whoosh's length bytes."""
    return np.minimum(np.searchsorted(_STEPS, lengths), 255).astype(np.uint8)


def coded(text: EncodedText) -> CodedText:
    """Number the entries that occur by falling frequency; entries of equal frequency by their forms.

    The result depends on the text alone, not on how the entries were numbered before.
    """
    counts = np.bincount(text.codes, minlength=len(text.entries))
    used = np.flatnonzero(counts).tolist()
    used.sort(key=lambda entry: "\0\0".join(map("\0".join, text.entries[entry])))  # the order of the tuples, but faster
    order = np.array(used, np.int64)
    order = order[np.argsort(-counts[order], kind="stable")]
    code_of = np.zeros(len(text.entries), np.int32)
    code_of[order] = np.arange(1, len(order) + 1)
    entries = [text.entries[entry] for entry in order.tolist()]
    return CodedText(
        code_of.take(text.codes),
        text.lengths,
        exact=column_of([exact for exact, _ in entries]),
        stem=column_of([stem for _, stem in entries]),
    )


def column_of(forms: Sequence[tuple[str, ...]]) -> Column:
    """The column of a stream from its forms of the entries with the codes 1, 2, ..."""
    leading = [row[0] for row in forms]
    several = [(code, row) for code, row in enumerate(forms, 1) if len(row) > 1]
    terms = sorted(set(leading).union(*(row for _, row in several)))
    number = dict(zip(terms, range(len(terms)), strict=True))
    first = np.fromiter(map(number.__getitem__, leading), np.int32, len(leading))
    pairs = [(code, number[form]) for code, row in several for form in row[1:]]
    more = np.array(pairs, np.int32).reshape(-1, 2)
    whole = np.concatenate([np.array([-1], np.int32), first])
    return Column([term.encode() for term in terms], whole, more[:, 0].copy(), more[:, 1].copy())


def inverted(text: CodedText, side: Side) -> Inverted:
    """The postings of one stream of a text field."""
    column = text.column(side)
    key = _keys(text.codes, column)
    key.sort()
    terms = (key >> _PLACE_BITS).astype(np.int32)
    places = key & _PLACE_MASK
    del key
    begins = bounds(text.lengths)
    doc_of = np.repeat(np.arange(len(text.lengths), dtype=np.int32), text.lengths)
    docs = doc_of.take(places)
    positions = smallest(places - begins.take(docs), int(text.lengths.max(initial=1)) - 1)
    new = np.ones(len(places), np.bool_)
    new[1:] = (terms[1:] != terms[:-1]) | (docs[1:] != docs[:-1])
    heads = np.flatnonzero(new)
    frequencies = smallest(np.diff(heads, append=len(places)))
    return Inverted(
        bounds(np.bincount(terms.take(heads), minlength=len(column.terms))), docs.take(heads), frequencies, positions
    )


def _keys(codes: NDArray[np.int32], column: Column) -> NDArray[np.int64]:
    """(term, place) of every form at every place."""
    key = column.first.astype(np.int64).take(codes)
    key <<= _PLACE_BITS
    key |= np.arange(len(codes), dtype=np.int64)
    if not len(column.more_codes):
        return key
    places = np.flatnonzero(np.isin(codes, column.more_codes))
    at = codes.take(places)
    low = np.searchsorted(column.more_codes, at, "left")
    counts = np.searchsorted(column.more_codes, at, "right") - low
    more = column.more_terms.take(ragged(low, counts)).astype(np.int64) << _PLACE_BITS
    return np.concatenate([key, more | np.repeat(places, counts)])
