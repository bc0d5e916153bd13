"""The analyzer: text to tokens.  (First version: words, lower case, Snowball.)"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import Stemmer

from .token import Forms, Token

_WORD = re.compile(r"\w+")


class Analyzer:
    """Immutable once made.  `forms` of the `pieces` of a text, one after another, are the forms of its `tokens`."""

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("indonesian")
        self.forms = lru_cache(1 << 16)(self._forms)

    def pieces(self, text: str) -> list[str]:
        """The units that `forms` takes, as normalised strings: the fast path of indexing, without offsets."""
        return _WORD.findall(text.lower())

    def _forms(self, piece: str) -> tuple[Forms, ...]:
        return (Forms((piece,), (self._stemmer.stemWord(piece),)),)

    def tokens(self, text: str) -> list[Token]:
        """Tokens as they are indexed, with offsets into `text`."""
        matches = _WORD.finditer(text)
        return [Token(i, m.start(), m.end(), self._forms(m.group().lower())[0]) for i, m in enumerate(matches)]

    def query_tokens(self, text: str) -> list[Token]:
        """Tokens as they are looked for: the forms at a position are alternatives."""
        return self.tokens(text)

    def write(self, directory: Path) -> None:
        """Freeze this analyzer's tables into `directory` (of a generation)."""
        directory.mkdir(parents=True, exist_ok=True)

    @staticmethod
    def open(directory: Path) -> Analyzer:
        """The analyzer that `write` froze."""
        return Analyzer()

    def fingerprint(self) -> str:
        """Changes whenever the analysis of any text may."""
        return "0"
