"""Whoosh as it comes, without our codec, collector or analysis: a peer to be measured beside ours, never an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from tempfile import TemporaryDirectory

from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.qparser import MultifieldParser, OrGroup, WhitespacePlugin


@contextmanager
def stock_ranking(rows: Iterable[tuple[str, str, str]], depth: int) -> Iterator[Callable[[str], Sequence[str]]]:
    """Index (id, title, body) with a plain analyzer; gives query text -> the ids of the best `depth`."""
    plain = RegexTokenizer() | LowercaseFilter()
    schema = Schema(id=ID(stored=True), title=TEXT(analyzer=plain), body=TEXT(analyzer=plain))
    # Of the query language only blanks: quotes and colons are typed as text.
    parser = MultifieldParser(["title", "body"], schema, group=OrGroup, plugins=[WhitespacePlugin()])
    # In a place of its own: Whoosh's indexes in memory share one directory of temporary files with other processes.
    with TemporaryDirectory(prefix="telisik-stock-") as place, closing(create_in(place, schema)) as index:
        writer = index.writer(limitmb=512)
        for id, title, body in rows:
            writer.add_document(id=id, title=title, body=body)
        writer.commit()
        with index.searcher() as searcher:
            yield lambda text: [hit["id"] for hit in searcher.search(parser.parse(text), limit=depth)]
