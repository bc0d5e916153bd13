"""What a query wants to see marked: words by their stems, phrases, prefixes, and the needles that find them in a body.

Values only.  Not here: looking for them in a text (`marks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..analysis import Forms
from ..analysis.runs import Span
from ..query.plan import And, AtLeast, Clause, Either, Or, Phrase, Prefix, Stream, Word

_NEEDLE = 4
_FLEETING = frozenset("ptksrcu")
"""First letters of roots that a text may not show."""
_HAS_DIGIT = re.compile(r"\d")
_THOUSANDS = 3
_LETTER_DIGITS = re.compile(r"[a-z]-?([0-9]+)")
_TAIL = re.compile(r"[^\W\d_]+|[0-9]")


class Wanted:
    """The wanted words of one query.  A word has a number; so has `prefixes` as a whole, and each phrase above that."""

    def __init__(self, clause: Clause) -> None:
        leaves = list(dict.fromkeys(_leaves(clause)))
        words = [leaf for leaf in leaves if isinstance(leaf, Word)]
        self.stems = {stem: number for number, word in reversed(list(enumerate(words))) for stem in word.stem}
        self.prefixes = tuple(leaf.prefix for leaf in leaves if isinstance(leaf, Prefix))
        self.phrases = tuple(leaf for leaf in leaves if isinstance(leaf, Phrase) and leaf.words)
        self.prefix_number = len(words)
        in_phrases = frozenset(s for phrase in self.phrases for word in phrase.words for s in word.stem)
        # A text without these stems has no wanted word, unless there are prefixes: equal words have equal stems.
        self.any_stem = in_phrases.union(self.stems)
        self._openings = {stream: _openings(self.phrases, stream) for stream in Stream} if self.phrases else {}
        # Whether a single word also stands in a phrase: then a place of the word may be one of the phrase.
        self.overlap = not in_phrases.isdisjoint(self.stems)
        looked_for = [*self.stems, *(form for phrase in self.phrases for form in _longest(phrase))]
        needles = list(_needles(looked_for))
        # A table may give a stem that ends unlike the word: `selebriti` has `selebritas`.
        unlike = (form for word in words for form in word.exact if not any(needle in form for needle in needles))
        self.needles = tuple(dict.fromkeys((*needles, *_needles(unlike), *self.prefixes)))
        self.numbers = has_digit("".join(self.needles))

    def number(self, forms: Forms) -> int | None:
        """The number of the single word or the prefix that these forms match."""
        for stem in forms.stem:
            if stem in self.stems:
                return self.stems[stem]
        if self.prefixes and any(form.startswith(self.prefixes) for form in forms.exact):
            return self.prefix_number
        return None

    def number_of_any(self, forms: Forms) -> int | None:
        """The number of the single word, or of the phrase with a word, that these forms match."""
        number = self.number(forms)
        if number is None:
            for index, phrase in enumerate(self.phrases):
                if any(_matches(word, phrase.stream, forms) for word in phrase.words):
                    return self.prefix_number + 1 + index
        return number

    def beginning_with(self, forms: Forms) -> Iterator[Phrase]:
        """The phrases whose first word these forms match."""
        for stream, present in ((Stream.STEM, forms.stem), (Stream.EXACT, forms.exact)):
            openings = self._openings.get(stream)
            if openings:
                for form in present:
                    yield from openings.get(form, ())


def stands_at(phrase: Phrase, spans: Sequence[Span], at: int) -> bool:
    """Whether a phrase stands at this place of a text."""
    if at + len(phrase.words) > len(spans):
        return False
    return all(_matches(word, phrase.stream, spans[at + n][2]) for n, word in enumerate(phrase.words))


def has_digit(text: str) -> bool:
    """Whether a digit stands in a text."""
    return _HAS_DIGIT.search(text) is not None


def _leaves(clause: Clause) -> Iterator[Word | Phrase | Prefix]:
    """What is wanted, without exclusions and tags."""
    if isinstance(clause, Word | Phrase | Prefix):
        yield clause
    elif isinstance(clause, And | Or | Either | AtLeast):
        for child in clause.clauses:
            yield from _leaves(child)


def _needles(forms: Iterable[str]) -> Iterator[str]:
    """Short strings, one of which any spelling of a form holds: the end of its last run of letters, or digits that no
    spelling parts: the last three of a whole number, all of those behind a single letter (`G-20`), else one of them.

    A prefix may swallow the first letter of a root (`memukul`), but not of a short one (`mengecat`); and a few letters were
    once spelled otherwise (`Tjina`).
    """
    for form in forms:
        if form.isdigit():
            yield form[-_THOUSANDS:]
            continue
        if behind_letter := _LETTER_DIGITS.fullmatch(form):
            yield behind_letter[1]
            continue
        runs = [form] if form.isalpha() else _TAIL.findall(form)
        letters = [run for run in runs if run.isalpha()]
        if letters:
            last = letters[-1]
            yield last[1:] if len(last) == _NEEDLE and last[0] in _FLEETING else last[-_NEEDLE:]
        elif runs:
            yield next((run for run in runs if run != "0"), runs[0])


def _openings(phrases: Iterable[Phrase], stream: Stream) -> dict[str, list[Phrase]]:
    """The phrases of a stream by the forms of their first words."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.stream is stream:
            for form in _forms_of(phrase.words[0], stream):
                found.setdefault(form, []).append(phrase)
    return found


def _forms_of(word: Word, stream: Stream) -> tuple[str, ...]:
    return word.stem if stream is Stream.STEM else word.exact


def _longest(phrase: Phrase) -> Sequence[str]:
    forms = [_forms_of(word, phrase.stream) for word in phrase.words]
    return max(forms, key=lambda alternatives: len(alternatives[0]) if alternatives else 0)


def _matches(word: Word, stream: Stream, forms: Forms) -> bool:
    present = forms.stem if stream is Stream.STEM else forms.exact
    return any(form in present for form in _forms_of(word, stream))
