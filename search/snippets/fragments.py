"""Which piece of a text is shown: where it begins, where it ends.  Not here: what is marked in it (`marks`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_BEFORE = 6
_LETTERS_A_WORD = 8
_LONGEST_WORD = 40
_MANY = 6
_SENTENCE_ENDS = (". ", "! ", "? ", '." ', '," ')


class Place(NamedTuple):
    """A word of the text that a query word (by its number) matched."""

    start: int
    end: int
    wanted: int


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins here."""
    return start == 0 or text[max(0, start - 3) : start].endswith(_SENTENCE_ENDS)


def best_start(text: str, places: Sequence[Place], words: int) -> int:
    """Where the fragment begins that holds most of the query: different words first, then words side by side, then early."""
    width = words * _LETTERS_A_WORD
    if len(places) == 1:
        return _start_before(text, places[0], width * 3 // 4)
    ends = _SENTENCE_ENDS if len(places) < _MANY else [end for end in _SENTENCE_ENDS if end in text]
    best, best_score, tried = 0, -1.0, -1
    begins = [place.start for place in places]
    for place in places:
        start = _start_before(text, place, width * 3 // 4, ends)
        if start == tried:
            continue
        tried = start
        inside = places[bisect_left(begins, start) : bisect_left(begins, start + width)]
        score = _worth(inside)
        if score > best_score:
            best, best_score = start, score
        if len(inside) == len(places):
            break  # a later beginning holds no more
    return best


def _worth(inside: Sequence[Place]) -> float:
    neighbours = sum(b.start - a.end <= 1 and a.wanted != b.wanted for a, b in pairwise(inside))
    return len({other.wanted for other in inside}) + 0.4 * min(neighbours, 2) + 0.05 * min(len(inside), 5)


def _start_before(text: str, place: Place, most: int, ends: Sequence[str] = _SENTENCE_ENDS) -> int:
    """Where the sentence of a place begins; when that is farther than `most` characters before its end, a few words before."""
    first = max(0, place.end - most)
    begin = -1
    for end in ends:
        at = text.rfind(end, max(0, first - len(end)), place.start)
        if at >= 0:
            begin = max(begin, at + len(end))
    if begin >= 0:
        return begin
    return _words_before(text, place.start) if first else 0


def _words_before(text: str, at: int) -> int:
    """The start of a word, a few words before `at`."""
    for _ in range(_BEFORE):
        space = text.rfind(" ", 0, max(at - 1, 0))
        if space < 0:
            return 0
        at = space + 1
    return at


def end_of(text: str, start: int, words: int) -> int:
    """The end of the word `words` words on; rather the end of a sentence, when one lies in the last third before it."""
    window = text[start : start + words * _LONGEST_WORD]
    pieces = window.split(None, words)
    cut = len(window) - len(pieces[words]) if len(pieces) > words else len(window)
    if start + cut >= len(text.rstrip()):
        return start + len(window[:cut].rstrip())
    sentence = max(window.rfind(end, cut * 2 // 3, cut) for end in _SENTENCE_ENDS)
    return start + (sentence + 1 if sentence >= 0 else len(window[:cut].rstrip()))
