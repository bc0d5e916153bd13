"""Near-copies found by their signatures."""

from __future__ import annotations

import random
from collections.abc import Callable
from zlib import crc32

import numpy as np
import pytest

from search.stories import ALONE, SHINGLE, SIMILAR, extended, numbered, shingles, signatures

Texts = list[list[str]]


def rows_of(texts: Texts) -> np.ndarray:
    """The signatures of texts, laid out with a gap behind each as the index does."""
    tokens = np.array([crc32(word.encode()) for text in texts for word in (*text, "|")], np.uint32)
    counts = np.array([len(text) for text in texts], np.int64)
    starts = np.concatenate([[0], np.cumsum(counts + 1)])[:-1]
    return signatures(tokens, starts, counts)


def story_of(texts: Texts, live: np.ndarray | None = None) -> np.ndarray:
    """The stories of texts, all at once."""
    return numbered(rows_of(texts), all_live(len(texts)) if live is None else live, shingles_in(texts))


def shingles_in(texts: Texts) -> Callable[[int], np.ndarray]:
    """The shingles of each text."""
    return lambda number: shingles(np.array([crc32(word.encode()) for word in texts[number]], np.uint32))


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
    numbers = story_of([text, words(rng, 250), copy, words(rng, 250)])
    assert numbers[0] == numbers[2] != ALONE
    assert numbers[1] == numbers[3] == ALONE


def test_short_texts_have_no_story() -> None:
    """Equal texts that are too short to compare stay alone."""
    assert (story_of([["satu", "dua", "tiga", "empat", "lima"]] * 3) == ALONE).all()


def test_deleted_documents_join_nothing() -> None:
    """A deleted copy is not part of a story."""
    text = words(random.Random(2), 100)
    assert (story_of([text, text], np.array([True, False])) == ALONE).all()


def test_adding_gives_the_stories_of_building_anew() -> None:
    """Stories found for documents added later are those found for all at once."""
    rng = random.Random(3)
    originals = [words(rng, 150) for _ in range(12)]
    texts = [*originals, *(rng.choice(originals) for _ in range(20))]
    rows = rows_of(texts)
    whole = story_of(texts)
    grown = story_of(texts[:10])
    for end in (11, 19, 32):
        grown = extended(grown, rows[:end], all_live(end), shingles_in(texts))
    pairs = [(i, j) for i in range(32) for j in range(i)]
    same = lambda numbers, i, j: numbers[i] == numbers[j] != ALONE  # noqa: E731
    assert [same(grown, i, j) for i, j in pairs] == [same(whole, i, j) for i, j in pairs]


def test_a_bridge_joins_two_stories() -> None:
    """A document similar to members of two stories makes them one."""
    rng = random.Random(4)
    text = words(rng, 300)
    left, right = [*words(rng, 22), *text], [*text, *words(rng, 22)]
    texts = [left, left, right, right, text]
    apart = np.array([0, 0, 1, 1], np.int32)
    assert len(set(extended(apart, rows_of(texts), all_live(5), shingles_in(texts)).tolist())) == 1


@pytest.mark.parametrize(("wanted", "joined"), [(0.75, False), (0.85, True), (0.9, True)])
def test_the_threshold_is_sharp(wanted: float, joined: bool) -> None:
    """Of many near-copies on one side of 0.8, every one is told rightly, however its signature came out."""
    rng = random.Random(int(wanted * 100))
    for _ in range(40):
        text = words(rng, rng.randrange(60, 400))
        copy = near_copy(rng, text, wanted)
        assert (jaccard(text, copy) >= SIMILAR) is joined
        assert bool(story_of([text, words(rng, 100), copy])[0] != ALONE) is joined


def near_copy(rng: random.Random, text: list[str], wanted: float) -> list[str]:
    """The text with words replaced at its end until its similarity is just above the wanted one."""
    copy, at = list(text), len(text) - 1
    while True:
        next_ = [*copy[:at], f"lain{rng.random()}", *copy[at + 1 :]]
        if jaccard(text, next_) < wanted:
            return copy
        copy, at = next_, at - 1
