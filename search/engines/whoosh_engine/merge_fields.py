"""Merging the postings of one field as arrays: no posting is looked at one by one.

Terms are sorted in every source, so those of a range of merged terms are a slice in each, and so are their postings.  Blocks of
slices are scattered into place; a block bounds the memory.  Documents of a source come before those of the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, ArrayWriter, bounds, counts_of, ragged, smallest
from .doc_numbers import write_doc_numbers
from .postings import FieldPostings
from .strings import write_strings
from .value_formats import COLUMNS

BLOCK = 1 << 22


@dataclass(frozen=True, slots=True, eq=False)
class Documents:
    """The documents of a source: `new` = their numbers in the merged segment, -1 for those left out."""

    new: NDArray[np.int32]
    all_kept: bool

    @staticmethod
    def kept(keep: NDArray[np.bool_], before: int) -> Documents:
        """Number the kept documents on from `before`."""
        new = np.where(keep, np.cumsum(keep) - 1 + before, -1).astype(np.int32)
        return Documents(new, bool(keep.all()))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One source of a field.

    `number` = the merged number of each of its terms, ascending; a term that is gone has that of the next one and no counts.
    `counts` are kept postings per term, `sizes` kept occurrences.
    """

    field: FieldPostings
    documents: Documents
    counts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    number: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """The terms of the merged field, and the parts that it comes from.

    `forget` is called whenever a block was read: mapped pages count as memory until they are given back.
    """

    terms: Sequence[bytes]
    parts: Sequence[Part]
    forget: Callable[[], None]


Counts = Sequence[NDArray[np.int64]]
Read = Callable[[Part, int, int], Array]


def merged_terms(sources: Sequence[tuple[FieldPostings, Documents]], forget: Callable[[], None]) -> Merged:
    """The union of the terms that still have postings."""
    counted = [(field, documents, *_kept_counts(field, documents)) for field, documents in sources]
    terms: set[bytes] = set()
    for field, _, counts, _ in counted:
        terms.update(term for term, count in zip(field.table, counts.tolist(), strict=True) if count)
    ordered = sorted(terms)
    numbers = {term: number for number, term in enumerate(ordered)}
    parts = [
        Part(field, documents, counts, sizes, _numbers(field, numbers, ordered))
        for field, documents, counts, sizes in counted
    ]
    return Merged(ordered, parts, forget)


def _numbers(field: FieldPostings, numbers: Mapping[bytes, int], ordered: Sequence[bytes]) -> NDArray[np.int32]:
    found = (numbers[term] if term in numbers else bisect_left(ordered, term) for term in field.table)
    return np.fromiter(found, np.int32, field.terms)


def write_merged(writer: ArrayWriter, name: str, merged: Merged, lengths: NDArray[np.uint8]) -> None:
    """Write the arrays of a field, as `field_file.PostingsWriter.add_field` does."""
    prefix = f"field:{name}"
    counts = [part.counts for part in merged.parts]
    write_strings(writer, f"{prefix}.terms", merged.terms)
    starts = _starts(merged, counts)
    writer.add(f"{prefix}.starts", smallest(starts))
    numbers = partial(_interleaved, merged, counts, np.dtype(np.int32), _docs)
    write_doc_numbers(writer, f"{prefix}.docs", numbers, int(starts[-1]), len(lengths))
    writer.add(f"{prefix}.lengths", lengths)
    if all(part.field.has("frequencies") for part in merged.parts):
        kind = _kind(part.field.frequencies for part in merged.parts)
        writer.stream(f"{prefix}.frequencies", kind, _interleaved(merged, counts, kind, _frequencies))
    _write_occurrences(writer, prefix, merged)


def _write_occurrences(writer: ArrayWriter, prefix: str, merged: Merged) -> None:
    model = merged.parts[0].field
    names = [column for column in COLUMNS.get(model.info.mode, ()) if model.has(column)]
    sizes = [part.sizes for part in merged.parts]
    if names:
        writer.add(f"{prefix}.occurrence_starts", smallest(_starts(merged, sizes)))
    for column in names:
        kind = _kind(part.field.array(column) for part in merged.parts)
        writer.stream(
            f"{prefix}.{column}", kind, _interleaved(merged, sizes, kind, partial(_occurrences, column=column))
        )


def _kind(arrays: Iterable[Array]) -> np.dtype[Any]:
    return np.result_type(*[array.dtype for array in arrays])


def _kept_counts(field: FieldPostings, documents: Documents) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Kept postings and kept occurrences per term."""
    if documents.all_kept:
        occurrences = field.array("occurrence_starts") if field.has("occurrence_starts") else field.starts
        return counts_of(field.starts), counts_of(occurrences)
    starts = field.starts.astype(np.int64)
    counts, sizes = np.zeros((2, field.terms), np.int64)
    for low, high in _blocks(starts):
        at = slice(int(starts[low]), int(starts[high]))
        kept = documents.new.take(field.docs[at]) >= 0
        own = starts[low : high + 1] - starts[low]
        counts[low:high] = counts_of(bounds(kept).take(own))
        sizes[low:high] = counts_of(bounds(kept * field.frequencies[at].astype(np.int64)).take(own))
    return counts, sizes


def _starts(merged: Merged, counts: Counts) -> NDArray[np.int64]:
    total = np.zeros(len(merged.terms) + 1, np.int64)
    for part, count in zip(merged.parts, counts, strict=True):
        np.add.at(total, part.number, count)
    return bounds(total[:-1])


def _interleaved(merged: Merged, counts: Counts, kind: np.dtype[Any], read: Read) -> Iterator[Array]:
    """Blocks of a merged array.  `counts` say how many values each term of a part has, `read` gives those of a range of terms."""
    starts = _starts(merged, counts)
    begins = _begins(merged, counts, starts)
    for low, high in _blocks(starts):
        base = int(starts[low])
        block = np.empty(int(starts[high]) - base, kind)
        for part, count, begin in zip(merged.parts, counts, begins, strict=True):
            first, last = np.searchsorted(part.number, (low, high)).tolist()
            if first < last:
                block[ragged(begin[first:last] - base, count[first:last])] = read(part, first, last)
        merged.forget()
        yield block


def _begins(merged: Merged, counts: Counts, starts: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Where the values of each part's terms begin in the merged array: behind those of the parts before it."""
    filled = starts.copy()
    begins = []
    for part, count in zip(merged.parts, counts, strict=True):
        begins.append(filled.take(part.number))
        np.add.at(filled, part.number, count)
    return begins


def _blocks(starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about `BLOCK` values each; at least one term."""
    low, terms = 0, len(starts) - 1
    while low < terms:
        high = max(low + 1, int(np.searchsorted(starts, starts[low] + BLOCK, "right")) - 1)
        yield low, high
        low = high


def _postings(part: Part, first: int, last: int) -> slice:
    starts = part.field.starts
    return slice(int(starts[first]), int(starts[last]))


def _docs(part: Part, first: int, last: int) -> Array:
    new = part.documents.new.take(part.field.docs[_postings(part, first, last)])
    return new if part.documents.all_kept else new[new >= 0]


def _frequencies(part: Part, first: int, last: int) -> Array:
    at = _postings(part, first, last)
    frequencies = part.field.frequencies[at]
    if part.documents.all_kept:
        return frequencies
    return frequencies[part.documents.new.take(part.field.docs[at]) >= 0]


def _occurrences(part: Part, first: int, last: int, column: str) -> Array:
    starts = part.field.array("occurrence_starts")
    values = part.field.array(column)[int(starts[first]) : int(starts[last])]
    if part.documents.all_kept:
        return values
    at = _postings(part, first, last)
    kept = part.documents.new.take(part.field.docs[at]) >= 0
    return values[np.repeat(kept, part.field.frequencies[at])]
