"""Document numbers of postings in two or three bytes each: 16 bits, and the rest where a segment has more documents.

They are the largest part of an index.  `numbers[first:last]` gives int32: a copy, made at the speed of memory.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, ArrayFile, ArrayWriter, smallest_type

LOW_BITS = 16
LOW_LIMIT = 1 << LOW_BITS


class DocNumbers:
    """The document numbers of a field's postings, in posting order.  Slices are int32; `np.asarray` gives all of them."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._low: Array = file[f"{name}.low"]
        self._high = file.get(f"{name}.high")

    def __len__(self) -> int:
        return len(self._low)

    def __getitem__(self, at: slice) -> NDArray[np.int32]:
        numbers: NDArray[np.int32] = self._low[at].astype(np.int32)
        if self._high is not None:
            high = self._high[at].astype(np.int32)
            high <<= LOW_BITS
            numbers |= high
        return numbers

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return self[:].astype(dtype or np.int32, copy=False)


def write_doc_numbers(writer: ArrayWriter, name: str, numbers: Array, documents: int) -> None:
    """Write document numbers below `documents`."""
    writer.add(f"{name}.low", low_part(numbers))
    if documents > LOW_LIMIT:
        writer.add(f"{name}.high", high_part(numbers, documents))


def low_part(numbers: Array) -> NDArray[np.uint16]:
    """What the low array holds."""
    return (numbers & (LOW_LIMIT - 1)).astype(np.uint16)


def high_part(numbers: Array, documents: int) -> Array:
    """What the high array holds."""
    return (numbers >> LOW_BITS).astype(high_type(documents))


def high_type(documents: int) -> np.dtype[Any]:
    """The type of the high array."""
    return smallest_type((documents - 1) >> LOW_BITS)
