"""Texts to token codes: the analyzer, with a memory for what it was asked before.

Most words of a text hold pieces of their own and are looked up whole, punctuation included; `Analyzer.pieces` cuts the few
that belong together.  What a word expands to is then a matter of arrays.  Not here: what analysis does (`search.analysis`),
postings (`inversion`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from search.analysis import Analyzer

from .arrays import bounds, ragged
from .inversion import EncodedText, EntryForms

MOST_PIECES = 500_000
MOST_WORDS = 500_000
"""The memories are emptied between two texts when they hold this many pieces, or words: some 300 MB."""

_GOES_ON = 0
"""The number of all words that say what they mean only together with the next."""


class _Pieces(dict[str, tuple[int, ...]]):
    """Piece -> the entries at its positions; a new piece is analysed when it is first asked for."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._forms = analyzer.forms
        self._entries: dict[EntryForms, int] = {}

    def __missing__(self, piece: str) -> tuple[int, ...]:
        entries = self._entries
        found = self[piece] = tuple(
            entries.setdefault((_row(form.exact), _row(form.stem)), len(entries)) for form in self._forms(piece)
        )
        return found

    def entries(self) -> list[EntryForms]:
        """What the numbers stand for."""
        return list(self._entries)


class _Words(dict[str, int]):
    """Word, or several that belong together -> number; what numbers expand to stands in `expansion`, `counts` each."""

    def __init__(self, analyzer: Analyzer, pieces: _Pieces) -> None:
        self._analyzer = analyzer
        self._pieces = pieces
        self.expansion = array("i")
        self.counts = array("i", [0])

    def __missing__(self, word: str) -> int:
        if self._analyzer.goes_on(word):
            self[word] = _GOES_ON
            return _GOES_ON
        return self._number(word, word)

    def joined(self, words: Sequence[str], numbers: Sequence[int]) -> Iterator[int]:
        """The numbers of a text with words that go on."""
        at, end = 0, len(numbers)
        while at < end:
            number = numbers[at]
            first = at
            at += 1
            if number != _GOES_ON:
                yield number
                continue
            while at < end and numbers[at] == _GOES_ON:
                at += 1
            at += 1
            text = " ".join(words[first:at])
            key = f" {text}"  # no word begins with a blank
            yield self.get(key) or self._number(key, text)

    def _number(self, key: str, text: str) -> int:
        before = len(self.expansion)
        for piece in self._analyzer.pieces(text):
            self.expansion.extend(self._pieces[piece])
        number = self[key] = len(self.counts)
        self.counts.append(len(self.expansion) - before)
        return number


def _row(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a position in one stream: the first, then the others in order."""
    return forms if len(forms) == 1 else (forms[0], *sorted(set(forms[1:]) - {forms[0]}))


class Encoder:
    """Encodes texts.  Keep one per process: its memory makes the next chunk cheaper."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._pieces = _Pieces(analyzer)
        self._words = _Words(analyzer, self._pieces)

    def encode(self, texts: Iterable[str]) -> EncodedText:
        """A text field of some documents."""
        self._forget()
        known = self._words
        number, split = known.__getitem__, self._analyzer.words
        found = array("i")
        sizes = array("i")
        for text in texts:
            words = split(text)
            numbers = list(map(number, words))
            before = len(found)
            found.extend(known.joined(words, numbers) if _GOES_ON in numbers else numbers)
            sizes.append(len(found) - before)
        return self._expanded(np.frombuffer(found, np.int32), np.frombuffer(sizes, np.int32))

    def _forget(self) -> None:
        """Empty what is full."""
        if len(self._pieces) > MOST_PIECES:
            self._pieces = _Pieces(self._analyzer)
        elif len(self._words) <= MOST_WORDS:
            return
        self._words = _Words(self._analyzer, self._pieces)

    def _expanded(self, pieces: NDArray[np.int32], sizes: NDArray[np.int32]) -> EncodedText:
        counts = np.array(self._words.counts, np.int32)
        expansion = np.array(self._words.expansion, np.int32)
        if not len(pieces):
            return EncodedText(np.empty(0, np.int32), np.zeros(len(sizes), np.int32), [])
        begins = bounds(counts)[:-1]
        per_piece = counts.take(pieces)
        if (per_piece == 1).all():
            return EncodedText(expansion.take(begins.take(pieces)), sizes, self._pieces.entries())
        codes = expansion.take(ragged(begins.take(pieces), per_piece))
        ends = bounds(per_piece).take(bounds(sizes))
        return EncodedText(codes, np.diff(ends).astype(np.int32), self._pieces.entries())
