"""Merging token streams: the entries of all sources numbered anew, the codes of all documents rewritten.

Gives the same codes as `inversion.coded` gives to the same documents in one piece.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, ArrayWriter, bounds, counts_of, smallest
from .inversion import Column
from .merge_fields import Merged, Part
from .tokens import ESCAPE, TokenStream

BLOCK = 1 << 22

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """`remap` = the merged code of each code of a source, per source; the columns of the merged codes."""

    remap: Sequence[NDArray[np.int32]]
    exact: Column
    stem: Column


class _Rows:
    """The rows of forms of one stream as numbers whose order is that of the rows: most have one form, few have several.

    The key of a row = its first term x `width` + its rank among the rows with that first term.
    """

    def __init__(self, merged: Merged) -> None:
        self._several = [_rows_of_several(part) for part in merged.parts]
        by_first: dict[int, list[Row]] = defaultdict(list)
        for row in sorted({row for rows in self._several for row in rows.values()}):
            by_first[row[0]].append(row)
        self.width = max(map(len, by_first.values()), default=0) + 1
        self.row = {row[0] * self.width + rank: row for rows in by_first.values() for rank, row in enumerate(rows, 1)}
        self._key = {row: key for key, row in self.row.items()}
        self.limit = len(merged.terms) * self.width + 1

    def keys(self, number: int, part: Part) -> NDArray[np.int64]:
        """The keys of the codes from 1 on of a source."""
        keys: NDArray[np.int64] = part.number.astype(np.int64).take(_stream(part).first[1:]) * self.width
        for code, row in self._several[number].items():
            keys[code - 1] = self._key[row]
        return keys

    def column(self, merged: Merged, keys: NDArray[np.int64]) -> Column:
        """The column of the codes with these keys."""
        first = (keys // self.width).astype(np.int32)
        places = np.flatnonzero(keys % self.width).tolist()
        pairs = [(place + 1, term) for place in places for term in self.row[int(keys[place])][1:]]
        more = np.array(pairs, np.int32).reshape(-1, 2)
        whole = np.concatenate([np.array([-1], np.int32), first])
        return Column(merged.terms, whole, more[:, 0].copy(), more[:, 1].copy())


def _stream(part: Part) -> TokenStream:
    stream = part.field.forward
    if stream is None:
        raise LookupError(f"field {part.field.name!r} has no token stream")
    return stream


def _rows_of_several(part: Part) -> Mapping[int, Row]:
    """The rows with several forms, by code, in merged term numbers."""
    stream = _stream(part)
    rows: dict[int, list[int]] = {}
    for code, term in zip(stream.more_codes.tolist(), stream.more_terms.tolist(), strict=True):
        rows.setdefault(code, [int(part.number[stream.first[code]])]).append(int(part.number[term]))
    return {code: tuple(row) for code, row in rows.items()}


def merged_codes(exact: Merged, stem: Merged) -> Codes:
    """Number the entries of all sources by falling frequency, then by their forms."""
    exact_rows, stem_rows = _Rows(exact), _Rows(stem)
    keys = [
        exact_rows.keys(number, one) * stem_rows.limit + stem_rows.keys(number, other)
        for number, (one, other) in enumerate(zip(exact.parts, stem.parts, strict=True))
    ]
    counts = [_kept_tokens(part, exact.forget) for part in exact.parts]
    distinct, places = np.unique(np.concatenate(keys), return_inverse=True)
    total = np.bincount(places, np.concatenate(counts), len(distinct)).astype(np.int64)
    order = np.argsort(-total, kind="stable")
    order = order[: np.count_nonzero(total)]
    code_of = np.zeros(len(distinct), np.int32)
    code_of[order] = np.arange(1, len(order) + 1)
    ends = np.cumsum([len(key) for key in keys])[:-1]
    remap = [np.concatenate([np.zeros(1, np.int32), code_of.take(part)]) for part in np.split(places, ends)]
    kept = distinct[order]
    return Codes(
        remap,
        exact_rows.column(exact, kept // stem_rows.limit),
        stem_rows.column(stem, kept % stem_rows.limit),
    )


def _kept_tokens(part: Part, forget: Callable[[], None]) -> NDArray[np.int64]:
    """How often each code from 1 on stands in kept documents."""
    stream = _stream(part)
    total = np.zeros(len(stream.first), np.int64)
    for codes in _kept_codes(part, stream, forget):
        total += np.bincount(codes, minlength=len(total))
    return total[1:]


def _kept_codes(part: Part, stream: TokenStream, forget: Callable[[], None]) -> Iterator[Array]:
    """The codes of the kept documents with their gaps, block by block."""
    starts = stream.codes.starts.astype(np.int64)
    documents = len(starts) - 1
    first = 0
    while first < documents:
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + BLOCK, "right")) - 1)
        codes = stream.codes.between(int(starts[first]), int(starts[last]))
        if not part.documents.all_kept:
            codes = codes[np.repeat(part.documents.new[first:last] >= 0, np.diff(starts[first : last + 1]))]
        yield codes
        forget()
        first = last


def write_codes(writer: ArrayWriter, name: str, exact: Merged, codes: Codes) -> NDArray[np.int64]:
    """Write the merged stream, as `field_file.PostingsWriter.add_text` does; the exact lengths of the kept documents."""
    lengths = np.concatenate([_kept_lengths(part) for part in exact.parts])
    starts = bounds(lengths + 1)
    rare_places: list[NDArray[np.int64]] = []
    rare_codes: list[NDArray[np.int32]] = []
    writer.add(f"{name}.starts", smallest(starts))
    writer.stream(f"{name}.codes", np.uint16, _recoded(exact, codes, rare_places, rare_codes))
    writer.add(f"{name}.rare_places", smallest(_joined(rare_places), int(starts[-1])))
    writer.add(f"{name}.rare_codes", _joined(rare_codes).astype(np.int32))
    return lengths


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate([np.empty(0, np.int64), *parts])


def _kept_lengths(part: Part) -> NDArray[np.int64]:
    lengths = counts_of(_stream(part).codes.starts) - 1
    return lengths[part.documents.new >= 0]


def _recoded(
    exact: Merged, codes: Codes, rare_places: list[NDArray[np.int64]], rare_codes: list[NDArray[np.int32]]
) -> Iterator[Array]:
    """The merged codes in 16 bits; what does not fit goes to the lists."""
    at = 0
    for part, remap in zip(exact.parts, codes.remap, strict=True):
        for block in _kept_codes(part, _stream(part), exact.forget):
            whole = remap.take(block)
            rare = np.flatnonzero(whole >= ESCAPE)
            rare_places.append(rare + at)
            rare_codes.append(whole.take(rare))
            whole[rare] = ESCAPE
            at += len(whole)
            yield whole.astype(np.uint16)
