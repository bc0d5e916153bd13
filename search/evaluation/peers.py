"""Other engines as a newcomer would set them up, to be measured beside ours: tantivy, SQLite FTS5, stock Whoosh.

Each indexes title and body of the same records with its default analysis for plain text, and ranks by its own BM25 with
the query's words as alternatives.  tantivy comes from the extra `bench`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from importlib.util import find_spec

from ..errors import SettingsError
from ..model import Article, joined_body
from .run import DEPTH, Rank

Peer = Callable[[Iterable[Article]], AbstractContextManager[Rank]]
"""Indexes articles; gives a ranking of them for as long as it is entered."""

_WORD = re.compile(r"\w+")


def _words(text: str) -> Sequence[str]:
    return list(dict.fromkeys(_WORD.findall(text.lower())))


def _rows(articles: Iterable[Article]) -> Iterator[tuple[str, str, str]]:
    """Id, title and body; a title that was taken from the body is not indexed twice."""
    return ((a.id, "" if a.title_derived else a.title, joined_body(a.body)) for a in articles)


@contextmanager
def fts5(articles: Iterable[Article]) -> Iterator[Rank]:
    """SQLite FTS5 with its default tokenizer (unicode61) and `bm25()`."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE article USING fts5(id UNINDEXED, title, body)")
        database.executemany("INSERT INTO article VALUES (?, ?, ?)", _rows(articles))

        def rank(text: str) -> Sequence[str]:
            query = " OR ".join(f'"{word}"' for word in _words(text))
            if not query:
                return []
            found = database.execute(
                "SELECT id FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT ?", (query, DEPTH)
            )
            return [row[0] for row in found]

        yield rank


@contextmanager
def tantivy(articles: Iterable[Article]) -> Iterator[Rank]:
    """The Rust library, with its default tokenizer."""
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title")
    builder.add_text_field("body")
    index = library.Index(builder.build())
    writer = index.writer(num_threads=1)
    for id, title, body in _rows(articles):
        writer.add_document(library.Document(id=id, title=title, body=body))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(text: str) -> Sequence[str]:
        words = _words(text)
        if not words:
            return []
        query = index.parse_query(" ".join(words), ["title", "body"])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, DEPTH).hits]

    yield rank


@contextmanager
def whoosh(articles: Iterable[Article]) -> Iterator[Rank]:
    """Whoosh 2.7.4 as it comes: lower-cased words, BM25F."""
    from ..engines.whoosh_engine.stock import stock_ranking

    with stock_ranking(_rows(articles), DEPTH) as rank:
        yield rank


PEERS: Mapping[str, Peer] = {"tantivy": tantivy, "fts5": fts5, "whoosh": whoosh}


def require(names: Iterable[str]) -> None:
    """Raises SettingsError for peers whose library is not installed."""
    missing = [name for name in names if name != "fts5" and find_spec(name) is None]
    if missing:
        raise SettingsError(
            f"{', '.join(missing)} is not installed: `pip install telisik[bench]`, or name the others by --peer."
        )
