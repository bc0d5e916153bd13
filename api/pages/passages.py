"""A text cut at the places that name somebody, so that a template can link them.  Offsets are code points of the whole text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search import Links


@dataclass(frozen=True, slots=True)
class Span:
    """A named place in a text: `[start, end)` and the leader's id."""

    start: int
    end: int
    leader: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text; `leader` is the id of whom it names, or empty.  Passages joined give the text."""

    text: str
    leader: str = ""


def spans_in(links: Links, field: str) -> tuple[Span, ...]:
    """Where a field names linked leaders, in order."""
    found = (
        Span(mention.start, mention.end, link.leader)
        for link in links.leaders
        for mention in link.mentions
        if mention.field == field
    )
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def passages(text: str, spans: Iterable[Span], offset: int = 0) -> tuple[Passage, ...]:
    """`text`, which begins at `offset` of the text that the spans refer to, cut at the spans that lie inside it."""
    pieces: list[Passage] = []
    done = 0
    for span in spans:
        start, end = span.start - offset, span.end - offset
        if start < done or end > len(text) or start >= end:
            continue
        if start > done:
            pieces.append(Passage(text[done:start]))
        pieces.append(Passage(text[start:end], span.leader))
        done = end
    if done < len(text):
        pieces.append(Passage(text[done:]))
    return tuple(pieces)


def paragraphs(body: Sequence[str], spans: Sequence[Span]) -> tuple[tuple[Passage, ...], ...]:
    """The paragraphs of a body, whose spans refer to the paragraphs joined by one newline."""
    found = []
    offset = 0
    for paragraph in body:
        found.append(passages(paragraph, spans, offset))
        offset += len(paragraph) + 1
    return tuple(found)
