"""Texts to token codes: the analyzer, with a memory for what it was asked before.

`Analyzer.pieces` splits a text at C speed; `forms` is called for new pieces only; what a piece expands to is then a matter of
arrays.  Not here: what analysis does (`search.analysis`), postings (`inversion`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from search.analysis import Analyzer

from .arrays import bounds, ragged
from .inversion import EncodedText, EntryForms

MOST_PIECES = 500_000
"""The memory is emptied between two texts when it holds this many pieces: some 300 MB."""


class _Memo(dict[str, int]):
    """Piece -> number; a new piece is analysed when it is first asked for."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._forms = analyzer.forms
        self._entries: dict[EntryForms, int] = {}
        self.expansion = array("i")
        self.counts = array("i")

    def __missing__(self, piece: str) -> int:
        entries = self._entries
        forms = self._forms(piece)
        self.expansion.extend(entries.setdefault((_row(form.exact), _row(form.stem)), len(entries)) for form in forms)
        self.counts.append(len(forms))
        number = self[piece] = len(self)
        return number

    def entries(self) -> list[EntryForms]:
        """What the expansion's numbers stand for."""
        return list(self._entries)


def _row(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a position in one stream: the first, then the others in order."""
    return forms if len(forms) == 1 else (forms[0], *sorted(set(forms[1:]) - {forms[0]}))


class Encoder:
    """Encodes texts.  Keep one per process: its memory makes the next chunk cheaper."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._memo = _Memo(analyzer)

    def encode(self, texts: Iterable[str]) -> EncodedText:
        """A text field of some documents."""
        if len(self._memo) > MOST_PIECES:
            self._memo = _Memo(self._analyzer)
        number = self._memo.__getitem__
        split = self._analyzer.pieces
        pieces = array("i")
        sizes = array("i")
        for text in texts:
            found = split(text)
            sizes.append(len(found))
            pieces.extend(map(number, found))
        return self._expanded(np.frombuffer(pieces, np.int32), np.frombuffer(sizes, np.int32))

    def _expanded(self, pieces: NDArray[np.int32], sizes: NDArray[np.int32]) -> EncodedText:
        counts = np.array(self._memo.counts, np.int32)
        expansion = np.array(self._memo.expansion, np.int32)
        if not len(pieces):
            return EncodedText(np.empty(0, np.int32), np.zeros(len(sizes), np.int32), [])
        begins = bounds(counts)[:-1]
        per_piece = counts.take(pieces)
        if (per_piece == 1).all():
            return EncodedText(expansion.take(begins.take(pieces)), sizes, self._memo.entries())
        codes = expansion.take(ragged(begins.take(pieces), per_piece))
        ends = bounds(per_piece).take(bounds(sizes))
        return EncodedText(codes, np.diff(ends).astype(np.int32), self._memo.entries())
