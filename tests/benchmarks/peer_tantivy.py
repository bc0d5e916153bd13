"""tantivy (Rust), with the product's streams as pre-analysed fields and the article stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import tantivy

from .peers import STREAMS, PeerDocument
from .queries import BenchQuery

_OUTLET = {"outlet": {"terms": {"field": "outlet", "size": 100}}}
_OTHERS = {name: {"terms": {"field": name, "size": 1000}} for name in ("month", "leader")}
FACETS = _OUTLET | _OTHERS
"""All three facets, counted in one aggregation."""


class Tantivy:
    """One index, one indexing thread, merged as tantivy does by itself."""

    name = "tantivy"
    version = version("tantivy")

    def build(self, directory: Path, documents: Iterable[PeerDocument]) -> None:
        """Index the documents."""
        index = tantivy.Index(self._schema(), path=str(directory))
        writer = index.writer(heap_size=512_000_000, num_threads=1)
        for document in documents:
            fields = {"id": document.id, "outlet": document.outlet, "month": document.month, **document.texts}
            writer.add_document(
                tantivy.Document(**fields, leader=list(document.leaders), stored=document.stored.encode())
            )
        writer.commit()
        writer.wait_merging_threads()

    @staticmethod
    def _schema() -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        for stream in STREAMS:
            builder.add_text_field(stream, tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
        for name in ("outlet", "month", "leader"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_bytes_field("stored", stored=True)
        return builder.build()

    def open(self, directory: Path) -> None:
        """Open the index."""
        self.index = tantivy.Index.open(str(directory))
        self.index.reload()
        self.searcher = self.index.searcher()

    def prepared(self, query: BenchQuery) -> Callable[[], int]:
        """The query, made before it is timed; facets need a second pass through Python's API."""
        parsed, unfiltered = self.query(query), self.query(replace(query, outlet=""))
        search, aggregate = self.searcher.search, self.searcher.aggregate

        def run() -> int:
            found = search(parsed, limit=10, count=True)
            if query.faceted and query.outlet:
                # A facet's counts ignore its own filter, as in our answers.
                aggregate(unfiltered, _OUTLET)
                aggregate(parsed, _OTHERS)
            elif query.faceted:
                aggregate(parsed, FACETS)
            return int(found.count)  # type: ignore[attr-defined]  # its stubs lack it

        return run

    def query(self, query: BenchQuery) -> tantivy.Query:
        """The query in tantivy's terms."""
        if query.kind == "phrase":
            return tantivy.Query.phrase_query(self.index.schema, "body_stem", list(query.words))
        occur = tantivy.Occur.Should if query.kind == "or" else tantivy.Occur.Must
        words = [(occur, self._word(word, query)) for word in query.words]
        main = words[0][1] if len(words) == 1 else tantivy.Query.boolean_query(words)
        if not query.outlet:
            return main
        outlet = tantivy.Query.const_score_query(
            tantivy.Query.term_query(self.index.schema, "outlet", query.outlet), 0.0
        )
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, main), (tantivy.Occur.Must, outlet)])

    def _word(self, word: str, query: BenchQuery) -> tantivy.Query:
        terms = [
            tantivy.Query.boost_query(self._term(f"{name}_stem", word), weight)
            if weight != 1.0
            else self._term(f"{name}_stem", word)
            for name, weight in query.fields
        ]
        return terms[0] if len(terms) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Should, t) for t in terms])

    def _term(self, field: str, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.index.schema, field, word, index_option="freq")
