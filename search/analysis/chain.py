"""The analyzer: text to tokens, for indexing and for queries.

    text -> fold -> pieces (one regular expression) -> forms (rules, tables, stemmer; memoised per piece)

Indexing takes `pieces` and `forms` only; `tokens` and `query_tokens` also know where each token stands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

from ..errors import CorruptGenerationError
from . import tables as table_module
from .blanks import Bridges, words
from .normalise import align, compose, fold
from .reading import Reading
from .rules import Rules
from .runs import Runs, Span
from .tables import Tables
from .token import Forms, Token
from .tokenizer import ASCII, UNICODE, pattern

TABLES_FILE = "tables.json"
# Raised whenever the code gives any text other tokens than before, with the same tables.
CODE_FORMAT = 2
_MEMO = 1 << 16
_READINGS = 1 << 13


class Analyzer:
    """Immutable once made.  `forms` of the `pieces` of a text, one after another, are the forms of its `tokens`.

    `protected`: names that are never stemmed.  `guard`: words that a corpus writes with a capital (`guard.mine_guard`).
    """

    def __init__(self, protected: Iterable[str] = (), guard: Iterable[str] = ()) -> None:
        self._frozen: bytes | None = None
        self._more = frozenset(protected), frozenset(guard)
        self.forms = lru_cache(_MEMO)(self._forms)
        self._read = lru_cache(_READINGS)(self._read_piece)
        self.runs = Runs(self._fresh_spans, lambda run: self.goes_on(fold(run)))

    @cached_property
    def _tables(self) -> Tables:
        if self._frozen is not None:
            return Tables.from_bytes(self._frozen)
        protected, guard = (map(compose, map(fold, words)) for words in self._more)
        return table_module.bundled().extended(protected, guard)

    @cached_property
    def _ascii_pattern(self) -> re.Pattern[str]:
        return pattern(self._tables, ASCII)

    @cached_property
    def _unicode_pattern(self) -> re.Pattern[str]:
        return pattern(self._tables, UNICODE)

    def _pattern(self, folded: str) -> re.Pattern[str]:
        return self._ascii_pattern if folded.isascii() else self._unicode_pattern

    @cached_property
    def _rules(self) -> Rules:
        return Rules(self._tables)

    def pieces(self, text: str) -> list[str]:
        """The units that `forms` takes, as normalised strings: the fast path of indexing, without offsets."""
        folded = fold(text)
        return self._pattern(folded).findall(folded)

    def words(self, text: str) -> list[str]:
        """The normalised text cut at blanks.  `pieces` of the words, one word after another, are `pieces` of the text, if
        a word that `goes_on` is first joined by blanks with those behind it, up to and with the first that does not.
        """
        return words(fold(text))

    @cached_property
    def _bridges(self) -> Bridges:
        return Bridges(self._tables)

    def goes_on(self, word: str) -> bool:
        """Whether a piece that begins in one of the `words`, or before it, may go on in the next."""
        return self._bridges.goes_on(word)

    def spreads(self, stem: str) -> bool:
        """Whether a text may hold a stem as a piece of several words."""
        return self._bridges.spreads(stem)

    def _forms(self, piece: str) -> tuple[Forms, ...]:
        return tuple(reading.forms for reading in self._rules.read(piece))

    def _read_piece(self, piece: str) -> tuple[Reading, ...]:
        return tuple(self._rules.read(piece))

    def _readings(self, text: str) -> Iterable[tuple[int, int, Reading]]:
        folded = align(text)
        plain = folded.starts is None
        read = self._read
        for match in self._pattern(folded.text).finditer(folded.text):
            at = match.start()
            for reading in read(match.group()):
                start, end = at + reading.start, at + reading.end
                if not plain:
                    start, end = folded.span(start, end)
                yield start, end, reading

    def _fresh_spans(self, text: str) -> list[Span]:
        return [(start, end, reading.forms) for start, end, reading in self._readings(text)]

    def spans(self, text: str) -> list[Span]:
        """What `tokens` says, as bare tuples: start, end, forms.  For marking text, which is done for every hit."""
        return [(at + start, at + end, forms) for at, run in self.runs.of(text) for start, end, forms in run.spans]

    def tokens(self, text: str) -> list[Token]:
        """Tokens as they are indexed, with offsets into `text`."""
        readings = enumerate(self._readings(text))
        return [Token(position, start, end, reading.forms) for position, (start, end, reading) in readings]

    def query_tokens(self, text: str) -> list[Token]:
        """Tokens as they are looked for: the forms at a position are alternatives."""
        readings = enumerate(self._readings(text))
        return [Token(position, start, end, reading.wanted) for position, (start, end, reading) in readings]

    def normalise(self, text: str) -> str:
        """Folded, composed and lower-case: how a prefix or a single word is compared with terms of the exact stream."""
        return compose(fold(text))

    def write(self, directory: Path) -> None:
        """Freeze this analyzer's tables into `directory` (of a generation)."""
        directory.mkdir(parents=True, exist_ok=True)
        (directory / TABLES_FILE).write_bytes(self._bytes)

    @staticmethod
    def open(directory: Path) -> Analyzer:
        """The analyzer that `write` froze; the file is read now and parsed when first needed."""
        analyzer = Analyzer()
        try:
            analyzer._frozen = (directory / TABLES_FILE).read_bytes()
        except OSError as error:
            raise CorruptGenerationError(
                f"{directory / TABLES_FILE}: {error.strerror}. Rebuild the collection."
            ) from error
        return analyzer

    @cached_property
    def _bytes(self) -> bytes:
        return self._frozen if self._frozen is not None else self._tables.to_bytes()

    def fingerprint(self) -> str:
        """Changes whenever the analysis of any text may."""
        return hashlib.sha256(b"%d\n" % CODE_FORMAT + self._bytes).hexdigest()[:16]
