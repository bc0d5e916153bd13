"""What the rules make of a piece of text: positions with the forms to index and the forms to look for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .token import Forms

LONGEST_TERM = 64

Stem = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One position of a piece: `[start, end)` within it, what is indexed there, and what a query looks for."""

    start: int
    end: int
    forms: Forms
    wanted: Forms

    def moved(self, by: int) -> Reading:
        """The same reading, `by` characters further right."""
        return Reading(self.start + by, self.end + by, self.forms, self.wanted) if by else self

    def also(self, exact: str, stem: str) -> Reading:
        """The same reading, indexed under one more form."""
        forms = Forms(distinct((*self.forms.exact, exact)), distinct((*self.forms.stem, stem)), self.forms.rule)
        return Reading(self.start, self.end, forms, self.wanted)

    def or_else(self, exact: str, stem: str) -> Reading:
        """The same reading, for which a query takes one more form."""
        wanted = Forms(distinct((*self.wanted.exact, exact)), distinct((*self.wanted.stem, stem)), self.wanted.rule)
        return Reading(self.start, self.end, self.forms, wanted)


def distinct(forms: Iterable[str]) -> tuple[str, ...]:
    """Each form once, in order, no longer than a term may be."""
    return tuple(dict.fromkeys(form[:LONGEST_TERM] for form in forms))


def single(span: tuple[int, int], rule: str, exact: str, stem: str) -> Reading:
    """A position with one form in each stream, the common case."""
    term = (exact[:LONGEST_TERM],)
    forms = Forms(term, term if stem == exact else (stem[:LONGEST_TERM],), rule)
    return Reading(*span, forms, forms)


def reading(span: tuple[int, int], rule: str, stem: Stem, exact: Sequence[str], wanted: Sequence[str] = ()) -> Reading:
    """A position whose stems are those of its exact forms.  Without `wanted` a query looks for any of its forms."""
    forms = Forms(distinct(exact), distinct(map(stem, exact)), rule)
    if not wanted:
        return Reading(*span, forms, forms)
    return Reading(*span, forms, Forms(distinct(wanted), distinct(map(stem, wanted)), rule))


def fixed(span: tuple[int, int], rule: str, exact: Sequence[str], wanted: Sequence[str] = ()) -> Reading:
    """A position whose forms are never stemmed: numbers, dates, names of months."""
    return reading(span, rule, str, exact, wanted)
