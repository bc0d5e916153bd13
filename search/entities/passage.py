"""An article as the linker reads it: one text of separate lines, folded, with a way back to the article's fields.

Title, caption and body are lines of their own, so no name is ever found across them.  A line that repeats another one
(captions are often printed twice) is left out.  Not here: which parts of a line are teasers (`lexicon` marks them).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Article, Mention
from .names import fold

_FEWEST_SHOUTED_WORDS = 3
_LONGEST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is folded; `starts` are where its lines begin and `origins` where those stand, as (field, offset)."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[str, int], ...]
    title_end: int
    lead_end: int

    def mention(self, start: int, end: int) -> Mention:
        """`[start, end)` of the text as a place in the article."""
        line = bisect_right(self.starts, start) - 1
        field, offset = self.origins[line]
        shift = offset - self.starts[line]
        return Mention(field, start + shift, end + shift)


def _lines(article: Article) -> Iterator[tuple[str, int, str]]:
    yield "title", 0, "" if article.title_derived else article.title
    offset = 0
    for line in article.caption.split("\n"):
        yield "caption", offset, line
        offset += len(line) + 1
    offset = 0
    for paragraph in article.body:
        for line in paragraph.split("\n"):
            yield "body", offset, line
            offset += len(line) + 1


def _calm(line: str) -> str:
    """A line in capitals as a headline: names are found by their case.  Words of up to three letters stay (SBY, JK)."""
    if not line.isupper():
        return line
    words = line.split(" ")
    if len(words) < _FEWEST_SHOUTED_WORDS:
        return line
    return " ".join(word if len(word) <= _LONGEST_ACRONYM else f"{word[0]}{_lower(word[1:])}" for word in words)


def _lower(text: str) -> str:
    """Lower case, as long as before: the few letters that have none of one character stay."""
    return "".join(character.lower() if len(character.lower()) == 1 else character for character in text)


def passage_of(article: Article, lead_characters: int = 500) -> Passage:
    """The text of an article for linking.  The lead is the first `lead_characters` of the body."""
    lines: list[str] = []
    starts: list[int] = []
    origins: list[tuple[str, int]] = []
    seen: set[str] = set()
    position, body_start = 0, -1
    for field, offset, line in _lines(article):
        if field == "body" and body_start < 0:
            body_start = position
        if field != "title" and (not line or line in seen):
            continue
        seen.add(line)
        lines.append(_calm(fold(line)))
        starts.append(position)
        origins.append((field, offset))
        position += len(line) + 1
    text = "\n".join(lines)
    return Passage(text, tuple(starts), tuple(origins), len(lines[0]), max(body_start, 0) + lead_characters)
