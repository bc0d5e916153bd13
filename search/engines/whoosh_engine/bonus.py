"""The bonus of `query.ranking` for the best documents of a plan, all of them at once.

A word's occurrences are keys, row << ROW + position, ascending: neighbours are found by binary search, and never across rows.
The rows are the bodies of the documents, then their titles, so that both fields are looked at together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from search.query.plan import Stream, Word

from .fields import stream_field
from .matches import Docs
from .occurrences import ROW, Keys, Occurrences, Part
from .phrases import form_numbers
from .scoring import Scorer
from .snapshot import Snapshot

_POSITION = (1 << ROW) - 1

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
    """The bonus of each of these documents, ascending."""
    if not words or not len(docs):
        return no_bonus(len(docs))
    ranking, count = scorer.ranking, len(docs)
    weights = [scorer.word_weight(word) for word in words]
    keys = _keys(scorer.snapshot, words, docs)
    near = np.zeros(count)
    for (i, first), (j, second) in pairwise(enumerate(weights)):
        nearness = _nearness(keys[i], keys[j], ranking.window, 2 * count)
        near += min(first, second) * np.maximum(nearness[:count], nearness[count:])
    together = _consecutive(keys, 2 * count) if len(words) > 1 else np.zeros(2 * count, np.bool_)
    in_title = np.logical_and.reduce([_held(own, 2 * count) for own in keys])
    lead = np.zeros(count)
    for weight, own in zip(weights, keys, strict=True):
        lead += weight * _soon(own, ranking.lead_half_length, 2 * count)[:count]
    return Bonus(
        ranking.proximity_weight * near,
        ranking.phrase_weight * sum(weights) * (together[:count] | together[count:]),
        ranking.title_all_weight * sum(weights) * in_title[count:],
        ranking.lead_weight * lead,
    )


def total_bonus(scorer: Scorer, words: Sequence[Word], docs: Docs) -> Values:
    """All that is added to the base scores of these documents, in any order."""
    order = docs.argsort()
    totals = np.empty(len(docs))
    totals[order] = bonus_of(scorer, words, docs.take(order)).total
    return totals


def _keys(snapshot: Snapshot, words: Sequence[Word], docs: Docs) -> list[Keys]:
    """Per word, the keys of its stem forms in the bodies and then in the titles of ascending documents."""
    parts: list[Part] = []
    numbers: list[list[list[int]]] = []
    for row, field in ((0, "body"), (len(docs), "title")):
        name = stream_field(field, Stream.STEM)
        for place, each in enumerate(snapshot.locals(name)):
            first, last = snapshot.among(docs, each)
            if first < last:
                parts.append(Part(each.postings, docs[first:last] - np.int32(each.base), row + first))
                numbers.append([form_numbers(snapshot, name, place, word.stem) for word in words])
    if not parts:
        return [np.empty(0, np.int64) for _ in words]
    occurrences = Occurrences(parts)
    return [occurrences.keys(terms) for terms in zip(*numbers, strict=True)]


def _held(keys: Keys, count: int) -> NDArray[np.bool_]:
    held = np.zeros(count, np.bool_)
    held[keys >> ROW] = True
    return held


def _soon(keys: Keys, half: int, count: int) -> Values:
    """Per document, how near to its beginning the word stands first: 1 there, a half at position `half`."""
    soon = np.zeros(count)
    backwards = keys[::-1]
    # The first occurrence comes last, and what is assigned last stays.
    soon[backwards >> ROW] = half / (half + (backwards & _POSITION))
    return soon


def _nearness(first: Keys, second: Keys, window: int, count: int) -> Values:
    """Per document, how near the second word stands to the first: only the next and the last one before can be nearest."""
    best = np.zeros(count)
    if not len(first) or not len(second):
        return best
    gaps = np.empty((2, len(first)), np.int64)
    gaps[0] = second.take(np.searchsorted(second, first, "right"), mode="clip") - first
    gaps[1] = first - second.take(np.searchsorted(second, first, "left") - 1, mode="clip")
    gaps[(gaps < 0) | (gaps > window)] = 0
    near = _by_gap(window).take(gaps)
    np.maximum.at(best, first >> ROW, np.maximum(near[0], near[1] * 0.5))
    return best


@lru_cache(8)
def _by_gap(window: int) -> Values:
    """1 / gap for gaps up to the window; 0 for none."""
    return np.concatenate([[0.0], 1.0 / np.arange(1, window + 1)])


def _consecutive(words: Sequence[Keys], count: int) -> NDArray[np.bool_]:
    starts = words[0]
    for offset, keys in enumerate(words[1:], 1):
        if not len(keys) or not len(starts):
            return np.zeros(count, np.bool_)
        wanted = starts + offset
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        starts = starts[keys.take(at) == wanted]
    return _held(starts, count)
