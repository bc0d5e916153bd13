"""The postings of a segment, read in place: one `.npp` array file, one `FieldPostings` per Whoosh field.

This is what the collector computes with; `terms.py` shows the same postings to Whoosh.  How they are written: `field_file.py`.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment

from .arrays import Array, ArrayFile, bounds
from .doc_numbers import DocNumbers
from .strings import StringTable
from .tokens import TokenCodes, TokenStream

EXTENSION = ".npp"
KIND = "postings"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """What the directory says of a field.

    `mode` as in `value_formats`; a weight is frequency x `scale` unless weights are stored.  `tokens` names the token stream
    that the field is a `side` of, if any, and `other` the field of the other side.
    """

    mode: str
    scale: float = 1.0
    tokens: str = ""
    side: str = ""
    other: str = ""


class SegmentPostings:
    """All postings of a segment."""

    def __init__(self, buffer: bytes | memoryview | mmap.mmap, name: str, segment: Segment) -> None:
        self.file = ArrayFile(buffer, name)
        self.documents: int = segment.doc_count_all()
        self._segment = segment
        self._infos = {field: FieldInfo(**info) for field, info in self.file.info["fields"].items()}
        self._fields: dict[str, FieldPostings] = {}
        self._tokens: dict[str, TokenCodes] = {}

    def names(self) -> list[str]:
        """The fields that have postings, in order."""
        return list(self._infos)

    def field(self, name: str) -> FieldPostings | None:
        """The postings of a field, None when it has none."""
        found = self._fields.get(name)
        if found is None and name in self._infos:
            found = self._fields[name] = FieldPostings(self, name, self._infos[name])
        return found

    def total_length(self, name: str) -> int:
        """The exact sum of a field's lengths."""
        return int(self._segment.field_length(name))

    def tokens(self, name: str) -> TokenCodes:
        """A token stream by name."""
        found = self._tokens.get(name)
        if found is None:
            found = self._tokens[name] = TokenCodes(self.file, f"tokens:{name}")
        return found


class FieldPostings:
    """The postings of a field.  Terms are numbered in byte order; the postings of term n are `starts[n]` to `starts[n + 1]`."""

    def __init__(self, segment: SegmentPostings, name: str, info: FieldInfo) -> None:
        self.name = name
        self.info = info
        self._segment = segment
        self._file = segment.file
        self._prefix = f"field:{name}"
        self.table = StringTable(self._file, f"{self._prefix}.terms")
        self.terms = len(self.table)
        self.starts: Array = self.array("starts")
        self.starts_view = self.starts.data
        """The same as plain numbers."""
        self.docs = DocNumbers(self._file, f"{self._prefix}.docs")
        self.find = self.table.find
        self.prefix = self.table.prefix
        self.term = self.table.__getitem__

    def array(self, name: str) -> Array:
        """An array of this field as it lies in the file."""
        return self._file[f"{self._prefix}.{name}"]

    def has(self, name: str) -> bool:
        """Whether the file has this array for this field."""
        return f"{self._prefix}.{name}" in self._file

    @cached_property
    def frequencies(self) -> Array:
        """How often the term occurs in the document, per posting."""
        if self.has("frequencies"):
            return self.array("frequencies")
        return np.broadcast_to(np.uint8(1), len(self.docs))

    @cached_property
    def lengths(self) -> NDArray[np.uint8]:
        """The field's length per document as Whoosh's length byte; 0 = the document lacks the field."""
        stored = self.array("lengths")
        missing = self._segment.documents - len(stored)
        return stored if missing <= 0 else np.concatenate([stored, np.zeros(missing, np.uint8)])

    @cached_property
    def total_length(self) -> int:
        """The exact sum of the lengths, in positions."""
        return self._segment.total_length(self.name)

    # --- what Whoosh asks for -----------------------------------------------------------------------------------------

    def weights(self, first: int, last: int) -> NDArray[np.float32]:
        """The weights of some postings."""
        if self.has("weights"):
            return self.array("weights")[first:last]
        weights: NDArray[np.float32] = self.frequencies[first:last] * np.float32(self.info.scale)
        return weights

    def posting_lengths(self, first: int, last: int) -> NDArray[np.uint8]:
        """The length bytes of the documents of some postings."""
        if self.has("posting_lengths"):
            return self.array("posting_lengths")[first:last]
        return self.lengths.take(self.docs[first:last])

    def value(self, at: int) -> bytes:
        """The opaque value of a posting."""
        start, end = self.array("value_starts")[at : at + 2].tolist()
        return self.array("values")[start:end].tobytes()

    def column(self, number: int, name: str) -> Array:
        """What is known of the occurrences of a term (see `value_formats.COLUMNS`)."""
        if name == "positions":
            return self.occurrences(number)[1]
        start, end = self.array("occurrence_starts")[number : number + 2].tolist()
        return self.array(name)[start:end]

    # --- positions ----------------------------------------------------------------------------------------------------

    @cached_property
    def forward(self) -> TokenStream | None:
        """The token stream as this field's term numbers; None for a field that Whoosh's own writer wrote."""
        if not self.info.tokens:
            return None
        codes = self._segment.tokens(self.info.tokens)
        side: Any = self.info.side
        return TokenStream(codes, self._file, f"tokens:{self.info.tokens}", side)

    @property
    def forward_starts(self) -> Array:
        """Where each document begins in `forward` (documents + 1 of them)."""
        return self._segment.tokens(self.info.tokens).starts

    @cached_property
    def secondary(self) -> NDArray[np.bool_]:
        """Per term, whether it ever stands as a second form: there `forward` does not show it, but `forward.holds` knows."""
        marked = np.zeros(self.terms, np.bool_)
        if self.forward is not None:
            marked[self.forward.more_terms] = True
        return marked

    def occurrences(self, number: int) -> tuple[NDArray[np.int64], Array]:
        """The positions of a term: posting i of it has `positions[offsets[i] : offsets[i + 1]]`."""
        first, last = int(self.starts[number]), int(self.starts[number + 1])
        offsets = bounds(self.frequencies[first:last])
        if not self.has("positions"):
            return offsets, self._derived_positions(number, first, last, offsets)
        start = int(self.array("occurrence_starts")[number])
        return offsets, self.array("positions")[start : start + int(offsets[-1])]

    def places(self, number: int) -> NDArray[np.int64]:
        """The places of a term in `forward`, ascending: its occurrences as indices of the token stream."""
        if not self.has("positions"):
            return self._derived_places(number)
        first, last = int(self.starts[number]), int(self.starts[number + 1])
        positions = self.occurrences(number)[1]
        begins = self.forward_starts.take(self.docs[first:last]).astype(np.int64)
        places = np.repeat(begins, self.frequencies[first:last]) if len(positions) != last - first else begins
        places += positions
        return places

    def docs_of_places(self, number: int) -> NDArray[np.int32] | None:
        """The document of each of these places; None where they are derived and tell of none."""
        if not self.has("positions"):
            return None
        first, last = self.starts_view[number], self.starts_view[number + 1]
        return np.repeat(self.docs[first:last], self.frequencies[first:last])

    def _derived_positions(self, number: int, first: int, last: int, offsets: NDArray[np.int64]) -> Array:
        places = self._derived_places(number)
        begins = self.forward_starts.take(self.docs[first:last]).astype(np.int64)
        return places - np.repeat(begins, np.diff(offsets))

    def _derived_places(self, number: int) -> NDArray[np.int64]:
        """An occurrence of an exact term is one of the first stem of an entry that has the term: keep those of the term's."""
        other = self._segment.field(self.info.other)
        if self.forward is None or other is None or other.forward is None:
            raise LookupError(f"field {self.name!r} has no positions")
        codes = self.forward.codes_of(number)
        found = []
        for stem in np.unique(other.forward.first.take(codes)).tolist():
            places = other.places(stem)
            at = self.forward.codes.take(places)
            own = codes[other.forward.first.take(codes) == stem]
            found.append(places[at == own[0]] if len(own) == 1 else places[np.isin(at, own)])
        return found[0] if len(found) == 1 else np.sort(np.concatenate(found))
