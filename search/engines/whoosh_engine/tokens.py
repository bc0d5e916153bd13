"""The token stream of a text field: what stands at every position of every document, once for both analysed streams.

An *entry* is what can stand at a position: its forms in the exact and in the stem stream (`analysis.Forms`).  The stream holds
entry codes, document after document, with one gap (code 0) behind each.  Codes are given by falling frequency, so that 16 bits
hold all but the rarest entries; those are code 65535, and their places and true codes stand in two short sorted arrays.

A column maps codes to the term numbers of one stream: the first form of each entry, and pairs (code, term) for second forms.
The stem stream's positions stand in its postings; those of the exact stream follow from them and from this stream.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, ArrayFile, searched

GAP = 0
ESCAPE = 0xFFFF

_TERMS = 1 << 12
"""Terms whose entries are remembered."""

Side = Literal["exact", "stem"]


class TokenCodes:
    """The entry codes of a text field: `codes.take(where)` for any places in the stream."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self.starts: Array = file[f"{name}.starts"]
        self._codes: Array = file[f"{name}.codes"]
        self._rare_places: Array = file[f"{name}.rare_places"]
        self._rare_codes: Array = file[f"{name}.rare_codes"]

    def __len__(self) -> int:
        return len(self._codes)

    def take(self, where: Array) -> Array:
        """The codes at these places; places outside the stream are gaps or the nearest end."""
        return self._unescaped(self._codes.take(where, mode="clip"), where)

    def between(self, start: int, end: int) -> Array:
        """The codes of the places `start` to `end`."""
        return self._unescaped(self._codes[start:end], np.arange(start, end))

    def pieces(self, starts: Array, ends: Array) -> list[memoryview]:
        """The codes of several ranges as they stand in the file, 16 bits each: `ESCAPE` for the rarest entries."""
        view = self._codes.data
        return [view[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def escaped(self, where: Array) -> Array:
        """The true codes at places where `ESCAPE` stands."""
        return self._rare_codes.take(searched(self._rare_places, where), mode="clip")

    def _unescaped(self, codes: Array, where: Array) -> Array:
        rare = np.flatnonzero(codes == ESCAPE) if len(self._rare_places) else self._rare_places
        if not len(rare):
            return codes
        whole = codes.astype(np.int32)
        whole[rare] = self.escaped(where.take(rare))
        return whole


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """The entry codes of a term: those that the stream shows as they are, and those for which it shows `ESCAPE`."""

    shown: tuple[int, ...]
    escaped: Array


class TokenStream:
    """The token stream seen as term numbers of one analysed stream: -1 in gaps, the first form where there are several."""

    def __init__(self, codes: TokenCodes, file: ArrayFile, name: str, side: Side) -> None:
        self.codes = codes
        self.first: Array = file[f"{name}.{side}.first"]
        self.more_codes: Array = file[f"{name}.{side}.more_codes"]
        self.more_terms: Array = file[f"{name}.{side}.more_terms"]
        self.codes_of = lru_cache(_TERMS)(self._codes_of)
        self.entries_of = lru_cache(_TERMS)(self._entries_of)

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, where: Array) -> Array:
        """Term numbers at these places."""
        return self.first.take(self.codes.take(where))

    def between(self, start: int, end: int) -> Array:
        """Term numbers of the places `start` to `end` (a document's are `starts[doc]` to `starts[doc + 1] - 1`)."""
        return self.first.take(self.codes.between(start, end))

    def holds(self, where: Array, term: int) -> NDArray[np.bool_]:
        """Whether `term` is one of the forms at each of these places, second forms included."""
        codes = self.codes.take(where)
        held: NDArray[np.bool_] = self.first.take(codes) == term
        more = self.more_codes[self.more_terms == term]
        return held | np.isin(codes, more) if len(more) else held

    def _codes_of(self, term: int) -> Array:
        """The entry codes that have `term` as a form, in order."""
        first = np.flatnonzero(self.first == term)
        more = self.more_codes[self.more_terms == term]
        return np.union1d(first, more) if len(more) else first

    def _entries_of(self, term: int) -> Entries:
        """The same, as the codes are stored."""
        codes = self.codes_of(term)
        return Entries(tuple(codes[codes < ESCAPE].tolist()), codes[codes >= ESCAPE])
