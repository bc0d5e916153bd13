"""Posting values: Whoosh's byte strings as columns of numbers, and back.

A *mode* says which columns a field has per occurrence.  Values of other formats, and values that do not decode (`spell_*`
postings carry those of another field), are kept as they are: mode `opaque`.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from whoosh import formats

from .arrays import Array, bounds, smallest

EXISTS = "exists"
FREQUENCY = "frequency"
OPAQUE = "opaque"

_UNREADABLE = (
    pickle.UnpicklingError,
    struct.error,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ImportError,
)
"""How the decoding of a value that another format wrote can fail."""

_COUNT = struct.Struct("!I")

_TYPES: Mapping[str, Any] = {
    "position_boosts": formats.PositionBoosts,
    "character_boosts": formats.CharacterBoosts,
    "characters": formats.Characters,
    "positions": formats.Positions,
    FREQUENCY: formats.Frequency,
    EXISTS: formats.Existence,
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "positions": ("positions",),
    "characters": ("positions", "start_chars", "end_chars"),
    "position_boosts": ("positions", "boosts"),
    "character_boosts": ("positions", "start_chars", "end_chars", "boosts"),
}
"""Per mode with occurrences, what is known of each."""


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """The values of a field's postings.  `frequencies` are occurrences per posting."""

    mode: str
    frequencies: Array | None = None
    columns: Mapping[str, Array] = field(default_factory=dict)
    values: tuple[Array, Array] | None = None


def mode_of(format_: formats.Format) -> str:
    """The mode of a format: that of exactly this class, else opaque."""
    return next((mode for mode, kind in _TYPES.items() if type(format_) is kind), OPAQUE)


def encoded(mode: str, format_: formats.Format, rows: Sequence[Sequence[Any]]) -> bytes:
    """The value of a posting from its columns: one list each, one item per occurrence."""
    kind = _TYPES[mode]
    encoder = format_ if type(format_) is kind else kind()
    made: Any = encoder.encode(list(rows[0]) if mode == "positions" else list(zip(*rows, strict=True)))
    return bytes(made[0] if mode == "character_boosts" else made)


def encoded_count(frequency: int) -> bytes:
    """The value of a posting that knows its frequency only."""
    return _COUNT.pack(frequency)


def decoded(format_: formats.Format, blob: bytes, sizes: Array) -> Decoded:
    """The values of a field, joined in `blob`, as columns; opaque when they are not what the format writes."""
    mode = mode_of(format_)
    decoders: Mapping[str, Callable[[formats.Format, bytes, Array], Decoded]] = {EXISTS: _nothing, FREQUENCY: _counts}
    if mode != OPAQUE:
        with suppress(*_UNREADABLE):
            return decoders.get(mode, _occurrences)(format_, blob, sizes)
    return Decoded(OPAQUE, values=(np.frombuffer(blob, np.uint8), bounds(sizes)))


def _nothing(format_: formats.Format, blob: bytes, sizes: Array) -> Decoded:
    if blob:
        raise ValueError("a value in a field without values")
    return Decoded(EXISTS)


def _counts(format_: formats.Format, blob: bytes, sizes: Array) -> Decoded:
    if (sizes != _COUNT.size).any():
        raise ValueError("not a frequency")
    return Decoded(FREQUENCY, smallest(np.frombuffer(blob, ">u4")))


def _occurrences(format_: formats.Format, blob: bytes, sizes: Array) -> Decoded:
    mode = mode_of(format_)
    decode = format_.decoder(mode)
    ends = bounds(sizes).tolist()
    rows: list[Any] = []
    frequencies = np.empty(len(sizes), np.int64)
    for number in range(len(sizes)):
        found = decode(blob[ends[number] : ends[number + 1]])
        frequencies[number] = len(found)
        rows.extend(found)
    names = COLUMNS[mode]
    table = [rows] if len(names) == 1 else list(zip(*rows, strict=True))
    columns = {name: _column(name, values) for name, values in zip(names, table, strict=True)}
    if not frequencies.all():
        raise ValueError("a posting without occurrences")
    return Decoded(mode, smallest(frequencies), columns)


def _column(name: str, values: Sequence[Any]) -> Array:
    if name == "boosts":
        return np.array(values, np.float64)
    column = np.array(values, np.int64)
    if len(column) and int(column.min()) < 0:
        raise ValueError("a negative position")
    return smallest(column)
