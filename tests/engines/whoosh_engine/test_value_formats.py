"""Posting values of Whoosh's formats become columns and come back byte for byte."""

from __future__ import annotations

import pickle
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import formats

from search.engines.whoosh_engine.value_formats import (
    COLUMNS,
    Decoded,
    decoded,
    encoded,
    encoded_count,
    mode_of,
)

POSITION = st.integers(0, 100_000)
BOOST = st.floats(0.1, 10).map(lambda boost: float(np.float32(boost)))


def joined(values: list[bytes]) -> tuple[bytes, Any]:
    """Values as the field writer gathers them."""
    return b"".join(values), np.array([len(value) for value in values], np.int64)


def back(format_: formats.Format, found: Decoded) -> list[bytes]:
    """The values again, from the columns."""
    assert found.frequencies is not None
    ends = np.cumsum(found.frequencies)
    ranges = zip(ends - found.frequencies, ends, strict=True)
    columns = [found.columns[name] for name in COLUMNS[found.mode]]
    return [encoded(found.mode, format_, [column[a:b].tolist() for column in columns]) for a, b in ranges]


@given(st.lists(st.lists(POSITION, min_size=1, max_size=6, unique=True).map(sorted), min_size=1))
def test_positions(rows: list[list[int]]) -> None:
    """Whoosh's commonest format."""
    format_ = formats.Positions()
    values = [format_.encode(row) for row in rows]
    found = decoded(format_, *joined(values))
    assert found.mode == "positions"
    assert found.columns["positions"].tolist() == [position for row in rows for position in row]
    assert back(format_, found) == values


@given(st.lists(st.lists(st.tuples(POSITION, POSITION, POSITION), min_size=1, max_size=4).map(sorted), min_size=1))
def test_characters(rows: list[list[tuple[int, int, int]]]) -> None:
    """Offsets of characters go with positions; those that do not ascend are kept as bytes."""
    format_ = formats.Characters()
    values = [format_.encode(row) for row in rows]
    found = decoded(format_, *joined(values))
    if found.mode == "characters":
        assert back(format_, found) == values
    else:
        assert found.values is not None
        assert found.values[0].tobytes() == b"".join(values)


@given(st.lists(st.lists(st.tuples(POSITION, BOOST), min_size=1, max_size=4).map(sorted), min_size=1))
def test_position_boosts(rows: list[list[tuple[int, float]]]) -> None:
    """Boosts per occurrence."""
    format_ = formats.PositionBoosts()
    values = [format_.encode(row) for row in rows]
    found = decoded(format_, *joined(values))
    assert found.mode == "position_boosts"
    assert back(format_, found) == values


def test_frequencies_and_nothing() -> None:
    """Frequencies are a number, an id has no value."""
    found = decoded(formats.Frequency(), *joined([encoded_count(3), encoded_count(70_000)]))
    assert (found.mode, found.frequencies.tolist() if found.frequencies is not None else None) == (
        "frequency",
        [3, 70_000],
    )
    assert decoded(formats.Existence(), *joined([b"", b""])).mode == "exists"


class _OwnFormat(formats.Positions):  # type: ignore[misc]
    """A format that is not exactly one of Whoosh's."""


@pytest.mark.parametrize(
    ("format_", "values"),
    [
        (_OwnFormat(), [b"anything"]),
        (formats.Existence(), [b"", b"x"]),
        (formats.Frequency(), [b"1234", b"12345"]),
        (formats.Positions(), [b"\0\0\0\1garbage"]),
        (formats.Positions(), [b""]),
        (formats.Positions(), [b"\0\0\0\1" + pickle.dumps([-4], 2)]),
        (formats.Positions(), [b"\0\0\0\0" + pickle.dumps([], 2)]),
        (formats.Positions(), [formats.Positions().encode([1]), formats.Characters().encode([(1, 0, 4)])]),
        (formats.CharacterBoosts(), [encoded_count(2)]),
    ],
)
def test_foreign_values_are_kept_as_they_are(format_: formats.Format, values: list[bytes]) -> None:
    """Spelling postings carry the values of another field: nothing may be lost, nothing may fail."""
    blob, sizes = joined(values)
    found = decoded(format_, blob, sizes)
    assert found.mode == "opaque"
    assert found.values is not None
    starts = found.values[1].tolist()
    assert [found.values[0][a:b].tobytes() for a, b in pairwise(starts)] == values


def test_modes_are_those_of_exact_classes() -> None:
    """A subclass may encode otherwise."""
    assert mode_of(formats.Positions()) == "positions"
    assert mode_of(_OwnFormat()) == "opaque"
