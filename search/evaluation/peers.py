"""Other engines as a newcomer would set them up, to be measured beside ours: tantivy, SQLite FTS5, stock Whoosh.

Each indexes title and body of the same records with its default analysis for plain text, and ranks by its own BM25 with
the query's words as alternatives.  From the extra `bench`; what is not installed is left out and named.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec

from ..errors import SettingsError
from ..model import Article, joined_body
from .run import DEPTH, Rank

_WORD = re.compile(r"\w+")


def peers() -> dict[str, Callable[[Iterable[Article]], Rank]]:
    """Name -> what makes a ranking of articles, for every peer that is installed."""
    known = {"fts5": fts5, "tantivy": tantivy, "whoosh": whoosh}
    return {name: make for name, make in known.items() if name == "fts5" or find_spec(name)}


def _words(text: str) -> Sequence[str]:
    return list(dict.fromkeys(_WORD.findall(text.lower())))


def fts5(articles: Iterable[Article]) -> Rank:
    """SQLite FTS5 with its default tokenizer (unicode61) and `bm25()`."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE article USING fts5(id UNINDEXED, title, body)")
    rows = ((a.id, "" if a.title_derived else a.title, joined_body(a.body)) for a in articles)
    database.executemany("INSERT INTO article VALUES (?, ?, ?)", rows)

    def rank(text: str) -> Sequence[str]:
        query = " OR ".join(f'"{word}"' for word in _words(text))
        found = database.execute(
            "SELECT id FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT ?", (query, DEPTH)
        )
        return [row[0] for row in found] if query else []

    return rank


def tantivy(articles: Iterable[Article]) -> Rank:
    """The Rust library, with its default tokenizer."""
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title")
    builder.add_text_field("body")
    index = library.Index(builder.build())
    writer = index.writer(num_threads=1)
    for a in articles:
        title = "" if a.title_derived else a.title
        writer.add_document(library.Document(id=a.id, title=title, body=joined_body(a.body)))
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

    return rank


def whoosh(articles: Iterable[Article]) -> Rank:
    """Whoosh 2.7.4 as it comes: lower-cased words, BM25F, in memory."""
    from ..engines.whoosh_engine.stock import stock_ranking

    rows = ((a.id, "" if a.title_derived else a.title, joined_body(a.body)) for a in articles)
    return stock_ranking(rows, DEPTH)


def require(names: Sequence[str]) -> None:
    """Raises SettingsError for peers that are not installed."""
    missing = [name for name in names if name not in peers()]
    if missing:
        raise SettingsError(
            f"{', '.join(missing)} cannot be compared with: install the extra with `pip install telisik[bench]`."
        )
