"""Titles and snippets of the hits of one query, as parts."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis import Analyzer
from ..model import Article, Part
from ..query.plan import Clause
from .fragments import Place, begins_sentence, best_start, end_of
from .marks import MOST_PLACES, Mark, Marker
from .wanted import Wanted

LONGEST_BODY = 200_000
_ELLIPSIS = "…"


class Highlighter:
    """Marks the words of one query in titles and bodies."""

    def __init__(self, analyzer: Analyzer, clause: Clause) -> None:
        self._wanted = Wanted(clause)
        self._marker = Marker(analyzer, self._wanted)

    def title(self, text: str) -> tuple[Part, ...]:
        """The whole text with its matches marked."""
        return _parts(text, self._marker.marks(text))

    def snippet(self, article: Article, words: int = 30) -> tuple[Part, ...]:
        """About `words` words of the body (or of the caption, when only that matched), from the start of a sentence."""
        body = " ".join(article.body)[:LONGEST_BODY].replace("\n", " ")
        places = self._marker.places(body)
        if not places and article.caption:
            in_caption = self._marker.places(article.caption)
            if self._marks(article.caption, 0, article.caption, in_caption):
                return self._fragment(article.caption, 0, in_caption, words)
        return self._fragment(body, best_start(body, places, words), places, words)

    def _fragment(self, text: str, start: int, places: Sequence[Place], words: int) -> tuple[Part, ...]:
        fragment = text[start : end_of(text, start, words)].rstrip()
        parts = _parts(fragment, self._marks(text, start, fragment, places)) if fragment else ()
        before = (Part(f"{_ELLIPSIS} "),) if start and not begins_sentence(text, start) else ()
        after = (Part(f" {_ELLIPSIS}"),) if start + len(fragment) < len(text.rstrip()) and fragment else ()
        return (*before, *parts, *after)

    def _marks(self, text: str, start: int, fragment: str, places: Sequence[Place]) -> list[Mark]:
        """The spans that match of the fragment that begins at `start` of a text, where wanted words stand at `places`.

        Phrases, prefixes, numbers, words that may stand apart, and apostrophes are read with what stands beside them.
        """
        marker, end = self._marker, start + len(fragment)
        inside = [place for place in places if start <= place.start < end]
        if (
            marker.in_context
            or any(place.wanted >= self._wanted.prefix_number for place in inside)
            or len(places) == MOST_PLACES
            or "'" in fragment
            or "’" in fragment
        ):
            return marker.marks(fragment)
        return [(first - start, last - start) for first, last in marker.marks_at(text, inside)]


def _parts(text: str, marks: Sequence[Mark]) -> tuple[Part, ...]:
    """`text` cut at its marks; marks with only a blank between them become one."""
    if not marks:
        return (Part(text),) if text else ()
    joined: list[Mark] = []
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
