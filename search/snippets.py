"""What a hit shows of its article: the title and the best fragment of the body, with the words that matched marked.

Marks are made by the analyzer that indexed the text, on the text as stored: `ditangkap` is marked for `penangkapan`.
A body is not analysed as a whole.  The endings of the wanted stems are looked for as plain strings, which is nearly
free; only words that hold one are analysed, and then the fragment that was chosen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .analysis import Analyzer, Forms
from .model import Article, Part, joined_body
from .query.plan import And, AtLeast, Clause, Either, Or, Phrase, Prefix, Stream, Word

LONGEST_BODY = 200_000
MOST_PLACES = 64
_MOST_TRIES = 256
_NEEDLE = 4
_BEFORE = 6
_LETTERS_A_WORD = 8
_LONGEST_WORD = 40
_ELLIPSIS = "…"
_SENTENCE_ENDS = (". ", "! ", "? ", '." ', '," ')
_HAS_DIGIT = re.compile(r"\d")
_TAIL = re.compile(r"[^\W\d_]+|[0-9]")


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the text that a query word (by its number) matched."""

    start: int
    end: int
    wanted: int


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What a run without blanks holds: which query word (None = none of them), and the spans of all that match alone."""

    wanted: int | None
    marks: tuple[tuple[int, int], ...]
    digits: bool


def _leaves(clause: Clause) -> Iterator[Word | Phrase | Prefix]:
    """What is wanted, without exclusions and tags."""
    if isinstance(clause, Word | Phrase | Prefix):
        yield clause
    elif isinstance(clause, And | Or | Either | AtLeast):
        for child in clause.clauses:
            yield from _leaves(child)


def _needles(forms: Iterable[str]) -> Iterator[str]:
    """Short strings, one of which any spelling of a form holds: the end of its last run of letters, or its first digit.

    A prefix may swallow the first letter of a root (`memukul`), but not of a short one (`mengecat`).
    """
    for form in forms:
        runs = _TAIL.findall(form)
        letters = [run for run in runs if run.isalpha()]
        if letters:
            yield letters[-1] if len(letters[-1]) < _NEEDLE else letters[-1][1:][-_NEEDLE:]
        elif runs:
            yield next((run for run in runs if run != "0"), runs[0])


class Highlighter:
    """Marks the words of one query in titles and bodies."""

    def __init__(self, analyzer: Analyzer, clause: Clause) -> None:
        leaves = list(dict.fromkeys(_leaves(clause)))
        self._analyzer = analyzer
        words = [leaf for leaf in leaves if isinstance(leaf, Word)]
        self._stems = {stem: number for number, word in reversed(list(enumerate(words))) for stem in word.stem}
        self._prefixes = tuple(leaf.prefix for leaf in leaves if isinstance(leaf, Prefix))
        self._phrases = tuple(leaf for leaf in leaves if isinstance(leaf, Phrase) and leaf.words)
        looked_for = [*self._stems, *(form for phrase in self._phrases for form in _longest(phrase))]
        needles = list(_needles(looked_for))
        # A table may give a stem that ends unlike the word: `selebriti` has `selebritas`.
        unlike = (form for word in words for form in word.exact if not any(needle in form for needle in needles))
        self._needles = tuple(dict.fromkeys((*needles, *_needles(unlike), *self._prefixes)))
        self._numbers = any(map(_HAS_DIGIT.search, self._needles))
        self._read = lru_cache(4096)(self._read_chunk)

    def title(self, text: str) -> tuple[Part, ...]:
        """The whole text with its matches marked."""
        return _parts(text, self._marks_in_context(text))

    def snippet(self, article: Article, words: int = 30) -> tuple[Part, ...]:
        """About `words` words of the body (or of the caption, when only that matched), from the start of a sentence."""
        body = joined_body(article.body)[:LONGEST_BODY].replace("\n", " ")
        places = self._places(body)
        if not places and article.caption and self._marks(article.caption):
            return self._fragment(article.caption, 0, words)
        return self._fragment(body, _best_start(body, places, words), words)

    # --- matching ---

    def _number(self, forms: Forms) -> int | None:
        """The number of the single word that these forms match."""
        for stem in forms.stem:
            if stem in self._stems:
                return self._stems[stem]
        if self._prefixes and any(form.startswith(self._prefixes) for form in forms.exact):
            return len(self._stems)
        return None

    def _marks(self, text: str) -> list[tuple[int, int]]:
        """The spans of `text` that match, in order; the words of a phrase only where they stand together."""
        places = self._places(text)
        if self._numbers or "'" in text or "’" in text or any(place.wanted > len(self._stems) for place in places):
            return self._marks_in_context(text)
        return [
            (place.start + start, place.start + end)
            for place in places
            for start, end in self._read(text[place.start : place.end]).marks
        ]

    def _marks_in_context(self, text: str) -> list[tuple[int, int]]:
        """The same by analysing all of a short text: for phrases, and for numbers whose neighbours say what they are."""
        spans = self._analyzer.spans(text)
        marked = [self._number(forms) is not None for _, _, forms in spans]
        for phrase in self._phrases:
            for at in range(len(spans) - len(phrase.words) + 1):
                if _stands_at(phrase, spans, at):
                    marked[at : at + len(phrase.words)] = [True] * len(phrase.words)
        return [(start, end) for (start, end, _), is_marked in zip(spans, marked, strict=True) if is_marked]

    def _places(self, text: str) -> list[_Place]:
        """Where single words and the longest words of phrases stand, found by needles."""
        lowered = self._analyzer.normalise(text)
        if len(lowered) != len(text):
            lowered = text.lower() if len(text.lower()) == len(text) else text
        lowered += " "
        found: dict[int, _Place] = {}
        tries = 0
        for needle in self._needles:
            at = lowered.find(needle)
            while at >= 0 and len(found) < MOST_PLACES and tries < _MOST_TRIES:
                start, end = lowered.rfind(" ", 0, at) + 1, lowered.find(" ", at)
                wanted = found[start].wanted if start in found else self._wanted_at(text, lowered, start, end)
                if wanted is not None and wanted > len(self._stems):
                    tries += 1
                    wanted = wanted if self._is_in_phrase(text, lowered, start, end) else None
                if wanted is not None:
                    found[start] = _Place(start, end, wanted)
                at = lowered.find(needle, end)
        return [found[start] for start in sorted(found)]

    def _wanted_at(self, text: str, lowered: str, start: int, end: int) -> int | None:
        chunk = self._read(text[start:end])
        if chunk.wanted is None and chunk.digits:  # `9.30` is a time of day only beside `pukul` or `WIB`
            return self._read(text[_chunk(lowered, start - 2)[0] : _chunk(lowered, end + 1)[1]]).wanted
        return chunk.wanted

    def _is_in_phrase(self, text: str, lowered: str, start: int, end: int) -> bool:
        """Whether a phrase stands around one of its words: `terpilih` alone is no place of `pemilihan umum`."""
        first, last = start, end
        for _ in range(max(len(phrase.words) for phrase in self._phrases) - 1):
            first, last = _chunk(lowered, first - 2)[0], _chunk(lowered, last + 1)[1]
        marks = self._marks_in_context(text[first:last])
        return any(first + a < end and start < first + b for a, b in marks)

    def _read_chunk(self, text: str) -> _Chunk:
        spans = self._analyzer.spans(text)
        marks = tuple((start, end) for start, end, forms in spans if self._number(forms) is not None)
        wanted = next((n for _, _, forms in spans if (n := self._number_of_any(forms)) is not None), None)
        return _Chunk(wanted, marks, _HAS_DIGIT.search(text) is not None)

    def _number_of_any(self, forms: Forms) -> int | None:
        """The number of the single word or of the phrase with a word that these forms match."""
        number = self._number(forms)
        if number is None:
            for index, phrase in enumerate(self._phrases):
                if any(_matches(word, phrase.stream, forms) for word in phrase.words):
                    return len(self._stems) + 1 + index
        return number

    # --- the fragment ---

    def _fragment(self, text: str, start: int, words: int) -> tuple[Part, ...]:
        end = _end(text, start, words)
        fragment = text[start:end].rstrip()
        parts = _parts(fragment, self._marks(fragment)) if fragment else ()
        before = (Part(f"{_ELLIPSIS} "),) if start and not _begins_sentence(text, start) else ()
        after = (Part(f" {_ELLIPSIS}"),) if start + len(fragment) < len(text.rstrip()) and fragment else ()
        return (*before, *parts, *after)


def _chunk(text: str, at: int) -> tuple[int, int]:
    """The run without blanks around `at`."""
    start = text.rfind(" ", 0, max(at, 0)) + 1
    end = text.find(" ", at)
    return start, len(text) if end < 0 else end


def _longest(phrase: Phrase) -> Sequence[str]:
    forms = [word.stem if phrase.stream is Stream.STEM else word.exact for word in phrase.words]
    return max(forms, key=lambda alternatives: len(alternatives[0]) if alternatives else 0)


def _matches(word: Word, stream: Stream, forms: Forms) -> bool:
    wanted, present = (word.stem, forms.stem) if stream is Stream.STEM else (word.exact, forms.exact)
    return not set(wanted).isdisjoint(present)


def _stands_at(phrase: Phrase, spans: Sequence[tuple[int, int, Forms]], at: int) -> bool:
    pairs = zip(phrase.words, spans[at : at + len(phrase.words)], strict=True)
    return all(_matches(word, phrase.stream, forms) for word, (_, _, forms) in pairs)


def _begins_sentence(text: str, start: int) -> bool:
    return start == 0 or text[max(0, start - 3) : start].endswith(_SENTENCE_ENDS)


def _best_start(text: str, places: Sequence[_Place], words: int) -> int:
    """Where the fragment begins that holds most of the query: different words first, then words side by side, then early."""
    best, best_score, tried = 0, -1.0, -1
    width = words * _LETTERS_A_WORD
    begins = [place.start for place in places]
    for place in places:
        start = _start_before(text, place, width * 3 // 4)
        if start == tried:
            continue
        tried = start
        inside = places[bisect_left(begins, start) : bisect_left(begins, start + width)]
        neighbours = sum(b.start - a.end <= 1 and a.wanted != b.wanted for a, b in pairwise(inside))
        score = len({other.wanted for other in inside}) + 0.4 * min(neighbours, 2) + 0.05 * min(len(inside), 5)
        if score > best_score:
            best, best_score = start, score
        if len(inside) == len(places):
            break  # a later beginning holds no more
    return best


def _start_before(text: str, place: _Place, most: int) -> int:
    """Where the sentence of a place begins; when that is farther than `most` characters before its end, a few words before."""
    first = max(0, place.end - most)
    begins = [
        at + len(end) for end in _SENTENCE_ENDS if (at := text.rfind(end, max(0, first - len(end)), place.start)) >= 0
    ]
    if begins:
        return max(begins)
    return _words_before(text, place.start) if first else 0


def _words_before(text: str, at: int) -> int:
    """The start of a word, a few words before `at`."""
    for _ in range(_BEFORE):
        space = text.rfind(" ", 0, max(at - 1, 0))
        if space < 0:
            return 0
        at = space + 1
    return at


def _end(text: str, start: int, words: int) -> int:
    """The end of the word `words` words on; rather the end of a sentence, when one lies in the last third before it."""
    window = text[start : start + words * _LONGEST_WORD]
    pieces = window.split(None, words)
    cut = len(window) - len(pieces[words]) if len(pieces) > words else len(window)
    if start + cut >= len(text.rstrip()):
        return start + len(window[:cut].rstrip())
    sentence = max(window.rfind(end, cut * 2 // 3, cut) for end in _SENTENCE_ENDS)
    return start + (sentence + 1 if sentence >= 0 else len(window[:cut].rstrip()))


def _parts(text: str, marks: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """`text` cut at its marks; marks with only a blank between them become one."""
    joined: list[tuple[int, int]] = []
    for start, end in marks:
        if joined and start <= joined[-1][1] + 1 and text[joined[-1][1] : start] in ("", " "):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    parts: list[Part] = []
    at = 0
    for start, end in joined:
        parts += [Part(text[at:start])] if at < start else []
        parts.append(Part(text[start:end], match=True))
        at = end
    return (*parts, Part(text[at:])) if at < len(text) else tuple(parts)
