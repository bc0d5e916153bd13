"""Ids to the labels that readers see, and what readers type to ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

from ..engines.base import Reader
from ..entities.gazetteer import Gazetteer
from ..entities.names import key
from ..entities.outlets import Outlets
from ..model import Bucket, Named, Notice, NoticeCode, VocabularyEntry

_NEAREST = 3


class Naming:
    """The names of one generation's outlets and leaders, with their article counts."""

    def __init__(self, gazetteer: Gazetteer, outlets: Outlets, reader: Reader) -> None:
        self._gazetteer = gazetteer
        self._outlets = outlets
        self._reader = reader

    # --- from ids ---

    def label(self, facet: str, id: str) -> str:
        """The label of an outlet or leader; the id itself when it is unknown."""
        return self._outlets.label(id) if facet == "outlet" else self._gazetteer.label(id)

    def outlet(self, id: str) -> Named | None:
        """An article's outlet; None when the id is empty."""
        return Named(id, self._outlets.label(id)) if id else None

    def leaders(self, ids: Iterable[str]) -> tuple[Named, ...]:
        """An article's leaders, in this order."""
        return tuple([Named(id, self._gazetteer.label(id)) for id in ids])

    def described(self, bucket: Bucket, newest: datetime | None) -> Bucket:
        """A leader's bucket with country and the office held on the day of the newest hit."""
        leader = self._gazetteer.leaders.get(bucket.value)
        if leader is None:
            return bucket
        office = self._gazetteer.office_on(bucket.value, newest) if newest else ""
        return Bucket(bucket.value, bucket.label, bucket.count, bucket.selected, leader.country_name, office)

    # --- from what was typed ---

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Live articles by facet and id."""
        return {facet: self._reader.facet_counts(facet) for facet in ("outlet", "leader")}

    def resolve(self, facet: str, text: str) -> str | None:
        """The one id that a parameter's value stands for: an id, a QID, an old id, a name; None when unknown."""
        if text in self.counts[facet]:
            return text
        return self._outlets.resolve(text) if facet == "outlet" else self._gazetteer.resolve(text)

    def named(self, facet: str, text: str) -> tuple[str, ...]:
        """The ids that `media:` or `tokoh:` means: an exact name, else all with articles whose names hold these words."""
        exact = self.resolve(facet, text)
        if exact is not None:
            return (exact,)
        wanted = set(key(text).split())
        return tuple(id for id in self.counts[facet] if wanted and wanted <= self._words[facet][id])

    @cached_property
    def _words(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        return {facet: {id: self._words_of(facet, id) for id in ids} for facet, ids in self.counts.items()}

    def _words_of(self, facet: str, id: str) -> frozenset[str]:
        names = [self.label(facet, id)]
        leader = self._gazetteer.leaders.get(id) if facet == "leader" else None
        names += leader.aliases if leader else ()
        return frozenset(word for name in names for word in key(name).split())

    def resolved(self, facet: str, values: tuple[str, ...]) -> tuple[tuple[str, ...], list[Notice]]:
        """Canonical ids of a filter's values; an unknown one stays as it is (it finds nothing) and is said."""
        ids, notices = [], []
        for value in values:
            id = self.resolve(facet, value)
            ids.append(id or value)
            if id is None:
                notices.append(self.unknown(facet, value))
        return tuple(dict.fromkeys(ids)), notices

    def unknown(self, facet: str, value: str) -> Notice:
        """What to say of a value that is no outlet or leader, with the nearest that are."""
        if facet == "outlet":
            return Notice(NoticeCode.UNKNOWN_OUTLET, value, self._outlets.nearest(value, _NEAREST))
        return Notice(NoticeCode.UNKNOWN_LEADER, value, self._gazetteer.nearest(value, _NEAREST))

    # --- vocabularies ---

    def entry(self, facet: str, id: str, count: int) -> VocabularyEntry:
        """An outlet or leader with a count."""
        if facet == "outlet":
            outlet = self._outlets.outlets.get(id)
            aliases = outlet.aliases if outlet else ()
            return VocabularyEntry(id, self._outlets.label(id), count, aliases, site=self._outlets.site(id))
        leader = self._gazetteer.leaders.get(id)
        if leader is None:
            return VocabularyEntry(id, id, count)
        return VocabularyEntry(id, leader.name, count, leader.aliases, leader.country_name)

    def vocabulary(self, facet: str) -> tuple[VocabularyEntry, ...]:
        """All with articles, by count, then name."""
        entries = (self.entry(facet, id, count) for id, count in self.counts[facet].items())
        return tuple(sorted(entries, key=lambda e: (-e.count, e.name)))
