"""Documents by outlet and leader, and outlets and leaders of documents: what filters, `tokoh:` and facets look up.

Built lazily from the links of a snapshot.  Leaders of very many hits are counted over the documents of every leader, those of
fewer hits over the leaders of every hit (`code_rows`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from search.model import LeaderRole

from ..base import RawTerms
from .arrays import Array, bounds, smallest
from .code_rows import CodeRows, Column, Counts
from .counts import Names, counted, names_of
from .links import IN_LEAD, IN_TITLE, LinkTable
from .matches import Dense, Docs, Mask, Matches

_WIDTH = 8
"""To count a hit's leaders costs as many steps as a row has places, mostly so many."""

_ROLE_FLAGS = {LeaderRole.TITLE: IN_TITLE, LeaderRole.LEAD: IN_TITLE | IN_LEAD}


@dataclass(frozen=True, slots=True, eq=False)
class LeaderLists:
    """Both directions for one role: leaders of documents, documents of leaders (`wide_docs`: as NumPy looks up fastest)."""

    starts: NDArray[np.int64]
    leaders: Array
    leader_starts: NDArray[np.int64]
    docs: Docs
    wide_docs: NDArray[np.intp]
    named: Mask


class Tags:
    """The links of a snapshot, by outlet and by leader."""

    def __init__(self, links: LinkTable, documents: int, padded: int) -> None:
        self._links = links
        self._documents = documents
        self._padded = padded
        self._roles: dict[LeaderRole, LeaderLists] = {}
        self._rows_alone = lru_cache(len(LeaderRole))(lambda role: self.rows(role, ()))

    @cached_property
    def _outlet_codes(self) -> Mapping[str, int]:
        return {name: code for code, name in enumerate(self._links.outlets)}

    @cached_property
    def _leader_codes(self) -> Mapping[str, int]:
        return {name: code for code, name in enumerate(self._links.leaders)}

    @cached_property
    def _outlet_of(self) -> Array:
        """Per document the code of its outlet from 1, 0 = unknown."""
        return smallest(self._links.outlet + 1, len(self._links.outlets))

    @cached_property
    def _outlet_names(self) -> Names:
        return names_of(self._links.outlets)

    @cached_property
    def _leader_names(self) -> Names:
        return names_of(self._links.leaders)

    @cached_property
    def _by_outlet(self) -> tuple[NDArray[np.int64], Docs]:
        codes = self._outlet_of
        counts = np.bincount(codes, minlength=len(self._links.outlets) + 1)
        return bounds(counts), np.argsort(codes, kind="stable").astype(np.int32)

    def outlet_docs(self, ids: Sequence[str]) -> Docs:
        """Documents of any of these outlets, ascending, deleted ones included."""
        starts, docs = self._by_outlet
        codes = [code + 1 for id in set(ids) if (code := self._outlet_codes.get(id)) is not None]
        return _sorted_union([docs[starts[code] : starts[code + 1]] for code in codes])

    def leader_docs(self, id: str, role: LeaderRole) -> Docs:
        """Documents that name this leader in this role, ascending, deleted ones included."""
        code = self._leader_codes.get(id)
        if code is None:
            return np.empty(0, np.int32)
        lists = self.lists(role)
        return lists.docs[lists.leader_starts[code] : lists.leader_starts[code + 1]]

    def any_leader_docs(self, ids: Sequence[str], role: LeaderRole) -> Docs:
        """Documents that name any of these leaders."""
        return _sorted_union([self.leader_docs(id, role) for id in set(ids)])

    def lists(self, role: LeaderRole) -> LeaderLists:
        """Both directions for a role."""
        found = self._roles.get(role)
        if found is None:
            found = self._roles[role] = self._make_lists(role)
        return found

    def _make_lists(self, role: LeaderRole) -> LeaderLists:
        links = self._links
        counts: NDArray[np.int64] = np.diff(links.starts).astype(np.int64)
        owners = np.repeat(np.arange(self._documents, dtype=np.int32), counts)
        leaders, by_leader, leader_starts = links.leader, links.by_leader, links.by_leader_starts.astype(np.int64)
        if role is LeaderRole.ANY:
            docs, starts = owners.take(by_leader), links.starts.astype(np.int64)
        else:
            kept = (links.flags & _ROLE_FLAGS[role]) > 0
            chosen = by_leader[kept.take(by_leader)]
            docs = owners.take(chosen)
            leader_starts = bounds(np.bincount(leaders[kept], minlength=len(links.leaders)))
            counts = np.bincount(owners[kept], minlength=self._documents)
            leaders, starts = leaders[kept], bounds(counts)
        named = np.zeros(self._padded, np.bool_)
        named[: self._documents] = counts > 0
        return LeaderLists(starts, leaders, leader_starts, docs, docs.astype(np.intp), named)

    # --- counts -------------------------------------------------------------------------------------------------------

    @property
    def outlet_column(self) -> Column:
        """The outlet of every document, as `named_outlets` reads it."""
        return Column(self._outlet_of, len(self._links.outlets) + 1)

    def rows(self, role: LeaderRole, columns: Sequence[Column]) -> CodeRows:
        """The leaders of every document in a role, and these columns, as rows."""
        lists = self.lists(role)
        return CodeRows(lists.starts, lists.leaders, len(self._links.leaders), columns)

    def are_most(self, hits: Matches, role: LeaderRole) -> bool:
        """Whether so many hits are counted faster over the documents of every leader."""
        return isinstance(hits, Dense) and hits.count * _WIDTH > len(self.lists(role).docs)

    def count_outlets(self, hits: Matches) -> RawTerms:
        """Hits by outlet."""
        return self.named_outlets(np.bincount(self._outlet_of.take(hits.docs), minlength=len(self._links.outlets) + 1))

    def named_outlets(self, counts: Counts) -> RawTerms:
        """Outlets by name from the counts of their codes."""
        return RawTerms(counted(self._outlet_names, counts[1:]), counts.item(0))

    def count_leaders(self, hits: Matches, role: LeaderRole) -> RawTerms:
        """Hits by leader in a role."""
        if isinstance(hits, Dense) and self.are_most(hits, role):
            lists = self.lists(role)
            held = hits.mask.take(lists.wide_docs).nonzero()[0]
            counts = np.diff(held.searchsorted(lists.leader_starts))
            nobody = hits.count - int(np.count_nonzero(hits.mask & lists.named))
            return RawTerms(counted(self._leader_names, counts), nobody)
        rows = self._rows_alone(role)
        return self.named_leaders(rows.counts(hits.docs), rows.nobody)

    def named_leaders(self, counts: Counts, nobody: int) -> RawTerms:
        """Leaders by name from the counts of the codes of rows, which begin with those of leaders."""
        return RawTerms(counted(self._leader_names, counts[: len(self._leader_names)]), counts.item(nobody))


def _sorted_union(parts: Sequence[Docs]) -> Docs:
    if len(parts) == 1:
        return parts[0]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, np.int32)
