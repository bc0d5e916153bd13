"""Rows of codes count as lists of leaders and columns do."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh_engine.arrays import bounds
from search.engines.whoosh_engine.code_rows import CodeRows, Column

LEADERS = 31
leaders_of_documents = st.lists(
    st.lists(st.integers(0, LEADERS - 1), max_size=20, unique=True), min_size=1, max_size=60
)


def rows_of(lists: list[list[int]], kinds: int, *columns: Column) -> CodeRows:
    """Rows made from plain lists."""
    flat = np.array([code for codes in lists for code in codes], np.int32)
    return CodeRows(bounds([len(codes) for codes in lists]), flat, kinds, columns)


def column_of(codes: list[int], kinds: int) -> Column:
    """A column of plain codes."""
    return Column(np.array(codes, np.uint8), kinds)


@given(leaders_of_documents, st.integers(0, 2), st.data())
def test_counts_equal_those_of_plain_lists(lists: list[list[int]], count: int, data: st.DataObject) -> None:
    """Whatever the documents, each leader and each code of a column is counted once for every document that has it, rows too
    short for all leaders included."""
    kinds = (5, 200)[:count]
    codes = [data.draw(st.lists(st.integers(0, k - 1), min_size=len(lists), max_size=len(lists))) for k in kinds]
    chosen = data.draw(st.lists(st.integers(0, len(lists) - 1), unique=True).map(sorted))
    rows = rows_of(lists, LEADERS, *map(column_of, codes, kinds))
    counts = rows.counts(np.array(chosen, np.int32))
    wanted = Counter(code for document in chosen for code in lists[document])
    assert {code: n for code, n in enumerate(counts[:LEADERS].tolist()) if n} == dict(wanted)
    assert counts[rows.nobody] == sum(not lists[document] for document in chosen)
    for begin, column, k in zip(rows.begins, codes, kinds, strict=True):
        own = Counter(column[document] for document in chosen)
        assert counts[begin : begin + k].tolist() == [own[code] for code in range(k)]


def test_many_rows_are_counted_place_by_place() -> None:
    """More codes than are counted at once give the same counts."""
    lists = [[n % 300, (n + 1) % 300] if n % 3 else [] for n in range(20_000)]
    rows = rows_of(lists, 300, column_of([n % 7 for n in range(20_000)], 7))
    chosen = np.arange(0, 20_000, dtype=np.int32)
    counts = rows.counts(chosen)
    wanted = Counter(code for codes in lists for code in codes)
    assert counts[:300].tolist() == [wanted[code] for code in range(300)]
    assert counts[rows.nobody] == sum(not codes for codes in lists)
    assert counts[rows.begins[0] :].tolist() == [len(range(code, 20_000, 7)) for code in range(7)]


@pytest.mark.parametrize(("kinds", "width"), [(100, 8), (1000, 4), (70_000, 2)])
def test_rows_are_as_short_as_the_documents_allow(kinds: int, width: int) -> None:
    """Few leaders a document take rows of eight bytes, with as many places as codes of that size leave."""
    lists = [[n % kinds, (n * 7 + 1) % kinds] for n in range(200)]
    rows = rows_of(lists, kinds)
    assert rows.width == width
