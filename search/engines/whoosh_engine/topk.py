"""The best of many hits, without sorting all of them.

Ties are broken by `rank`: every document's place in the order newest first (undated last), then by id.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.model import Sort
from search.query.plan import After

from .dates import UNDATED
from .matches import Dense, Docs, Matches, Scores, Sparse
from .order import Order
from .snapshot import Snapshot
from .space import BLOCKS

Rank = NDArray[np.int32]

_SORTED = 4
"""Up to so many times as many as are wanted, to sort all is quicker than to find those first."""


def best_scored(hits: Matches, rank: Rank, count: int) -> tuple[Docs, Scores]:
    """The `count` best hits by score, and their scores.  Unscored hits score 0 all."""
    if count <= 0 or not hits.count:
        return np.empty(0, np.int32), np.empty(0, np.float32)
    if hits.scores is None:
        docs = first_ranked(hits.docs, rank, count)
        return docs, np.zeros(len(docs), np.float32)
    places = _candidates(hits.scores, count)
    if isinstance(hits, Dense):
        docs = hits.docs if places is None else places.astype(np.int32)
        return _best(docs, hits.scores.take(docs), rank, count)
    if places is None:
        return _best(hits.docs, hits.scores, rank, count)
    return _best(hits.docs.take(places), hits.scores.take(places), rank, count)


def _candidates(scores: Scores, count: int) -> NDArray[np.intp] | None:
    """Places of which the best are certainly some: those that reach the count-th highest maximum of a block.  None = all."""
    width = len(scores) // BLOCKS
    if width <= count:
        return None
    maxima = scores[: width * BLOCKS].reshape(BLOCKS, width).max(axis=0)
    edge = np.partition(maxima, width - count)[width - count]
    return (scores >= edge).nonzero()[0] if edge > 0 else None


def _best(docs: Docs, scores: Scores, rank: Rank, count: int) -> tuple[Docs, Scores]:
    if len(docs) > _SORTED * count:
        places = _surviving(scores, docs, rank, count)
        docs, scores = docs.take(places), scores.take(places)
    order = np.lexsort((rank.take(docs), -scores))[:count]
    return docs.take(order), scores.take(order)


def _surviving(scores: Scores, docs: Docs, rank: Rank, count: int) -> NDArray[np.intp]:
    edge = np.partition(scores, len(scores) - count)[len(scores) - count]
    sure = (scores > edge).nonzero()[0]
    tied = (scores == edge).nonzero()[0]
    needed = count - len(sure)
    if len(tied) > needed:
        tied = tied.take(np.argpartition(rank.take(docs.take(tied)), needed - 1)[:needed])
    return np.concatenate([sure, tied])


def first_ranked(docs: Docs, keys: Rank, count: int) -> Docs:
    """The `count` documents with the lowest keys, in order of these."""
    own = keys.take(docs)
    if len(docs) > count:
        places = np.argpartition(own, count - 1)[:count] if count > 0 else np.empty(0, np.intp)
        docs, own = docs.take(places), own.take(places)
    return docs.take(np.argsort(own, kind="stable"))


def first_in_order(hits: Matches, order: Order, keys: Rank, count: int) -> Docs:
    """The first `count` hits in an order of all documents; `keys` are the places in it."""
    if isinstance(hits, Sparse):
        return first_ranked(hits.docs, keys, count)
    found: list[Docs] = []
    start, step, missing = 0, 4 * count + BLOCKS, count
    while missing > 0 and start < len(order):
        chunk = order[start : start + step]
        found.append(chunk.take(np.flatnonzero(hits.mask.take(chunk))[:missing]))
        missing -= len(found[-1])
        start, step = start + step, step * 4
    return np.concatenate(found) if found else np.empty(0, np.int32)


def behind(snapshot: Snapshot, sort: Sort, edge: After, docs: Docs, keys: Rank) -> Docs:
    """Those of the hits that stand behind the last hit of the page before."""
    last = snapshot.document(edge.id)
    if last is not None:
        return docs.take(np.flatnonzero(keys.take(docs) > keys[last]))
    seconds = snapshot.dates.seconds.take(docs)
    at = UNDATED if edge.seconds is None else edge.seconds
    if edge.seconds is None:
        later = np.zeros(len(docs), np.bool_)
    else:
        later = (seconds > at if sort is Sort.OLDEST else seconds < at) | (seconds == UNDATED)
    for place in np.flatnonzero(seconds == at).tolist():
        later[place] = snapshot.id_of(int(docs[place])) > edge.id
    return docs.take(np.flatnonzero(later))
