"""Leaders in rows count as lists of leaders do."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh_engine.arrays import bounds
from search.engines.whoosh_engine.leader_rows import LeaderRows

leaders_of_documents = st.lists(st.lists(st.integers(0, 30), max_size=20, unique=True), min_size=1, max_size=60)


def rows_of(lists: list[list[int]], kinds: int) -> LeaderRows:
    """Rows made from plain lists."""
    flat = np.array([code for codes in lists for code in codes], np.int32)
    return LeaderRows(bounds([len(codes) for codes in lists]), flat, kinds)


@given(leaders_of_documents, st.data())
def test_counts_equal_those_of_plain_lists(lists: list[list[int]], data: st.DataObject) -> None:
    """Whatever the documents, each leader is counted once for every document that names it, rows too short included."""
    chosen = data.draw(st.lists(st.integers(0, len(lists) - 1), unique=True).map(sorted))
    counts, nobody = rows_of(lists, 31).counts(np.array(chosen, np.int32))
    wanted = Counter(code for document in chosen for code in lists[document])
    assert {code: n for code, n in enumerate(counts.tolist()) if n} == dict(wanted)
    assert nobody == sum(not lists[document] for document in chosen)


@pytest.mark.parametrize(("kinds", "width"), [(100, 8), (1000, 4), (70_000, 2)])
def test_rows_are_as_short_as_the_documents_allow(kinds: int, width: int) -> None:
    """Few leaders a document take rows of eight bytes, with as many places as codes of that size leave."""
    lists = [[n % kinds, (n * 7 + 1) % kinds] for n in range(200)]
    rows = rows_of(lists, kinds)
    assert rows.width == width
