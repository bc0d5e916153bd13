"""Corrections: how far, of what, and which of the near terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.plan import And, Not, Phrase, Word
from search.query.typos import allowed_distance, corrected_text, correction

TERMS = {
    "presiden": 40,
    "presidan": 1,
    "residen": 3,
    "gempa": 12,
    "gempar": 2,
    "kementerian": 9,
    "pemerintah": 30,
    "putin": 8,
}


def terms(letter: str) -> list[tuple[str, int]]:
    """The terms that begin with a letter."""
    return [(term, count) for term, count in TERMS.items() if term.startswith(letter)]


def frequency(term: str) -> int:
    """How many articles hold a term."""
    return TERMS.get(term, 0)


@pytest.mark.parametrize(
    ("word", "distance"),
    [("putn", 0), ("gempo", 1), ("presidne", 1), ("kementria", 2), ("KEMENKUMHAM", 0), ("covid19", 0), ("2024", 0)],
)
def test_distance_grows_with_length(word: str, distance: int) -> None:
    """One from five letters, two from nine, none for digits and capitals."""
    assert allowed_distance(word) == distance


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("presidn", "presiden"),
        ("Presidne", "presiden"),
        ("gempaa", "gempa"),
        ("kementrian", "kementerian"),
        ("oemerintah", "pemerintah"),
        ("qemerintahh", None),
        ("presiden", None),
        ("xyzab", None),
    ],
)
def test_the_nearest_then_most_frequent_term_is_meant(typed: str, meant: str | None) -> None:
    """A wrong first letter counts as two; a known word is never corrected."""
    assert correction(typed, terms, frequency) == meant


def word(text: str) -> Word:
    """A word that is its own form."""
    return Word(text, (text.lower(),), (text.lower(),))


def test_only_plain_words_are_corrected() -> None:
    """Quoted and excluded words stay as typed; each word is replaced whole."""
    clause = And((word("gempo"), Phrase((word("presidn"),)), Not(word("putni"))))
    assert (
        corrected_text('gempo gempoku "presidn" -putni', clause, terms, frequency) == 'gempa gempoku "presidn" -putni'
    )
    assert corrected_text("gempa", word("gempa"), terms, frequency) is None


@given(st.text(min_size=1, max_size=30))
def test_a_correction_is_a_known_term(typed: str) -> None:
    """Whatever is typed, what is offered exists."""
    meant = correction(typed, terms, frequency)
    assert meant is None or frequency(meant)
