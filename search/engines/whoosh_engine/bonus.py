"""The bonus of `query.ranking` for the best documents of a plan, all of them at once.

A word's occurrences are keys, document x SPACING + position, ascending: neighbours are found by binary search, and never
across documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from search.query.plan import Stream, Word

from .fields import stream_field
from .matches import Docs
from .phrases import form_numbers
from .scoring import Scorer
from .snapshot import Snapshot

SPACING = 1 << 32

Keys = NDArray[np.int64]
Values = NDArray[np.floating]


@dataclass(frozen=True, slots=True, eq=False)
class Bonus:
    """The weighted addends, one row per document."""

    proximity: Values
    phrase: Values
    title_all: Values
    lead: Values

    @property
    def total(self) -> Values:
        """What is added to the base score."""
        return self.proximity + self.phrase + self.title_all + self.lead


def no_bonus(documents: int) -> Bonus:
    """A bonus of nothing."""
    return Bonus(*(np.zeros(documents) for _ in range(4)))


def bonus_of(scorer: Scorer, words: Sequence[Word], docs: Docs) -> Bonus:
    """The bonus of each of these documents."""
    if not words or not len(docs):
        return no_bonus(len(docs))
    ranking, count = scorer.ranking, len(docs)
    weights = [scorer.word_weight(word) for word in words]
    title = _occurrences(scorer.snapshot, words, docs, "title")
    body = _occurrences(scorer.snapshot, words, docs, "body")
    near = np.zeros(count)
    for (i, first), (j, second) in pairwise(enumerate(weights)):
        nearness = [_nearness(keys[i], keys[j], ranking.window, count) for keys in (title, body)]
        near += min(first, second) * np.maximum(*nearness)
    together = _consecutive(title, count) | _consecutive(body, count) if len(words) > 1 else np.zeros(count, np.bool_)
    in_title = np.logical_and.reduce([_held(keys, count) for keys in title])
    lead = sum(
        (w * _soon(keys, ranking.lead_half_length, count) for w, keys in zip(weights, body, strict=True)),
        np.zeros(count),
    )
    return Bonus(
        ranking.proximity_weight * near,
        ranking.phrase_weight * sum(weights) * together,
        ranking.title_all_weight * sum(weights) * in_title,
        ranking.lead_weight * lead,
    )


def _occurrences(snapshot: Snapshot, words: Sequence[Word], docs: Docs, field: str) -> list[Keys]:
    """Per word, the keys of its stem forms in one field of the documents."""
    name = stream_field(field, Stream.STEM)
    order = docs.argsort()
    ascending = docs.take(order)
    found: list[list[Keys]] = [[] for _ in words]
    for place, each in enumerate(snapshot.locals(name)):
        first, last = ascending.searchsorted((each.base, each.base + len(each.postings.forward_starts) - 1)).tolist()
        own, rows = ascending[first:last] - np.int32(each.base), order[first:last] * SPACING
        for keys, word in zip(found, words, strict=True) if first < last else ():
            for number in form_numbers(snapshot, name, place, word.stem):
                at, positions = each.postings.positions_in(number, own)
                keys.append(rows.take(at) + positions)
    return [np.sort(np.concatenate(keys)) if keys else np.empty(0, np.int64) for keys in found]


def _held(keys: Keys, count: int) -> NDArray[np.bool_]:
    held = np.zeros(count, np.bool_)
    held[keys // SPACING] = True
    return held


def _soon(keys: Keys, half: int, count: int) -> Values:
    """Per document, how near to its beginning the word stands first: 1 there, a half at position `half`."""
    soon = np.zeros(count)
    rows, firsts = np.unique(keys // SPACING, return_index=True)
    soon[rows] = half / (half + keys.take(firsts) % SPACING)
    return soon


def _nearness(first: Keys, second: Keys, window: int, count: int) -> Values:
    """Per document, how near the second word stands to the first: only the next and the last one before can be nearest."""
    best = np.zeros(count)
    if not len(first) or not len(second):
        return best
    after = np.searchsorted(second, first, "right")
    ahead = second.take(after, mode="clip") - first
    before = np.searchsorted(second, first, "left") - 1
    behind = first - second.take(before, mode="clip")
    forward = np.where((ahead > 0) & (ahead <= window), 1.0 / np.maximum(ahead, 1), 0.0)
    backward = np.where((behind > 0) & (behind <= window), 0.5 / np.maximum(behind, 1), 0.0)
    np.maximum.at(best, first // SPACING, np.maximum(forward, backward))
    return best


def _consecutive(words: Sequence[Keys], count: int) -> NDArray[np.bool_]:
    starts = words[0]
    for offset, keys in enumerate(words[1:], 1):
        if not len(keys) or not len(starts):
            return np.zeros(count, np.bool_)
        wanted = starts + offset
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        starts = starts[keys.take(at) == wanted]
    return _held(starts, count)
