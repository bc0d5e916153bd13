"""The second pass: names of two or more words in another spelling (`Soesilo Bambang Yudoyono`) or with one wrong letter.

Not here: names as the gazetteer writes them (`lexicon`).  Names of one word are never respelled: too many words look alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from .given_names import given_names
from .lexicon import Form, Hit
from .names import reduced

_CAPITALISED = re.compile(r"[A-Z][\w']*(?:\.[A-Z])*")
_LONGEST = 4
_SHORTEST_MISSPELT = 6
_RARE = 4
_LONG_AND_RARE = 7
_SHORTEST_BESIDE_RARE = 4
_NEVER = 1000
_JOINT = re.compile(r" |\. |-")
_NEITHER, _STARTS, _SECOND = 0, 1, 2
_Spelling: TypeAlias = tuple[str, ...]
_Gap: TypeAlias = tuple[str | None, ...]


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter inserted, dropped, replaced or swapped makes one word of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(a) > 1 and a[2:] == b[2:])


@dataclass(frozen=True, slots=True)
class RespelledHit:
    """A name in another spelling.  `certain` = nobody else is likely to be meant: at least three words, or two that are rare
    and differ only in spelling.  `needs_office` = a misspelt word beside one that many leaders have: `Agus Rahadjo`."""

    hit: Hit
    certain: bool
    needs_office: bool


def _role(spelling: str, starts: Container[str], seconds: Container[str]) -> int:
    """Whether a name may begin with a word, or be recognised by it as a second word when the first one is misspelt."""
    return _STARTS * (spelling in starts) | _SECOND * (spelling in seconds)


def _run(text: str, start: int) -> tuple[list[int], list[str]]:
    """The capitalised words that follow one another from `start`, at most as many as names have: ends, reduced spellings."""
    ends: list[int] = []
    words: list[str] = []
    match = _CAPITALISED.match(text, start)
    while match and len(words) < _LONGEST:
        ends.append(match.end())
        words.append(reduced(match.group()))
        joint = _JOINT.match(text, match.end())
        match = _CAPITALISED.match(text, joint.end()) if joint else None
    return ends, words


class Respelled:
    """Names of several words by the reduced spelling of their words.  Immutable."""

    def __init__(self, forms: Iterable[Form]) -> None:
        owners: defaultdict[_Spelling, set[str]] = defaultdict(set)
        known: dict[_Spelling, Form] = {}
        for form in forms:
            words = form.text.replace("-", " ").split(" ")
            if form.full and 2 <= len(words) <= _LONGEST:
                spelling = tuple(map(reduced, words))
                owners[spelling].update(form.full)
                known[spelling] = form
        self._forms = {
            spelling: form for spelling, form in known.items() if len(owners[spelling]) == 1 and all(spelling)
        }
        holders = _holders(self._forms)
        self._common = frozenset(word for word, count in holders.items() if count > _RARE)
        self._gaps = _gaps(self._forms, holders)
        starts = frozenset(spelling[0] for spelling in self._forms)
        seconds = frozenset(gap[1] or "" for gap in self._gaps if gap[0] is None)
        self._role = lru_cache(1 << 16)(lambda word: _role(reduced(word), starts, seconds))

    def hits(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[RespelledHit]:
        """Respelled names in a text, outside the spans that are taken."""
        free_from, role_of = 0, self._role
        before: re.Match[str] | None = None
        for match in _CAPITALISED.finditer(text):
            role = role_of(match[0])
            previous, before = before, match
            if role == _NEITHER:
                continue
            found = None
            if role & _SECOND and previous and previous.start() >= free_from:
                found = self._at(text, previous.start())
            if found is None and role & _STARTS and match.start() >= free_from:
                found = self._at(text, match.start())
            if found and not any(begin < found.hit.end and found.hit.start < stop for begin, stop in taken):
                free_from = found.hit.end
                yield found

    def _at(self, text: str, start: int) -> RespelledHit | None:
        """The longest respelled name that begins at `start`."""
        ends, words = _run(text, start)
        for count in range(len(words), 1, -1):
            spelling = tuple(words[:count])
            exact = self._forms.get(spelling)
            form = exact or self._misspelt(spelling)
            if form:
                distinct = exact is not None or max(map(len, spelling)) >= _LONG_AND_RARE
                certain = count > 2 or (distinct and given_names().isdisjoint(spelling))
                needs_office = exact is None and count == 2 and not self._common.isdisjoint(spelling)
                return RespelledHit(Hit(start, ends[count - 1], form), certain, needs_office)
        return None

    def _misspelt(self, spelling: _Spelling) -> Form | None:
        """The only name that differs in one letter of one word."""
        near: dict[tuple[str, ...], Form] = {}
        for index, word in enumerate(spelling):
            for right, form in self._gaps.get((*spelling[:index], None, *spelling[index + 1 :]), ()):
                if one_edit_apart(right, word):
                    near[form.full] = form
        return next(iter(near.values())) if len(near) == 1 else None


def _holders(forms: Mapping[_Spelling, Form]) -> Mapping[str, int]:
    """How many leaders have a word in their name."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for spelling, form in forms.items():
        for word in spelling:
            owners[word].update(form.full)
    return {word: len(ids) for word, ids in owners.items()}


def _gaps(forms: Mapping[_Spelling, Form], holders: Mapping[str, int]) -> Mapping[_Gap, tuple[tuple[str, Form], ...]]:
    """Names with one word left out, and that word."""
    gaps: defaultdict[_Gap, list[tuple[str, Form]]] = defaultdict(list)
    for spelling, form in forms.items():
        for index, word in enumerate(spelling):
            others = (*spelling[:index], *spelling[index + 1 :])
            if len(word) >= _shortest_misspelt(others, holders[others[0]]):
                gaps[(*spelling[:index], None, *spelling[index + 1 :])].append((word, form))
    return {gap: tuple(names) for gap, names in gaps.items()}


def _shortest_misspelt(others: _Spelling, holders: int) -> int:
    """How long a word must be for a misspelling of it to be told from another name, given the other words of the name."""
    if len(others) > 1:
        return _SHORTEST_MISSPELT
    if holders == 1 and len(others[0]) >= _LONG_AND_RARE:
        return _SHORTEST_BESIDE_RARE
    return _SHORTEST_MISSPELT if len(others[0]) >= _SHORTEST_BESIDE_RARE else _NEVER
