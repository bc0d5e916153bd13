"""The order that breaks ties: newest first, undated last, then by id.

`newest_first` sorts the documents of one segment when it is written; `merged` joins the orders of segments when they are
opened, at a cost that grows with the smaller ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from .dates import UNDATED

Order = NDArray[np.int32]
Seconds = NDArray[np.int64]
IdOf = Callable[[int], str]


def _keys(seconds: Seconds) -> Seconds:
    """Ascending = newest first, undated last."""
    return np.where(seconds == UNDATED, np.iinfo(np.int64).max, -seconds)


def newest_first(seconds: Seconds, by_id: Order) -> Order:
    """The documents in order; `by_id` = the place of each document's id among the ids."""
    return np.lexsort((by_id, _keys(seconds))).astype(np.int32)


def merged(orders: Sequence[Order], seconds: Seconds, id_of: IdOf) -> Order:
    """One order from those of consecutive row segments (in their own document numbers).

    `seconds` and `id_of` are of all documents; the largest segment is best the first.
    """
    keys = _keys(seconds)
    bases = np.concatenate([[0], np.cumsum([len(order) for order in orders])])
    numbered = [order + np.int32(base) for order, base in zip(orders, bases, strict=False)]
    return reduce(lambda a, b: _merge(a, b, keys, id_of), numbered) if numbered else np.empty(0, np.int32)


def _merge(first: Order, second: Order, keys: Seconds, id_of: IdOf) -> Order:
    if len(first) < len(second):
        first, second = second, first
    first_keys = keys.take(first)
    lower = np.searchsorted(first_keys, keys.take(second), "left")
    upper = np.searchsorted(first_keys, keys.take(second), "right")
    for place in np.flatnonzero(lower < upper).tolist():
        run = first[lower[place] : upper[place]]
        lower[place] += bisect_left(run, id_of(int(second[place])), key=lambda doc: id_of(int(doc)))
    return np.insert(first, lower, second)


def ranks(order: Order) -> Order:
    """Per document, its place in the order."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places
