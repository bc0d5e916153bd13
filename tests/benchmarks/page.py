"""A whole page, as a reader asks for it: parse, search with three facets, load ten articles, highlight."""

from __future__ import annotations

import json
from collections.abc import Callable

import tantivy

from search.analysis import Analyzer
from search.engines.base import Reader
from search.query.aliases import Aliases
from search.query.plan import Plan
from search.query.planner import Planner
from search.snippets import Highlighter

from .ours import FACETS
from .peer_tantivy import Tantivy
from .peer_whoosh import StockWhoosh
from .queries import BenchQuery


class OurPage:
    """With the default ranking: three fields, both streams, recency, bonus."""

    def __init__(self, reader: Reader, analyzer: Analyzer) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._planner = Planner(analyzer, Aliases(), lambda facet, text: ())

    def __call__(self, text: str) -> int:
        """One page; returns the number of hits on it."""
        planned = self._planner.plan(text)
        raw = self._reader.search(Plan(planned.strict, planned.words, facets=FACETS))
        ids = [hit.id for hit in raw.hits]
        articles, _ = self._reader.fetch(ids), self._reader.links(ids)
        highlighter = Highlighter(self._analyzer, planned.strict)
        for article in articles:
            highlighter.title(article.title)
            highlighter.snippet(article)
        for counts in (raw.outlet, raw.leader):
            if counts is not None:
                sorted(counts.counts.items(), key=lambda pair: (-pair[1], pair[0]))[:20]
        return len(articles)


def tantivy_page(peer: Tantivy, query: BenchQuery) -> Callable[[], object]:
    """The same with tantivy: its query parser, search, aggregation, stored articles and snippets."""
    index, searcher = peer.index, peer.searcher
    text = " AND ".join(query.words)
    run = peer.prepared

    def page() -> int:
        parsed = index.parse_query(text, ["title_stem", "body_stem"], field_boosts={"title_stem": 2.0})
        found = searcher.search(parsed, limit=10, count=True)
        run(BenchQuery(query.kind, query.words, query.fields, faceted=True))()
        snippets = tantivy.SnippetGenerator.create(searcher, parsed, index.schema, "body_stem")
        for _, address in found.hits:
            article = json.loads(searcher.doc(address)["stored"][0])
            snippets.snippet_from_doc(tantivy.Document(body_stem=" ".join(article["body"]).lower())).to_html()
        return len(found.hits)

    return page


def whoosh_page(peer: StockWhoosh, query: BenchQuery) -> Callable[[], object]:
    """The same with stock Whoosh: its facets, stored fields and highlighter."""
    tree, facets, search = peer.tree(query), peer.facets(), peer.searcher.search

    def page() -> int:
        results = search(tree, limit=10, groupedby=facets)
        for hit in results:
            hit.highlights("body", text=hit["stored"])
        return len(results)

    return page
