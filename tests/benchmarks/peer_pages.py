"""Whole pages of the peers: the work of `page` done with what each peer brings.

tantivy is asked in two ways.  `same_streams` asks for what our page asks for: a word in the stem fields is required, its
exact form in either field adds half; no recency, no proximity.  `stems_only` is the easiest page one could ask of it: two
stem fields, the body's fragment alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import tantivy

from search.query.ranking import Ranking

from .peer_tantivy import FACETS, Tantivy
from .peer_whoosh import StockWhoosh
from .queries import BenchQuery
from .timing import Call

_STEMS = ["title_stem", "body_stem"]


def same_streams(peer: Tantivy, query: BenchQuery) -> Callable[[], int]:
    """The page with the streams of ours, and marks in titles and fragments."""
    exact = Ranking().exact_weight
    text = " ".join(
        f"+(title_stem:{word} body_stem:{word}) title_exact:{word}^{exact} body_exact:{word}^{exact}"
        for word in query.words
    )
    return _tantivy_page(peer, lambda: peer.index.parse_query(text, _STEMS), _STEMS)


def stems_only(peer: Tantivy, query: BenchQuery) -> Callable[[], int]:
    """The page over two fields, with marks in fragments only."""
    text = " AND ".join(query.words)
    return _tantivy_page(peer, lambda: peer.index.parse_query(text, _STEMS), ["body_stem"])


def _tantivy_page(peer: Tantivy, parse: Callable[[], tantivy.Query], marked: Sequence[str]) -> Callable[[], int]:
    searcher, schema = peer.searcher, peer.index.schema

    def page() -> int:
        parsed = parse()
        found = searcher.search(parsed, limit=10, count=True)
        searcher.aggregate(parsed, FACETS)
        generators = {field: tantivy.SnippetGenerator.create(searcher, parsed, schema, field) for field in marked}
        for _, address in found.hits:
            article = json.loads(searcher.doc(address)["stored"][0])
            # Its tokenizer sees blanks only, so it marks words that are their own stem: less than ours, for the same reading.
            texts = {"title_stem": article["title"].lower(), "body_stem": " ".join(article["body"]).lower()}
            for field, generator in generators.items():
                generator.snippet_from_doc(tantivy.Document(**{field: texts[field]})).to_html()
        return int(found.count)  # type: ignore[attr-defined]  # its stubs lack it

    return page


def stock_whoosh(peer: StockWhoosh, query: BenchQuery) -> Call:
    """Stock Whoosh's facets, stored fields and highlighter, on the stem stream; nothing is parsed."""
    tree, facets, search = peer.tree(query), peer.facets(), peer.searcher.search

    def page() -> int:
        results = search(tree, limit=10, groupedby=facets)
        for hit in results:
            hit.highlights("body", text=hit["stored"])
        return len(results)

    return page
