"""Whoosh as it comes, without our codec, collector or analysis: a peer to be measured beside ours, never an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup, WhitespacePlugin


def stock_ranking(rows: Iterable[tuple[str, str, str]], depth: int) -> Callable[[str], Sequence[str]]:
    """Index (id, title, body) with a plain analyzer; gives query text -> the ids of the best `depth`."""
    plain = RegexTokenizer() | LowercaseFilter()
    schema = Schema(id=ID(stored=True), title=TEXT(analyzer=plain), body=TEXT(analyzer=plain))
    index = RamStorage().create_index(schema)
    writer = index.writer(limitmb=512)
    for id, title, body in rows:
        writer.add_document(id=id, title=title, body=body)
    writer.commit()
    searcher = index.searcher()
    # Of the query language only blanks: quotes and colons are typed as text.
    parser = MultifieldParser(["title", "body"], schema, group=OrGroup, plugins=[WhitespacePlugin()])

    def rank(text: str) -> Sequence[str]:
        return [hit["id"] for hit in searcher.search(parser.parse(text), limit=depth)]

    return rank
