"""The second pass: names of two or more words in another spelling (`Soesilo Bambang Yudoyono`) or with one wrong letter.

Not here: names as the gazetteer writes them (`lexicon`).  Names of one word are never respelled: too many words look alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from .lexicon import Form, Hit
from .names import reduced

_CAPITALISED = re.compile(r"[A-Z][\w']*(?:\.[A-Z])*")
_LONGEST = 4
_SHORTEST_MISSPELT = 6
_RARE = 4
_JOINTS = frozenset((" ", ". ", "-"))
_Spelling: TypeAlias = tuple[str, ...]
_Gap: TypeAlias = tuple[str | None, ...]


def _one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter inserted, dropped, replaced or swapped makes one word of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(a) > 1 and a[2:] == b[2:])


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
        self._forms = {spelling: form for spelling, form in known.items() if len(owners[spelling]) == 1 and all(spelling)}
        self._gaps = _gaps(self._forms)
        self._starts = frozenset(spelling[0] for spelling in self._forms)
        self._seconds = frozenset(gap[1] for gap in self._gaps if gap[0] is None)

    def hits(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Hit]:
        """Respelled names in a text, outside the spans that are taken."""
        words = [(match.start(), match.end(), reduced(match.group())) for match in _CAPITALISED.finditer(text)]
        free_from = 0
        for index, (start, _, word) in enumerate(words):
            if start < free_from or not (word in self._starts or self._may_start(words, index)):
                continue
            found = self._at(text, words[index : index + _LONGEST])
            if found and not any(begin < found.end and found.start < stop for begin, stop in taken):
                free_from = found.end
                yield found

    def _may_start(self, words: list[tuple[int, int, str]], index: int) -> bool:
        """Whether a misspelt first word may stand here: the second one is right."""
        return index + 1 < len(words) and words[index + 1][2] in self._seconds

    def _at(self, text: str, words: list[tuple[int, int, str]]) -> Hit | None:
        """The longest respelled name that begins with the first of these words."""
        joined = 1
        while joined < len(words) and text[words[joined - 1][1] : words[joined][0]] in _JOINTS:
            joined += 1
        for count in range(joined, 1, -1):
            spelling = tuple(word for _, _, word in words[:count])
            form = self._forms.get(spelling) or self._misspelt(spelling)
            if form:
                return Hit(words[0][0], words[count - 1][1], form)
        return None

    def _misspelt(self, spelling: _Spelling) -> Form | None:
        """The only name that differs in one letter of one word."""
        near: dict[tuple[str, ...], Form] = {}
        for index, word in enumerate(spelling):
            for right, form in self._gaps.get((*spelling[:index], None, *spelling[index + 1 :]), ()):
                if _one_edit_apart(right, word):
                    near[form.full] = form
        return next(iter(near.values())) if len(near) == 1 else None


def _gaps(forms: Mapping[_Spelling, Form]) -> Mapping[_Gap, tuple[tuple[str, Form], ...]]:
    """Names with one long word left out, and that word.  Of two words, the other must be rare: there are many Ahmads."""
    frequency = Counter(word for spelling in forms for word in spelling)
    gaps: defaultdict[_Gap, list[tuple[str, Form]]] = defaultdict(list)
    for spelling, form in forms.items():
        for index, word in enumerate(spelling):
            others = (*spelling[:index], *spelling[index + 1 :])
            rare = len(spelling) > 2 or (frequency[others[0]] <= _RARE and len(others[0]) > 3)
            if rare and len(word) >= _SHORTEST_MISSPELT:
                gaps[(*spelling[:index], None, *spelling[index + 1 :])].append((word, form))
    return {gap: tuple(names) for gap, names in gaps.items()}
