"""A whole page as a reader asks for it: parse, search with three facets, load ten articles, mark titles and fragments.

Ours, under the default ranking.  `peer_pages` has the same work done by the peers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from search.analysis import Analyzer
from search.engines.base import RawPage, RawTerms, Reader
from search.facets import terms_facet_values
from search.model import Bucket
from search.query.aliases import Aliases
from search.query.plan import Plan
from search.query.planner import Planned, Planner
from search.snippets import Highlighter

from .ours import FACETS
from .queries import BenchQuery
from .timing import Call

PAGES = ("AND of 2", "AND mid+common", "phrase, name", "rare term")
"""The classes whose words are asked as pages (the words of a name without quotes); the first is the page of the bar."""

Lap = Callable[[str], None]

_SHOWN = 20


def unnoticed(_: str) -> None:
    """Nobody times the stages."""


def typed(query: BenchQuery) -> str:
    """What a reader types who wants all the words."""
    return " ".join(query.words)


class OurPage:
    """Three fields, both streams, recency, bonus.  A call gives the total, so that it can be held against a peer's."""

    def __init__(self, reader: Reader, analyzer: Analyzer) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._planner = Planner(analyzer, Aliases(), lambda facet, text: ())

    def __call__(self, text: str, lap: Lap = unnoticed) -> int:
        """One page; `lap` is told the name of every stage when it ends."""
        planned = self._planner.plan(text)
        lap("plan")
        found = self._search(planned)
        lap("search and facets")
        articles = self._reader.fetch(_ids(found))
        lap("fetch")
        highlighter = Highlighter(self._analyzer, planned.strict)
        for article in articles:
            highlighter.title(article.title)
        lap("titles")
        for article in articles:
            highlighter.snippet(article)
        lap("snippets")
        return found.total

    def links(self, text: str) -> Call:
        """Reading the links of a page's ten hits: no part of the page, for no peer stores any."""
        return partial(self._reader.links, _ids(self._search(self._planner.plan(text))))

    def _search(self, planned: Planned) -> RawPage:
        found = self._reader.search(Plan(planned.strict, planned.words, facets=FACETS))
        for facet in (found.outlet, found.leader):
            _shown(facet)
        return found


def _ids(found: RawPage) -> list[str]:
    return [hit.id for hit in found.hits]


def _shown(facet: RawTerms | None) -> Sequence[Bucket]:
    """A facet's most frequent values, as a page lists them."""
    return terms_facet_values(facet.counts, (), _SHOWN, str)[0] if facet else ()
