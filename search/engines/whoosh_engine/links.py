"""Links as arrays: which outlet and leaders each document has, one file per segment.

    outlet            per document: code of its outlet, -1 = unknown
    starts            per document: where its leaders begin, most prominent first
    leader, flags, prominence, mention_starts                 per link
    mention_field, mention_begin, mention_end                 per mention
    by_leader_starts, by_leader                               per leader: its links, in the order of documents
    outlets, leaders  the ids behind the codes, sorted

Links are not postings, so that relinking leaves the text index alone.  Not here: counting (`facets`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from search.model import LeaderLink, Links, Mention
from search.schema import TEXT_FIELDS

from .arrays import Array, ArrayFile, ArrayWriter, bounds, ragged, smallest
from .strings import StringTable, write_strings

IN_TITLE = 1
IN_LEAD = 2

_COLUMNS = ("flags", "prominence", "mention_field", "mention_begin", "mention_end")


@dataclass(frozen=True, slots=True, eq=False)
class LinkTable:
    """The links of a row of documents.  In a file all arrays but `outlet` have the smallest unsigned type that serves."""

    outlets: tuple[str, ...]
    leaders: tuple[str, ...]
    outlet: NDArray[np.int32]
    starts: Array
    leader: Array
    flags: Array
    prominence: Array
    mention_starts: Array
    mention_field: Array
    mention_begin: Array
    mention_end: Array
    by_leader_starts: Array
    by_leader: Array

    @staticmethod
    def open(file: ArrayFile) -> LinkTable:
        """The links in a mapped file."""
        names = [tuple(s.decode() for s in StringTable(file, name)) for name in ("outlets", "leaders")]
        return LinkTable(names[0], names[1], *(file[each.name] for each in fields(LinkTable)[2:]))

    def write(self, writer: ArrayWriter) -> None:
        """Write the arrays."""
        for name in ("outlets", "leaders"):
            write_strings(writer, name, [text.encode() for text in getattr(self, name)])
        for each in fields(self)[2:]:
            values: Array = getattr(self, each.name)
            writer.add(each.name, values if each.name == "outlet" else smallest(values))

    def ids_of(self, document: int) -> tuple[str, tuple[str, ...]]:
        """The outlet of one document and its leaders: the ids alone."""
        code = self.outlet.item(document)
        first, last = self.starts.item(document), self.starts.item(document + 1)
        leaders = tuple([self.leaders[leader] for leader in self.leader[first:last].tolist()])
        return self.outlets[code] if code >= 0 else "", leaders

    def of(self, document: int) -> Links:
        """The links of one document."""
        outlet, leaders = self.ids_of(document)
        links = slice(self.starts.item(document), self.starts.item(document + 1))
        flags, prominence = self.flags[links].tolist(), self.prominence[links].tolist()
        ends = self.mention_starts[links.start : links.stop + 1].tolist()
        rows = zip(leaders, pairwise(ends), flags, prominence, strict=True)
        return Links(outlet, tuple([self._link(leader, slice(*row), *rest) for leader, row, *rest in rows]))

    def _link(self, leader: str, mentions: slice, flags: int, prominence: int) -> LeaderLink:
        rows = (column[mentions].tolist() for column in (self.mention_field, self.mention_begin, self.mention_end))
        return LeaderLink(
            leader,
            tuple([Mention(TEXT_FIELDS[field], begin, end) for field, begin, end in zip(*rows, strict=True)]),
            in_title=bool(flags & IN_TITLE),
            in_lead=bool(flags & IN_LEAD),
            prominence=prominence,
        )

    def take(self, docs: NDArray[np.int64]) -> LinkTable:
        """The links of some of the documents, in this order."""
        counts = np.diff(self.starts)[docs]
        links = ragged(self.starts[docs], counts)
        mentions_per_link = np.diff(self.mention_starts)[links]
        mentions = ragged(self.mention_starts[links], mentions_per_link)
        return _table(
            (self.outlets, self.leaders),
            self.outlet[docs],
            bounds(counts),
            (self.leader[links], self.flags[links], self.prominence[links]),
            (
                bounds(mentions_per_link),
                self.mention_field[mentions],
                self.mention_begin[mentions],
                self.mention_end[mentions],
            ),
        )

    @staticmethod
    def joined(tables: Sequence[LinkTable]) -> LinkTable:
        """The documents of all tables, one after another, under common codes."""
        if len(tables) <= 1:
            return tables[0] if tables else LinkRows().table()
        outlets = tuple(sorted({name for table in tables for name in table.outlets}))
        leaders = tuple(sorted({name for table in tables for name in table.leaders}))
        outlet = [_recoded(table.outlet, table.outlets, outlets) for table in tables]
        leader = [_recoded(table.leader, table.leaders, leaders) for table in tables]
        counts = np.concatenate([np.diff(table.starts) for table in tables])
        mention_counts = np.concatenate([np.diff(table.mention_starts) for table in tables])
        flags, prominence, *mentions = (np.concatenate([getattr(t, name) for t in tables]) for name in _COLUMNS)
        return _table(
            (outlets, leaders),
            np.concatenate(outlet),
            bounds(counts),
            (np.concatenate(leader), flags, prominence),
            (bounds(mention_counts), mentions[0], mentions[1], mentions[2]),
        )


def _recoded(codes: NDArray[np.int32], names: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int32]:
    places = {name: place for place, name in enumerate(wanted)}
    # One entry more, so that the code -1 stays -1.
    table = np.array([*(places[name] for name in names), -1], np.int32)
    return table.take(codes, mode="wrap")


def _table(
    names: tuple[tuple[str, ...], tuple[str, ...]],
    outlet: NDArray[np.int32],
    starts: NDArray[np.int64],
    links: tuple[NDArray[np.int32], NDArray[np.uint8], NDArray[np.int32]],
    mentions: tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.uint32], NDArray[np.uint32]],
) -> LinkTable:
    leader, flags, prominence = links
    mention_starts, mention_field, mention_begin, mention_end = mentions
    # Sixteen bits are sorted by radix, several times faster.
    keys = leader.astype(np.uint16) if len(names[1]) < 1 << 16 else leader
    order = np.argsort(keys, kind="stable").astype(np.int32)
    counts = np.bincount(leader, minlength=len(names[1]))
    return LinkTable(
        outlets=names[0],
        leaders=names[1],
        outlet=outlet,
        starts=starts,
        leader=leader,
        flags=flags,
        prominence=prominence,
        mention_starts=mention_starts,
        mention_field=mention_field,
        mention_begin=mention_begin,
        mention_end=mention_end,
        by_leader_starts=bounds(counts),
        by_leader=order,
    )


@dataclass(slots=True)
class LinkRows:
    """Links being gathered, article by article."""

    _outlets: dict[str, int] = field(default_factory=dict)
    _leaders: dict[str, int] = field(default_factory=dict)
    _outlet: array[int] = field(default_factory=lambda: array("i"))
    _counts: array[int] = field(default_factory=lambda: array("i"))
    _links: array[int] = field(default_factory=lambda: array("i"))
    _mentions: array[int] = field(default_factory=lambda: array("I"))

    def append(self, links: Links) -> None:
        """Add the row of one article."""
        self._outlet.append(self._outlets.setdefault(links.outlet, len(self._outlets)) if links.outlet else -1)
        self._counts.append(len(links.leaders))
        for link in links.leaders:
            code = self._leaders.setdefault(link.leader, len(self._leaders))
            flags = IN_TITLE * link.in_title | IN_LEAD * link.in_lead
            self._links.extend((code, flags, link.prominence, len(link.mentions)))
            for mention in link.mentions:
                self._mentions.extend((TEXT_FIELDS.index(mention.field), mention.start, mention.end))

    def extend(self, rows: Iterable[Links]) -> LinkRows:
        """Add the rows of several articles."""
        for links in rows:
            self.append(links)
        return self

    def table(self) -> LinkTable:
        """The rows as arrays, codes in the order of the ids."""
        outlets, leaders = tuple(sorted(self._outlets)), tuple(sorted(self._leaders))
        links = np.array(self._links, np.int32).reshape(-1, 4)
        mentions = np.array(self._mentions, np.uint32).reshape(-1, 3)
        return _table(
            (outlets, leaders),
            _recoded(np.array(self._outlet, np.int32), tuple(self._outlets), outlets),
            bounds(np.array(self._counts, np.int64)),
            (
                _recoded(links[:, 0], tuple(self._leaders), leaders),
                links[:, 1].astype(np.uint8),
                np.ascontiguousarray(links[:, 2]),
            ),
            (
                bounds(links[:, 3]),
                mentions[:, 0].astype(np.uint8),
                np.ascontiguousarray(mentions[:, 1]),
                np.ascontiguousarray(mentions[:, 2]),
            ),
        )
