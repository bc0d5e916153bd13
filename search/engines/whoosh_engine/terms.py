"""A segment's postings as Whoosh sees them: terms readers, cursors, term statistics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import fields, formats
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from ..lengths import byte_to_length
from .matchers import PostingMatcher
from .postings import FieldPostings, SegmentPostings

Term = tuple[str, bytes]


def term_info(field: FieldPostings, number: int) -> TermInfo:
    """The statistics of a term."""
    first, last = int(field.starts[number]), int(field.starts[number + 1])
    lengths = field.posting_lengths(first, last)
    docs = field.docs[first:last]
    return TermInfo(
        weight=_weight(field, first, last),
        df=last - first,
        minlength=byte_to_length(int(lengths.min())),
        maxlength=byte_to_length(int(lengths.max())),
        maxweight=float(field.weights(first, last).max()),
        minid=int(docs[0]),
        maxid=int(docs[-1]),
    )


def _weight(field: FieldPostings, first: int, last: int) -> float:
    return float(np.float32(field.weights(first, last).sum(dtype=np.float64)))


class TelisikTermsReader(base.TermsReader):  # type: ignore[misc]
    """The terms of a segment.  `postings` gives their arrays."""

    def __init__(self, postings: SegmentPostings) -> None:
        self.postings = postings

    def __contains__(self, term: Term) -> bool:
        field = self.postings.field(term[0])
        return field is not None and field.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        """The fields that have postings."""
        return self.postings.names()

    def cursor(self, fieldname: str, fieldobj: fields.FieldType) -> TermCursor:
        """A cursor over the terms of a field."""
        return TermCursor(self.postings.field(fieldname), fieldobj)

    def terms(self) -> Iterator[Term]:
        """All terms in order."""
        return ((field.name, field.term(number)) for field, number in self._all())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """The terms from one on."""
        return ((field.name, field.term(number)) for field, number in self._from(fieldname, prefix))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """All terms with their statistics."""
        return (((field.name, field.term(number)), term_info(field, number)) for field, number in self._all())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """The terms from one on, with their statistics."""
        found = self._from(fieldname, prefix)
        return (((field.name, field.term(number)), term_info(field, number)) for field, number in found)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a term."""
        return term_info(*self._found(fieldname, text, TermNotFound))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The sum of the weights of a term's postings."""
        field, number = self._found(fieldname, text, KeyError)
        return _weight(field, int(field.starts[number]), int(field.starts[number + 1]))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """The number of documents that hold a term."""
        field, number = self._found(fieldname, text, KeyError)
        return int(field.starts[number + 1]) - int(field.starts[number])

    def matcher(self, fieldname: str, text: bytes, format_: formats.Format, scorer: Any = None) -> PostingMatcher:
        """A matcher over a term's postings."""
        field, number = self._found(fieldname, text, TermNotFound)
        return PostingMatcher(field, number, format_, scorer)

    def close(self) -> None:
        """Nothing to do: a map lives as long as its views."""

    def _found(self, fieldname: str, text: bytes, error: type[Exception]) -> tuple[FieldPostings, int]:
        field = self.postings.field(fieldname)
        number = -1 if field is None else field.find(text)
        if field is None or number < 0:
            raise error(f"No term {fieldname}:{text!r}")
        return field, number

    def _all(self, first_field: int = 0, first_term: int = 0) -> Iterator[tuple[FieldPostings, int]]:
        for name in self.postings.names()[first_field:]:
            field = self.postings.field(name)
            if field is not None:
                yield from ((field, number) for number in range(first_term, field.terms))
            first_term = 0

    def _from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[FieldPostings, int]]:
        field = self.postings.field(fieldname)
        if field is None:
            return iter(())
        return self._all(self.postings.names().index(fieldname), field.table.lower(prefix))


class TermCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the terms of a field; automata (fuzzy terms) use it."""

    def __init__(self, field: FieldPostings | None, fieldobj: fields.FieldType) -> None:
        self._field = field
        self._decode = fieldobj.from_bytes
        self._encode = fieldobj.to_bytes
        self._number = 0

    def first(self) -> Any:
        """Go to the first term."""
        self._number = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first term that is not below `string`."""
        if self._field is not None:
            self._number = self._field.table.lower(string if isinstance(string, bytes) else self._encode(string))
        return self.text()

    def next(self) -> Any:
        """Go to the next term."""
        self._number += self.is_valid()
        return self.text()

    def text(self) -> Any:
        """The term, None behind the last."""
        return self._decode(self._field.term(self._number)) if self._field and self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """The statistics of the term."""
        return term_info(self._field, self._number) if self._field and self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether the cursor is at a term."""
        return self._field is not None and self._number < self._field.terms
