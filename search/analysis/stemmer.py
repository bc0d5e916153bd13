"""The stem of a word: a function of its normalised spelling alone.

Snowball's Indonesian rules (through PyStemmer) are fast and cover every word, but know none.  Our tables repair them:
single words (`overrides`), names that only look derived (`protected`, and `guard` from the corpus), and roots that the
rules would damage (`affixes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from .affixes import root_of
from .tables import Tables

_SHORTEST = 4
_CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
_LEAST_REST = 4


class WordStemmer:
    """Stems under one set of tables.  `explain` also says which table or rule decided."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._snowball = Stemmer.Stemmer("indonesian", 0)
        self._closed = tuple(p.text for p in tables.prefixes if p.closed)
        self.explain = lru_cache(1 << 15)(self._explain)

    def __call__(self, word: str) -> str:
        """The stem of `word`."""
        return self.explain(word)[0]

    def _explain(self, word: str) -> tuple[str, str]:
        if len(word) < _SHORTEST or not word.isalpha():
            return word, "short" if word.isalpha() else "word"
        for base in _with_and_without_clitic(word):
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
        root = root_of(word, self._tables.roots)
        if word in self._tables.guard and (root is None or root[1] == 0):
            return word, "guard"
        if root is not None:
            return root[0], "root"
        return self._snowball.stemWord(word), "snowball"

    def closed_parts(self, word: str) -> tuple[str, str] | None:
        """`antikorupsi` -> `anti`, `korupsi`: prefix and word of a compound written solid."""
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


def _with_and_without_clitic(word: str) -> Iterator[str]:
    yield word
    for clitic in _CLITICS:
        if word.endswith(clitic) and len(word) - len(clitic) >= _SHORTEST:
            yield word[: -len(clitic)]
