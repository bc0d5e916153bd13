"""Near-copies found by their signatures."""

from __future__ import annotations

import random
from zlib import crc32

import numpy as np
import pytest

from search.stories import ALONE, SHINGLE, extended, numbered, signatures

Texts = list[list[str]]


def rows_of(texts: Texts) -> np.ndarray:
    """The signatures of texts, laid out with a gap behind each as the index does."""
    tokens = np.array([crc32(word.encode()) for text in texts for word in (*text, "|")], np.uint32)
    counts = np.array([len(text) for text in texts], np.int64)
    starts = np.concatenate([[0], np.cumsum(counts + 1)])[:-1]
    return signatures(tokens, starts, counts)


def all_live(count: int) -> np.ndarray:
    """Nothing deleted."""
    return np.ones(count, np.bool_)


def words(rng: random.Random, count: int) -> list[str]:
    """Random words."""
    return [f"kata{rng.randrange(5000)}" for _ in range(count)]


def jaccard(first: list[str], second: list[str]) -> float:
    """The true similarity of the shingle sets."""
    sets = [{tuple(t[i : i + SHINGLE]) for i in range(len(t) - SHINGLE + 1)} for t in (first, second)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


@pytest.mark.parametrize("edits", [2, 10, 40])
def test_agreeing_places_estimate_the_similarity(edits: int) -> None:
    """Over many texts the mean share of equal places is the true Jaccard similarity."""
    rng = random.Random(edits)
    estimates, truths = [], []
    for _ in range(60):
        text = words(rng, 200)
        copy = list(text)
        for _ in range(edits):
            copy[rng.randrange(len(copy))] = "lain"
        first, second = rows_of([text, copy])
        estimates.append(float(np.mean(first == second)))
        truths.append(jaccard(text, copy))
    assert abs(np.mean(estimates) - np.mean(truths)) < 0.03


def test_copies_are_one_story_and_others_none() -> None:
    """A copy with a few other words joins its original; unrelated articles stay alone."""
    rng = random.Random(1)
    text = words(rng, 250)
    copy = [*words(rng, 3), *text[:120], "sela", *text[120:]]
    numbers = numbered(rows_of([text, words(rng, 250), copy, words(rng, 250)]), all_live(4))
    assert numbers[0] == numbers[2] != ALONE
    assert numbers[1] == numbers[3] == ALONE


def test_short_texts_have_no_story() -> None:
    """Equal texts that are too short to compare stay alone."""
    assert (numbered(rows_of([["satu", "dua", "tiga", "empat", "lima"]] * 3), all_live(3)) == ALONE).all()


def test_deleted_documents_join_nothing() -> None:
    """A deleted copy is not part of a story."""
    text = words(random.Random(2), 100)
    assert (numbered(rows_of([text, text]), np.array([True, False])) == ALONE).all()


def test_adding_gives_the_stories_of_building_anew() -> None:
    """Stories found for documents added later are those found for all at once."""
    rng = random.Random(3)
    originals = [words(rng, 150) for _ in range(12)]
    texts = [*originals, *(rng.choice(originals) for _ in range(20))]
    rows = rows_of(texts)
    whole = numbered(rows, all_live(len(texts)))
    grown = numbered(rows[:10], all_live(10))
    for end in (11, 19, 32):
        grown = extended(grown, rows[:end], all_live(end))
    pairs = [(i, j) for i in range(32) for j in range(i)]
    same = lambda numbers, i, j: numbers[i] == numbers[j] != ALONE  # noqa: E731
    assert [same(grown, i, j) for i, j in pairs] == [same(whole, i, j) for i, j in pairs]


def test_a_bridge_joins_two_stories() -> None:
    """A document similar to members of two stories makes them one."""
    rng = random.Random(4)
    text = words(rng, 300)
    left, right = [*words(rng, 22), *text], [*text, *words(rng, 22)]
    rows = rows_of([left, left, right, right, text])
    apart = np.array([0, 0, 1, 1], np.int32)
    assert len(set(extended(apart, rows, all_live(5)).tolist())) == 1
