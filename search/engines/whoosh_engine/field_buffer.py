"""The postings of one field, gathered one by one and given as arrays."""

from __future__ import annotations

from array import array

import numpy as np
from whoosh import formats

from ..lengths import length_to_byte
from .arrays import Array, bounds
from .field_file import FieldArrays
from .postings import FieldInfo
from .value_formats import decoded


class FieldBuffer:
    """The postings of one field: terms in byte order, documents ascending."""

    def __init__(self, name: str, format_: formats.Format) -> None:
        self.name = name
        self.format = format_
        self.terms: list[bytes] = []
        self.counts: list[int] = []
        self.docs = array("i")
        self.weights = array("f")
        self.values = bytearray()
        self.sizes = array("I")
        self.lengths = bytearray()
        self._term_start = 0

    def start_term(self, text: bytes) -> None:
        """Begin a term."""
        self.terms.append(text)
        self._term_start = len(self.docs)

    def add(self, docnum: int, weight: float, value: bytes, length: int | None) -> None:
        """One posting."""
        self.docs.append(docnum)
        self.weights.append(weight)
        self.values += value
        self.sizes.append(len(value))
        self.lengths.append(length_to_byte(length) if length else 0)

    def finish_term(self) -> None:
        """End a term; one without postings leaves no trace."""
        count = len(self.docs) - self._term_start
        if count:
            self.counts.append(count)
        else:
            self.terms.pop()

    def arrays(self, documents: int = 0) -> tuple[FieldInfo, FieldArrays]:
        """What was written, as arrays, with a length for each of `documents` documents or more."""
        docs = np.frombuffer(self.docs, np.int32)
        posting_lengths = np.frombuffer(bytes(self.lengths), np.uint8)
        lengths = np.zeros(max(documents, int(docs.max(initial=-1)) + 1), np.uint8)
        lengths[docs] = posting_lengths
        same = bool((lengths.take(docs) == posting_lengths).all())
        values = decoded(self.format, bytes(self.values), np.frombuffer(self.sizes, np.uint32))
        scale, weights = _scaled(np.frombuffer(self.weights, np.float32), values.frequencies)
        return FieldInfo(values.mode, scale), FieldArrays(
            self.terms,
            bounds(self.counts),
            docs,
            lengths,
            values.frequencies,
            weights,
            values.columns,
            values.values,
            None if same else posting_lengths,
        )


def _scaled(weights: Array, frequencies: Array | None) -> tuple[float, Array | None]:
    """(scale, None) when every weight is frequency x scale, as without boosts; else (1, the weights)."""
    if not len(weights):
        return 1.0, None
    counts = np.ones(len(weights), np.float32) if frequencies is None else frequencies.astype(np.float32)
    scale = np.float32(weights[0] / counts[0])
    return (float(scale), None) if (counts * scale == weights).all() else (1.0, weights)
