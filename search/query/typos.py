"""What a word that no article holds was probably meant to be.

Damerau-Levenshtein distance 1 from five letters, 2 from nine; never digits, never acronyms typed in capitals; a wrong
first letter counts as two.  Of the nearest terms the most frequent is taken.  Not here: when a correction is used (`service`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from .plan import And, AtLeast, Clause, Either, Or, Word

Frequency = Callable[[str], int]
"""Term of the exact stream -> number of articles."""

Terms = Callable[[str], Sequence[tuple[str, int]]]
"""First letter -> the terms of the exact stream that begin with it, with their frequencies."""

MIN_FREQUENCY = 2
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ONE_FROM, _TWO_FROM = 5, 9


def allowed_distance(word: str) -> int:
    """How far a correction may be from a word as it was typed: 0, 1 or 2."""
    if not word.isalpha() or word.isupper() or len(word) < _ONE_FROM:
        return 0
    return 2 if len(word) >= _TWO_FROM else 1


def correction(typed: str, terms: Terms, frequency: Frequency) -> str | None:
    """The nearest term that articles hold, or None.  `typed` keeps its capitals."""
    allowed = allowed_distance(typed)
    word = typed.lower()
    if not allowed or frequency(word):
        return None
    same_letter = {term: count for term, count in terms(word[0]) if _fits(term, word, allowed, count)}
    near = extract(word, list(same_letter), scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=None)
    ranked = [(distance, -same_letter[term], term) for term, distance, _ in near]
    if not ranked and allowed == 2:
        ranked = [(2, -count, term) for term in _other_first(word) if (count := frequency(term)) >= MIN_FREQUENCY]
    return min(ranked)[2] if ranked else None


def _fits(term: str, word: str, allowed: int, count: int) -> bool:
    return abs(len(term) - len(word)) <= allowed and term.isalpha() and count >= 1


def _other_first(word: str) -> Iterable[str]:
    yield word[1:]
    for letter in _ALPHABET:
        yield letter + word[1:]
        yield letter + word


def words_of(clause: Clause) -> list[Word]:
    """The typed words of a clause that may be misspelt: not those of phrases, aliases or exclusions."""
    if isinstance(clause, Word):
        return [clause]
    if isinstance(clause, And | Or | AtLeast):
        return [word for part in clause.clauses for word in words_of(part)]
    return words_of(clause.clauses[0]) if isinstance(clause, Either) else []


def corrected_text(text: str, clause: Clause, terms: Terms, frequency: Frequency) -> str | None:
    """The typed query with its misspelt words corrected, or None when there is nothing to correct."""
    corrected = text
    for word in words_of(clause):
        if any(map(frequency, word.exact)):
            continue
        better = correction(word.surface, terms, frequency)
        if better is not None:
            corrected = re.sub(rf"(?<!\w){re.escape(word.surface)}(?!\w)", better, corrected)
    return corrected if corrected != text else None
