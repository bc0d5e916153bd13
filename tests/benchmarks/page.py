"""A whole page as a reader asks for it: parse, search with three facets, load ten articles, mark titles and fragments.

Ours, under the default ranking.  `peer_pages` has the same work done by the peers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from search.analysis import Analyzer
from search.engines.base import RawPage, RawTerms, Reader
from search.model import Article
from search.query.aliases import Aliases
from search.query.plan import Plan
from search.query.planner import Planned, Planner
from search.snippets import Highlighter

from .ours import FACETS
from .queries import BenchQuery
from .timing import Call

PAGES = ("AND of 2", "AND mid+common", "phrase, name", "rare term")
"""The classes whose words are asked as pages (the words of a name without quotes); the first is the page of the bar."""

_SHOWN = 20


def typed(query: BenchQuery) -> str:
    """What a reader types who wants all the words."""
    return " ".join(query.words)


class OurPage:
    """Three fields, both streams, recency, bonus.  A call gives the total, so that it can be held against a peer's."""

    def __init__(self, reader: Reader, analyzer: Analyzer) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._planner = Planner(analyzer, Aliases(), lambda facet, text: ())

    def __call__(self, text: str) -> int:
        """One page."""
        planned = self._planner.plan(text)
        found = self._search(planned)
        articles = self._reader.fetch(_ids(found))
        highlighter = Highlighter(self._analyzer, planned.strict)
        for article in articles:
            highlighter.title(article.title)
            highlighter.snippet(article)
        return found.total

    def stages(self, texts: Sequence[str]) -> dict[str, list[Call]]:
        """The same by stage.  Titles and snippets each make their highlighter, so that they add up to a little more than a page.

        The links of the ten hits are no part of the page, for no peer stores any.
        """
        calls: dict[str, list[Call]] = {}
        for text in texts:
            planned = self._planner.plan(text)
            ids = _ids(self._search(planned))
            articles = self._reader.fetch(ids)
            made: dict[str, Call] = {
                "plan": partial(self._planner.plan, text),
                "search and facets": partial(self._search, planned),
                "fetch": partial(self._reader.fetch, ids),
                "titles": partial(self._titles, planned, articles),
                "snippets": partial(self._snippets, planned, articles),
                "links (no part of the page)": partial(self._reader.links, ids),
            }
            for name, call in made.items():
                calls.setdefault(name, []).append(call)
        return calls

    def _search(self, planned: Planned) -> RawPage:
        found = self._reader.search(Plan(planned.strict, planned.words, facets=FACETS))
        for facet in (found.outlet, found.leader):
            _shown(facet)
        return found

    def _titles(self, planned: Planned, articles: Sequence[Article]) -> None:
        highlighter = Highlighter(self._analyzer, planned.strict)
        for article in articles:
            highlighter.title(article.title)

    def _snippets(self, planned: Planned, articles: Sequence[Article]) -> None:
        highlighter = Highlighter(self._analyzer, planned.strict)
        for article in articles:
            highlighter.snippet(article)


def _ids(found: RawPage) -> list[str]:
    return [hit.id for hit in found.hits]


def _shown(facet: RawTerms | None) -> list[tuple[str, int]]:
    """A facet's most frequent values, as a page lists them."""
    counts = facet.counts.items() if facet else ()
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
