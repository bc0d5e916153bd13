"""Where the wanted words stand in a text.

A short text is read as a whole; of a body only the words that hold a needle.  Offsets are those of the text as stored.
Not here: what is wanted (`wanted`), which piece of a text is shown (`fragments`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis import Analyzer
from ..analysis.runs import Span
from .fragments import Place
from .wanted import Wanted, stands_at

MOST_PLACES = 64
_MOST_TRIES = 256

Mark = tuple[int, int]
"""`[start, end)` of what is marked."""


class _Numbers(dict[str, int | None]):
    """Run -> the number of the wanted word in it, None when there is none; read when first asked for."""

    def __init__(self, analyzer: Analyzer, wanted: Wanted) -> None:
        self._runs = analyzer.runs
        self._wanted = wanted

    def __missing__(self, text: str) -> int | None:
        wanted, run = self._wanted, self._runs[text]
        number = None
        if wanted.prefixes or not run.stems.isdisjoint(wanted.any_stem):
            number = next((n for _, _, forms in run.spans if (n := wanted.number_of_any(forms)) is not None), None)
        self[text] = number
        return number


class Marker:
    """Finds the wanted words of one query."""

    def __init__(self, analyzer: Analyzer, wanted: Wanted) -> None:
        self._analyzer = analyzer
        self._runs = analyzer.runs
        self._wanted = wanted
        # Whether a wanted word may be known only by what stands beside it.
        self._apart = wanted.numbers or any(map(analyzer.spreads, wanted.any_stem))
        self.in_context = self._apart or wanted.overlap
        self._numbers = _Numbers(analyzer, wanted)
        self._around: dict[str, list[Mark]] = {}

    def marks(self, text: str) -> list[Mark]:
        """The spans of a text that match, in order; the words of a phrase only where they stand together."""
        wanted = self._wanted
        any_stem, phrases, prefixes = wanted.any_stem, wanted.phrases, wanted.prefixes
        if not phrases and not prefixes:
            return self._single(text)
        offsets: list[int] = []
        spans: list[Span] = []
        likely: list[int] = []
        for at, run in self._runs.of(text):
            if prefixes or not run.stems.isdisjoint(any_stem):
                likely += range(len(spans), len(spans) + len(run.spans))
            elif not phrases:
                continue
            spans += run.spans
            offsets += [at] * len(run.spans)
        matched = self._matched(spans, likely) if likely else ()
        return [(offsets[n] + spans[n][0], offsets[n] + spans[n][1]) for n in matched]

    def _single(self, text: str) -> list[Mark]:
        """The same when only single words are wanted: most words of a title are none of them, and cost a look."""
        any_stem, number = self._wanted.any_stem, self._wanted.number
        return [
            (at + start, at + end)
            for at, run in self._runs.of(text)
            if not run.stems.isdisjoint(any_stem)
            for start, end, forms in run.spans
            if number(forms) is not None
        ]

    def _matched(self, spans: Sequence[Span], likely: Sequence[int]) -> Sequence[int]:
        """Which of the spans match; only these `likely` ones can, or can begin a phrase."""
        wanted = self._wanted
        matched = [n for n in likely if wanted.number(spans[n][2]) is not None]
        if wanted.phrases:
            for n in likely:
                for phrase in wanted.beginning_with(spans[n][2]):
                    if stands_at(phrase, spans, n):
                        matched += range(n, n + len(phrase.words))
            matched = sorted(set(matched))
        return matched

    def marks_at(self, text: str, places: Sequence[Place]) -> list[Mark]:
        """The spans of single words at these places of a text."""
        number = self._wanted.number
        return [
            (place.start + start, place.start + end)
            for place in places
            for start, end, forms in self._runs[text[place.start : place.end]].spans
            if number(forms) is not None
        ]

    def places(self, text: str) -> list[Place]:
        """Where single words and the longest words of phrases stand, found by needles."""
        lowered, numbers, highest = self._lowered(text), self._numbers, self._wanted.prefix_number
        found: dict[int, Place] = {}
        tries = 0
        for needle in self._wanted.needles:
            at = lowered.find(needle)
            while at >= 0 and len(found) < MOST_PLACES and tries < _MOST_TRIES:
                start, end = lowered.rfind(" ", 0, at) + 1, lowered.find(" ", at)
                number = numbers[text[start:end]]
                if number is None and self._apart:
                    number = self._number_in_context(text, lowered, start, end)
                if number is not None and number > highest:
                    tries += 1
                    number = number if self._is_in_phrase(text, lowered, start, end) else None
                if number is not None:
                    found[start] = Place(start, end, number)
                at = lowered.find(needle, end)
        return [found[start] for start in sorted(found)]

    def _lowered(self, text: str) -> str:
        """The text as needles are written, each character in its place, with a blank behind."""
        lowered = self._analyzer.normalise(text)
        if len(lowered) != len(text):
            lowered = text.lower() if len(text.lower()) == len(text) else text
        return f"{lowered} "

    def _number_in_context(self, text: str, lowered: str, start: int, end: int) -> int | None:
        """`9.30` is a time of day only beside `pukul` or `WIB`, `sama` a part of `kerjasama` only behind `kerja`."""
        first, last = _chunk(lowered, start - 2)[0], _chunk(lowered, end + 1)[1]
        if not (self._runs[text[start:end]].goes_on or (first < start and self._runs[text[first : start - 1]].goes_on)):
            return None
        numbers = (
            self._wanted.number_of_any(forms)
            for a, b, forms in self._analyzer.spans(text[first:last])
            if first + a < end and start < first + b
        )
        return next((number for number in numbers if number is not None), None)

    def _is_in_phrase(self, text: str, lowered: str, start: int, end: int) -> bool:
        """Whether a phrase stands around one of its words: `terpilih` alone is no place of `pemilihan umum`."""
        first, last = start, end
        for _ in range(max(len(phrase.words) for phrase in self._wanted.phrases) - 1):
            first, last = _chunk(lowered, first - 2)[0], _chunk(lowered, last + 1)[1]
        around = text[first:last]
        if around not in self._around:
            self._around[around] = self.marks(around)
        return any(first + a < end and start < first + b for a, b in self._around[around])


def _chunk(text: str, at: int) -> Mark:
    """The run without blanks around `at`."""
    start = text.rfind(" ", 0, max(at, 0)) + 1
    end = text.find(" ", at)
    return start, len(text) if end < 0 else end
