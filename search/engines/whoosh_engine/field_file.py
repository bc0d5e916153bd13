"""Writing a postings file: the counterpart of `postings` and `tokens`, which read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, ArrayWriter, Writable, bounds, smallest
from .doc_numbers import write_doc_numbers
from .inversion import CodedText, Column, inverted, length_bytes
from .postings import KIND, FieldInfo
from .strings import write_strings
from .tokens import ESCAPE, GAP, Side


@dataclass(frozen=True, slots=True, eq=False)
class FieldArrays:
    """The postings of a field, whole in memory.

    `columns` are what stands at every occurrence (`positions`, ...); `values` are opaque bytes per posting and their bounds;
    `posting_lengths` only where the lengths of a document's postings differ.
    """

    terms: Sequence[bytes]
    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    lengths: NDArray[np.uint8]
    frequencies: Array | None = None
    weights: NDArray[np.float32] | None = None
    columns: Mapping[str, Array] = field(default_factory=dict)
    values: tuple[Array, Array] | None = None
    posting_lengths: NDArray[np.uint8] | None = None


class PostingsWriter:
    """Writes the postings file of a segment, field by field."""

    def __init__(self, file: Writable) -> None:
        self.arrays = ArrayWriter(file)
        self._infos: dict[str, FieldInfo] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def describe(self, name: str, info: FieldInfo) -> None:
        """Say what a field is; its arrays are written by `add_field`, or one by one by a merge."""
        if name in self._infos:
            raise ValueError(f"field {name!r} written twice")
        self._infos[name] = info

    def add_field(self, name: str, info: FieldInfo, arrays: FieldArrays) -> None:
        """Write the postings of a field."""
        self.describe(name, info)
        prefix = f"field:{name}"
        write_strings(self.arrays, f"{prefix}.terms", arrays.terms)
        self.arrays.add(f"{prefix}.starts", smallest(arrays.starts))
        documents = len(arrays.lengths)
        write_doc_numbers(self.arrays, f"{prefix}.docs", lambda: [arrays.docs], len(arrays.docs), documents)
        self.arrays.add(f"{prefix}.lengths", arrays.lengths)
        if arrays.frequencies is not None:
            self.arrays.add(f"{prefix}.frequencies", smallest(arrays.frequencies))
        if arrays.weights is not None:
            self.arrays.add(f"{prefix}.weights", arrays.weights)
        if arrays.columns and arrays.frequencies is not None:
            self.arrays.add(f"{prefix}.occurrence_starts", smallest(bounds(arrays.frequencies)[arrays.starts]))
        for column, array in arrays.columns.items():
            self.arrays.add(f"{prefix}.{column}", array)
        if arrays.values is not None:
            self.arrays.add(f"{prefix}.values", arrays.values[0])
            self.arrays.add(f"{prefix}.value_starts", smallest(arrays.values[1]))
        if arrays.posting_lengths is not None:
            self.arrays.add(f"{prefix}.posting_lengths", arrays.posting_lengths)

    def add_text(self, exact: str, stem: str, text: CodedText) -> None:
        """Write a text field: its token stream, and the postings of both streams as two fields."""
        self._add_codes(f"tokens:{exact}", text)
        self.add_column(f"tokens:{exact}.exact", text.exact)
        self.add_column(f"tokens:{exact}.stem", text.stem)
        self._add_side(FieldInfo("positions", tokens=exact, side="exact", other=stem), exact, text)
        self._add_side(FieldInfo("positions", tokens=exact, side="stem", other=exact), stem, text)

    def add_column(self, name: str, column: Column) -> None:
        """Write what the codes of a token stream stand for in one stream."""
        self.arrays.add(f"{name}.first", column.first)
        self.arrays.add(f"{name}.more_codes", column.more_codes)
        self.arrays.add(f"{name}.more_terms", column.more_terms)

    def close(self) -> None:
        """Write the directory and close the file."""
        fields = {name: asdict(info) for name, info in sorted(self._infos.items())}
        self.arrays.close({"kind": KIND, "fields": fields})

    def _add_side(self, info: FieldInfo, name: str, text: CodedText) -> None:
        side: Side = "exact" if info.side == "exact" else "stem"
        postings = inverted(text, side)
        arrays = FieldArrays(
            text.column(side).terms,
            postings.starts,
            postings.docs,
            length_bytes(text.lengths),
            postings.frequencies,
            columns={"positions": postings.positions} if side == "stem" else {},
        )
        self.add_field(name, info, arrays)

    def _add_codes(self, name: str, text: CodedText) -> None:
        starts = bounds(text.lengths) + np.arange(len(text.lengths) + 1)
        codes = np.full(int(starts[-1]), GAP, np.int32)
        documents = np.repeat(np.arange(len(text.lengths)), text.lengths)
        codes[np.arange(len(text.codes)) + documents] = text.codes
        rare = np.flatnonzero(codes >= ESCAPE)
        rare_codes = codes.take(rare)
        codes[rare] = ESCAPE
        self.arrays.add(f"{name}.starts", smallest(starts))
        self.arrays.add(f"{name}.codes", codes.astype(np.uint16))
        self.arrays.add(f"{name}.rare_places", smallest(rare, len(codes)))
        self.arrays.add(f"{name}.rare_codes", rare_codes)
