"""All segments of an opened directory, seen as one row of documents.

Documents are numbered through: segment after segment, deleted ones included, as statistics count them.  Arrays of one segment
are used where they lie in their files; only small ones of several segments are joined.
Not here: opening and writing files (`store`), scores (`scoring`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.query.plan import Stream
from search.schema import TEXT_FIELDS

from ..lengths import average_length
from .dates import Dates
from .fields import ID_FIELD, stream_field
from .links import LinkTable
from .matches import Docs, Mask, Matches
from .order import Order, merged, ranks
from .postings import FieldPostings, SegmentPostings
from .space import Space

_TERMS = 1 << 13
"""Terms whose places in the files are remembered."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One opened segment.  `deleted` = own numbers of deleted documents; `order` as in `order.newest_first`;
    `stored` gives the stored text of a document."""

    name: str
    documents: int
    postings: SegmentPostings
    dates: Dates
    links: LinkTable
    order: Order
    deleted: NDArray[np.int64]
    stored: Callable[[int], str]


@dataclass(frozen=True, slots=True, eq=False)
class TermPostings:
    """Live documents that hold a term, how often, and `holding` = how many hold it, deleted ones included."""

    docs: Docs
    frequencies: NDArray[Any]
    holding: int


@dataclass(frozen=True, slots=True, eq=False)
class Local:
    """A field in one segment, whose documents begin at `base`."""

    base: int
    postings: FieldPostings


class Snapshot:
    """The documents of all segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        counts = [segment.documents for segment in segments]
        self.bases = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self._bounds = self.bases.tolist()
        self.documents = int(self.bases[-1])
        self.space = Space(self.documents)
        self.live = self._live()
        self._locals: dict[str, tuple[Local, ...]] = {}
        self.numbers = lru_cache(_TERMS)(self._numbers)
        self.slices = lru_cache(_TERMS)(self._slices)

    def _live(self) -> Mask | None:
        """Which documents are not deleted, padded; None when none is."""
        if not any(len(segment.deleted) for segment in self.segments):
            return None
        mask = np.ones(self.space.padded, np.bool_)
        mask[self.documents :] = False
        for base, segment in zip(self.bases, self.segments, strict=False):
            mask[segment.deleted + base] = False
        return mask

    @cached_property
    def everything(self) -> Matches:
        """Every live document."""
        if self.live is not None:
            return self.space.of_mask(self.live)
        return self.space.of_docs(np.arange(self.documents, dtype=np.int32))

    def only_live(self, docs: Docs) -> Docs:
        """Those of these documents that are not deleted."""
        return docs if self.live is None else docs[self.live.take(docs)]

    # --- text ---------------------------------------------------------------------------------------------------------

    def locals(self, name: str) -> tuple[Local, ...]:
        """The segments that have a Whoosh field."""
        found = self._locals.get(name)
        if found is None:
            pairs = [(int(b), s.postings.field(name)) for b, s in zip(self.bases, self.segments, strict=False)]
            found = self._locals[name] = tuple(Local(base, field) for base, field in pairs if field is not None)
        return found

    def among(self, docs: Docs, local: Local) -> tuple[int, int]:
        """Which of these ascending documents are those of a segment."""
        if len(self.segments) == 1:
            return 0, len(docs)
        end = local.base + len(local.postings.forward_starts) - 1
        return bisect_left(docs, local.base), bisect_left(docs, end)

    def _numbers(self, name: str, term: str) -> tuple[int, ...]:
        """The number of a term in each of the field's `locals`, -1 where it does not occur."""
        wanted = term.encode("utf-8", "surrogatepass")
        return tuple(each.postings.find(wanted) for each in self.locals(name))

    def _slices(self, name: str, term: str) -> Sequence[tuple[Local, int, int]]:
        """Where the postings of a term lie in each segment that has it."""
        pairs = zip(self.locals(name), self.numbers(name, term), strict=True)
        return [(x, x.postings.starts_view[n], x.postings.starts_view[n + 1]) for x, n in pairs if n >= 0]

    def term(self, field: str, stream: Stream, text: str, only: Mask | None = None) -> TermPostings | None:
        """The postings of a term in a text field (in live documents of a mask); None when no document ever held it."""
        slices = self.slices(stream_field(field, stream), text)
        if not slices:
            return None
        docs = _joined([_based(x.postings.docs[a:b], x.base) for x, a, b in slices])
        frequencies = _joined([x.postings.frequencies[a:b] for x, a, b in slices])
        holding = len(docs)
        wanted = self.live if only is None else only
        if wanted is not None:
            kept = wanted.take(docs).nonzero()[0]
            docs, frequencies = docs.take(kept), frequencies.take(kept)
        return TermPostings(docs, frequencies, holding)

    def term_in(self, field: str, stream: Stream, text: str, docs: Docs) -> TermPostings | None:
        """The same for some live documents, ascending; `docs` of the answer are places among these."""
        slices = self.slices(stream_field(field, stream), text)
        if not slices:
            return None
        places, frequencies = [], []
        for each, first, last in slices:
            held = _based(each.postings.docs[first:last], each.base)
            at = held.searchsorted(docs)
            places.append((held.take(at, mode="clip") == docs).nonzero()[0])
            frequencies.append(each.postings.frequencies[first:last].take(at.take(places[-1])))
        return TermPostings(_joined(places), _joined(frequencies), sum(last - first for _, first, last in slices))

    def holding(self, field: str, stream: Stream, text: str) -> int:
        """How many documents hold a term, deleted ones included."""
        return sum(last - first for _, first, last in self.slices(stream_field(field, stream), text))

    def most_holding(self, stream: Stream, text: str) -> int:
        """The same for the text field where the term is most frequent."""
        return max(self.holding(field, stream, text) for field in TEXT_FIELDS)

    @cached_property
    def _lengths(self) -> dict[str, NDArray[np.uint8]]:
        return {}

    def lengths(self, field: str) -> NDArray[np.uint8]:
        """The length byte of a text field per document."""
        found = self._lengths.get(field)
        if found is None:
            name = stream_field(field, Stream.STEM)
            parts = [(s.postings.field(name), s.documents) for s in self.segments]
            rows = [np.zeros(count, np.uint8) if p is None else p.lengths[:count] for p, count in parts]
            found = self._lengths[field] = _joined(rows) if rows else np.empty(0, np.uint8)
        return found

    def average(self, field: str) -> float:
        """The average exact length of a text field."""
        name = stream_field(field, Stream.STEM)
        return average_length(sum(x.postings.total_length for x in self.locals(name)), self.documents)

    # --- identity and order -------------------------------------------------------------------------------------------

    def segment_of(self, document: int) -> tuple[Segment, int]:
        """The segment of a document, and its own number there."""
        place = bisect_right(self._bounds, document) - 1
        return self.segments[place], document - self._bounds[place]

    @cached_property
    def _ids(self) -> tuple[tuple[memoryview, Callable[[int], str]], ...]:
        """Per segment, the number of each document's id, and the id of each number.  (A memoryview gives plain ints.)"""
        pairs = [(id_terms(segment.postings).data, segment.postings.field(ID_FIELD)) for segment in self.segments]
        return tuple((terms, _no_id if ids is None else ids.table.text) for terms, ids in pairs)

    def id_of(self, document: int) -> str:
        """The id of a document."""
        place = bisect_right(self._bounds, document) - 1
        terms, table = self._ids[place]
        return table(terms[document - self._bounds[place]])

    def document(self, id: str) -> int | None:
        """The live document with this id."""
        wanted = id.encode("utf-8", "surrogatepass")
        for base, segment in zip(self.bases[-2::-1].tolist(), reversed(self.segments), strict=False):
            postings = segment.postings.field(ID_FIELD)
            number = postings.find(wanted) if postings is not None else -1
            if postings is None or number < 0:
                continue
            for own in postings.docs[int(postings.starts[number]) : int(postings.starts[number + 1])].tolist():
                if self.live is None or self.live[base + own]:
                    return int(base + own)
        return None

    @cached_property
    def dates(self) -> Dates:
        """The dates of all documents."""
        return Dates.joined([segment.dates for segment in self.segments])

    @cached_property
    def seconds_view(self) -> memoryview:
        """The seconds of the dates as plain numbers."""
        return self.dates.seconds.data

    @cached_property
    def links(self) -> LinkTable:
        """The links of all documents."""
        return LinkTable.joined([segment.links for segment in self.segments])

    @cached_property
    def order(self) -> Order:
        """All documents, newest first."""
        return merged([segment.order for segment in self.segments], self.dates.seconds, self.id_of)

    @cached_property
    def rank(self) -> Order:
        """Per document, its place in the order."""
        return ranks(self.order)

    @cached_property
    def rank_view(self) -> memoryview:
        """The same as plain numbers."""
        return self.rank.data

    def live_documents(self) -> Iterator[int]:
        """Live documents in the order in which they were built."""
        return iter(range(self.documents)) if self.live is None else iter(np.flatnonzero(self.live).tolist())


def _based(docs: Docs, base: int) -> Docs:
    return docs + np.int32(base) if base else docs


def _joined(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _no_id(_: int) -> str:
    raise ValueError("a segment has no ids")


def id_terms(postings: SegmentPostings) -> NDArray[np.int32]:
    """Per document of a segment, the number of its id among the ids."""
    terms = np.zeros(postings.documents, np.int32)
    ids = postings.field(ID_FIELD)
    if ids is not None:
        terms[ids.docs] = np.repeat(np.arange(ids.terms, dtype=np.int32), np.diff(ids.starts).astype(np.int64))
    return terms
