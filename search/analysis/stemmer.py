"""The stem of a word: a function of its normalised spelling alone.

Snowball's Indonesian rules (through PyStemmer) are fast and cover every word, but know none.  Our tables repair them:
single words (`overrides`), names that only look derived (`protected`, and `guard` from the corpus), and roots that the
rules would damage (`affixes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from .affixes import root_of
from .tables import Tables

_SHORTEST = 4
_CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
_LEAST_REST = 4
_SHORTEST_NAME = 6
_SHORTEST_NOUN = 3
# Endings that are rarely -i, -an or -lah behind an unknown root: Suzuki, Julian, Koeman, Fadilah.
_NAME_ENDING = re.compile(r"(?:i|[ei]an|man|wan|ilah|ullah)$")
# How an Indonesian root begins: at most one consonant, or a cluster that loans have.
_ONSET = re.compile(r"(?:ng|ny|sy|kh|[bcdfgkpst][lr]|s[kptw]|str|skr|spr|ps|[bcdfghjklmnpqrstvwxyz])?[aeiou]")


class WordStemmer:
    """Stems under one set of tables.  `explain` also says which table or rule decided."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        # Without its own cache, which threads could not share; one call at a time, as it keeps the interpreter's lock.
        self._snowball = Stemmer.Stemmer("indonesian", 0)
        names = frozenset(name for name in tables.protected if len(name) >= _SHORTEST_NAME)
        self._roots = tables.roots | names | tables.spellings.keys() | tables.compounds.keys()
        self._closed = tuple(p.text for p in tables.prefixes if p.closed)
        self.explain = lru_cache(1 << 16)(self._explain)

    def __call__(self, word: str) -> str:
        """The stem of `word`."""
        return self.explain(word)[0]

    def _explain(self, word: str) -> tuple[str, str]:
        stem, rule = self._cut(word)
        standard = self._tables.spellings.get(stem)
        return (standard, "other spelling") if standard else (stem, rule)

    def _cut(self, word: str) -> tuple[str, str]:
        if len(word) < _SHORTEST or not word.isalpha():
            return word, "short" if word.isalpha() else "word"
        if found := self._listed(word):
            return found
        if word in self._roots:
            return word, "root"
        for base in _without_clitics(word):
            if found := self._listed(base):
                return found
        if parts := self.closed_parts(word):
            return parts[0] + self(parts[1]), "closed compound"
        return self._derived(word)

    def _listed(self, word: str) -> tuple[str, str] | None:
        if word in self._tables.overrides:
            return self._tables.overrides[word], "override"
        if word in self._tables.protected:
            return word, "protected"
        return None

    def _derived(self, word: str) -> tuple[str, str]:
        root = root_of(word, self._roots)
        if word in self._tables.guard and (root is None or root[1] == 0):
            return word, "guard"
        if root is not None:
            return root[0], "root"
        if word.endswith("nya") and len(word) - 3 >= _SHORTEST:
            return self(word[:-3]), "snowball"
        stem = self._snowball.stemWord(word)
        return (stem, "snowball") if _plausible(word, stem) else (word, "no affix")

    def closed_parts(self, word: str) -> tuple[str, str] | None:
        """`antikorupsi` -> `anti`, `korupsi`: prefix and word of a compound written solid."""
        if not word.startswith(self._closed):
            return None
        for prefix in self._closed:
            if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_REST and not self._is_whole(word):
                return prefix, word[len(prefix) :]
        return None

    def _is_whole(self, word: str) -> bool:
        tables = self._tables
        return (
            any(word.startswith(whole) for whole in tables.solid)
            or word in tables.guard
            or self._listed(word) is not None
        )


def _plausible(word: str, stem: str) -> bool:
    """Whether Snowball's cut of a word without a known root is to be believed: most such words are names and loans."""
    if word.startswith(stem):
        return len(stem) >= _SHORTEST_NOUN and not _NAME_ENDING.search(word)
    return len(stem) >= _SHORTEST and _ONSET.match(stem) is not None


def _without_clitics(word: str) -> Iterator[str]:
    if not word.endswith(_CLITICS):
        return
    for clitic in _CLITICS:
        if word.endswith(clitic) and len(word) - len(clitic) >= _SHORTEST:
            yield word[: -len(clitic)]
