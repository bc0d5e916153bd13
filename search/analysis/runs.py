"""Texts read run by run, with a memory: the same words come in every text.

A run is what stands between two blanks, or several with their blanks where a piece may go on from one to the next.
Not here: where that is (`blanks`), what a piece becomes (`rules`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .token import Forms

_MOST_KEPT = 1 << 14
_LONGEST_KEPT = 80

Span = tuple[int, int, Forms]
"""`[start, end)` of a token in its text, and its forms."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run holds when it stands alone.  `goes_on`: a piece may go on in the next; `stems`: of all its spans."""

    goes_on: bool
    spans: tuple[Span, ...]
    stems: frozenset[str]


class Runs(dict[str, Run]):
    """Run -> what it holds; read when first asked for, and remembered when it is short.

    `spans` and `goes_on` say what the analyzer makes of a text without memory.  A full memory is emptied: to keep the order of
    use would cost more at every word than to read some words again.
    """

    def __init__(self, spans: Callable[[str], list[Span]], goes_on: Callable[[str], bool]) -> None:
        self._spans = spans
        self._goes_on = goes_on

    def __missing__(self, text: str) -> Run:
        spans = tuple(self._spans(text))
        run = Run(self._goes_on(text), spans, frozenset(stem for _, _, forms in spans for stem in forms.stem))
        if len(text) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = run
        return run

    def of(self, text: str) -> Iterator[tuple[int, Run]]:
        """The runs of a text with where they begin; their spans, one run after another, are the spans of the text."""
        at, words = 0, iter(text.split(" "))
        for word in words:
            run = self[word]
            if run.goes_on:
                word = " ".join(self._joined(word, words))
                run = self[word]
            yield at, run
            at += len(word) + 1

    def _joined(self, word: str, rest: Iterator[str]) -> Iterator[str]:
        """A word that goes on, and those behind it up to and with the first that does not."""
        yield word
        for other in rest:
            yield other
            if not self[other].goes_on:
                break
