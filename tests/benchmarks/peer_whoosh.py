"""Stock Whoosh 2.7.4: its own codec, writer, matchers and facets, on the stem stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from whoosh import fields, index, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from .peers import PeerDocument
from .queries import BenchQuery


class StockWhoosh:
    """One segment."""

    name = "whoosh"
    version = version("whoosh")

    def build(self, directory: Path, documents: Iterable[PeerDocument]) -> None:
        """Index the documents."""
        schema = fields.Schema(
            id=fields.ID(unique=True),
            title=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=1.0),
            body=fields.TEXT(analyzer=SpaceSeparatedTokenizer()),
            outlet=fields.ID(sortable=True),
            month=fields.ID(sortable=True),
            leader=fields.KEYWORD(),
            stored=fields.STORED(),
        )
        writer = index.create_in(str(directory), schema).writer(limitmb=512)
        for each in documents:
            writer.add_document(
                id=each.id,
                title=each.texts["title_stem"],
                body=each.texts["body_stem"],
                outlet=each.outlet,
                month=each.month,
                leader=" ".join(each.leaders),
                stored=each.stored,
            )
        writer.commit(optimize=True)

    def open(self, directory: Path) -> None:
        """Open a searcher."""
        self.searcher = index.open_dir(str(directory)).searcher()

    def prepared(self, query: BenchQuery) -> Callable[[], int]:
        """The query tree, made before it is timed."""
        tree, search = self.tree(query), self.searcher.search
        filtered, wanted = self._filter(query), self.facets() if query.faceted else None
        if filtered is None or wanted is None:
            return lambda: len(search(tree, limit=10, groupedby=wanted, filter=filtered))
        # A facet's counts ignore its own filter, as in our answers.
        own = {"outlet": wanted.pop("outlet")}

        def run() -> int:
            search(tree, limit=1, groupedby=own)
            return len(search(tree, limit=10, groupedby=wanted, filter=filtered))

        return run

    @staticmethod
    def facets() -> dict[str, sorting.FieldFacet]:
        return {
            "outlet": sorting.FieldFacet("outlet", maptype=sorting.Count),
            "month": sorting.FieldFacet("month", maptype=sorting.Count),
            "leader": sorting.FieldFacet("leader", allow_overlap=True, maptype=sorting.Count),
        }

    @staticmethod
    def _filter(wanted: BenchQuery) -> query.Query | None:
        return query.Term("outlet", wanted.outlet) if wanted.outlet else None

    @staticmethod
    def tree(wanted: BenchQuery) -> query.Query:
        if wanted.kind == "phrase":
            return query.Phrase("body", list(wanted.words))
        words: list[query.Query] = []
        for word in wanted.words:
            terms = [query.Term(name, word, boost=weight) for name, weight in wanted.fields]
            words.append(terms[0] if len(terms) == 1 else query.Or(terms))
        if len(words) == 1:
            return words[0]
        return query.Or(words) if wanted.kind == "or" else query.And(words)
