"""SQLite FTS5 on the stem stream, with the facets in ordinary tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from .peers import PeerDocument
from .queries import BenchQuery

_FILE = "fts5.sqlite"


class Fts5:
    """One database."""

    name = "fts5"
    version = sqlite3.sqlite_version

    def build(self, directory: Path, documents: Iterable[PeerDocument]) -> None:
        """Index the documents."""
        base = sqlite3.connect(directory / _FILE)
        base.executescript(
            # Our terms are not cut again: `tiba-tiba` and `dailysocial.id` are one each.
            """PRAGMA journal_mode=off; PRAGMA synchronous=off;
            CREATE VIRTUAL TABLE text USING fts5(title, body, content='',
                tokenize="unicode61 remove_diacritics 0 tokenchars '-.,:/'");
            CREATE TABLE article(number INTEGER PRIMARY KEY, outlet TEXT, month TEXT, stored TEXT);
            CREATE TABLE named(number INTEGER, leader TEXT);"""
        )
        for number, each in enumerate(documents):
            base.execute(
                "INSERT INTO text(rowid,title,body) VALUES(?,?,?)",
                (number, each.texts["title_stem"], each.texts["body_stem"]),
            )
            base.execute("INSERT INTO article VALUES(?,?,?,?)", (number, each.outlet, each.month, each.stored))
            base.executemany("INSERT INTO named VALUES(?,?)", [(number, leader) for leader in each.leaders])
        base.executescript(
            "CREATE INDEX by_number ON named(number); CREATE INDEX by_outlet ON article(outlet, number);"
        )
        base.execute("INSERT INTO text(text) VALUES('optimize')")
        base.commit()
        base.close()

    def open(self, directory: Path) -> None:
        """Open the database."""
        self._base = sqlite3.connect(directory / _FILE)
        self._base.execute("PRAGMA mmap_size=8000000000")
        self._base.execute("PRAGMA cache_size=-200000")

    def prepared(self, query: BenchQuery) -> Callable[[], int]:
        """One statement for hits, one for the count, one for each facet."""
        match = self._match(query)
        weights = dict(query.fields)
        rank = f"bm25(text, {weights.get('title', 0.0)}, {weights.get('body', 0.0)})"
        outlet = " AND outlet = ?" if query.outlet else ""
        matching = f"FROM text JOIN article ON article.number = text.rowid WHERE text MATCH ?{outlet}"
        simple = "FROM text WHERE text MATCH ?" if not query.outlet else matching
        values = (match, query.outlet) if query.outlet else (match,)
        # A facet's counts ignore its own filter, as in our answers.
        unfiltered = "FROM text JOIN article ON article.number = text.rowid WHERE text MATCH ?"
        facets = (
            (f"SELECT outlet, count(*) {unfiltered} GROUP BY outlet", (match,)),
            (f"SELECT month, count(*) {matching} GROUP BY month", values),
            (
                f"SELECT leader, count(*) FROM named WHERE number IN (SELECT text.rowid {matching}) GROUP BY leader",
                values,
            ),
        )
        execute = self._base.execute

        def run() -> int:
            execute(f"SELECT text.rowid, {rank} AS score {simple} ORDER BY score LIMIT 10", values).fetchall()
            count: int = execute(f"SELECT count(*) {simple}", values).fetchone()[0]
            if query.faceted:
                for facet, given in facets:
                    execute(facet, given).fetchall()
            return count

        return run

    @staticmethod
    def _match(query: BenchQuery) -> str:
        names = " ".join(name for name, _ in query.fields)
        quoted = [f'"{word}"' for word in query.words]
        if query.kind == "phrase":
            return f'{{{names}}} : "{" ".join(query.words)}"'
        return f"{{{names}}} : (" + (" OR " if query.kind == "or" else " AND ").join(quoted) + ")"
