"""The order that breaks ties."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh_engine.dates import UNDATED
from search.engines.whoosh_engine.order import merged, newest_first, ranks

Documents = list[tuple[int, str]]

segments = st.lists(
    st.lists(st.tuples(st.sampled_from([UNDATED, 5, 6, 7]), st.text("abc", max_size=3)), max_size=12), max_size=4
)


def order_of(documents: Documents) -> np.ndarray:
    """The order of one segment, as it is written."""
    ids = sorted({id for _, id in documents})
    by_id = np.array([ids.index(id) for _, id in documents], np.int32)
    return newest_first(np.array([at for at, _ in documents], np.int64), by_id)


@given(segments)
def test_merged_orders_are_the_order_of_all(parts: list[Documents]) -> None:
    """Joining the orders of segments gives the order of their documents together: newest first, undated last, then by id."""
    every = [document for part in parts for document in part]
    seconds = np.array([at for at, _ in every], np.int64)
    order = merged([order_of(part) for part in parts], seconds, lambda doc: every[doc][1])
    keys = [(at == UNDATED, -at if at != UNDATED else 0, id) for at, id in every]
    assert [keys[doc] for doc in order] == sorted(keys)
    assert sorted(order.tolist()) == list(range(len(every)))
    assert ranks(order)[order].tolist() == list(range(len(every)))
