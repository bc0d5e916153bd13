"""Runs gold rows against the real analyzer, date reader and query path: `python tests/golden/check.py FILE...`.

Columns: id, group, kind, priority, query, doc, expected, note; rows end in a newline, cells in a tab, nothing is quoted.
Kinds: `tokens` (listed ones in the exact stream, `!x` in neither), `number`, `date`, and `match`, `nomatch`, `rank`,
which ask one index that holds all documents of the file.  Prints each failing row and `passed N of M (must A of B)`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from search import Article, Match, Query, SearchService, Settings, open_service
from search.analysis import Analyzer
from search.corpus.clean import clean
from search.dates import WIB, read_date
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder

COLUMNS = 8
SEARCHED = ("match", "nomatch", "rank")
MOST = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One expectation."""

    id: str
    group: str
    kind: str
    priority: str
    query: str
    doc: str
    expected: str
    note: str

    def documents(self) -> list[Article]:
        """The articles that this row brings into the index."""
        if self.kind not in SEARCHED:
            return []
        texts = self.doc.replace(" ||| ", " >>> ").split(" >>> ") if self.kind == "rank" else [self.doc]
        return [
            Article(f"{self.id}-{number}", text, (text,), title_derived=True, source=self.id)
            for number, text in enumerate(texts, start=1)
        ]


def read_rows(path: Path) -> list[Row]:
    """The rows of a gold file; raises ValueError with `file:line` for a row of another shape."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#") or cells[0] == "id":
            continue
        cells += [""] * (COLUMNS - len(cells))
        if len(cells) != COLUMNS:
            raise ValueError(f"{path}:{number}: {len(cells)} cells, expected {COLUMNS}")
        rows.append(Row(*(cell.strip() for cell in cells)))
    return rows


class Checker:
    """Judges rows, with one index of all their documents."""

    def __init__(self, rows: Sequence[Row], indexes: Path) -> None:
        self._analyzer = Analyzer()
        documents = [article for row in rows for article in row.documents()]
        self._service: SearchService | None = None
        if documents:
            Builder(Collection(indexes, "gold"), engine_named("whoosh")).rebuild(documents)
            self._service = open_service(Settings(indexes=indexes, collection="gold"))

    def problem(self, row: Row) -> str:
        """What is wrong; empty when the row passes."""
        if row.kind == "date":
            return self._date(row)
        if row.kind in ("tokens", "number"):
            return self._tokens(row)
        return self._rank(row) if row.kind == "rank" else self._match(row)

    def _tokens(self, row: Row) -> str:
        text = "\n".join(clean((row.query,))) if row.group == "boiler" else row.query
        forms = [token.forms for token in self._analyzer.tokens(text)]
        exact = {term for each in forms for term in each.exact}
        terms = exact | {term for each in forms for term in each.stem}
        wrong = [t for t in row.expected.split() if (t[1:] in terms if t[0] == "!" and t[1:] else t not in exact)]
        return f"{' '.join(wrong)} wrong in {sorted(exact)}" if wrong else ""

    def _date(self, row: Row) -> str:
        written = row.doc.removeprefix("ref=").strip()
        reference = datetime.fromisoformat(written) if written else None
        found = read_date(
            row.query, reference if reference is None or reference.tzinfo else reference.replace(tzinfo=WIB)
        )
        if not row.expected[:1].isdigit():
            return f"read {found}" if found else ""
        if found is None:
            return "read nothing"
        same = (
            found.instant.date().isoformat() == row.expected
            if len(row.expected) == len("2025-01-01")
            else found.instant == datetime.fromisoformat(row.expected)
        )
        return "" if same else f"read {found.instant.isoformat()}"

    def _found(self, row: Row) -> list[str]:
        if self._service is None:
            return []
        typo = row.group == "typo"
        query = Query(row.query, match=Match.AUTO if typo else Match.ALL, typo=typo, limit=MOST, highlight=False)
        return [hit.article.id for hit in self._service.search(query).hits]

    def _match(self, row: Row) -> str:
        present = f"{row.id}-1" in self._found(row)
        return "" if present == (row.kind == "match") else ("found" if present else "not found")

    def _rank(self, row: Row) -> str:
        found = self._found(row)
        places = [found.index(id) if id in found else MOST for id in (f"{row.id}-1", f"{row.id}-2")]
        return "" if places[0] < places[1] else f"places {places}"


def failures(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """The failing rows of one file, with what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(rows, Path(folder))
        for row in rows:
            if problem := checker.problem(row):
                yield row, problem


def main(paths: Sequence[str]) -> int:
    """Check every file by itself and sum up; 1 when a `must` row fails."""
    total = must = failed = failed_must = 0
    for path in paths:
        rows = read_rows(Path(path))
        total += len(rows)
        must += sum(row.priority == "must" for row in rows)
        for row, problem in failures(rows):
            failed += 1
            failed_must += row.priority == "must"
            shown = "\t".join((row.id, row.group, row.kind, row.priority, row.query, row.doc, row.expected))
            sys.stdout.write(f"{shown}\n    {problem}\n")
    sys.stdout.write(f"passed {total - failed} of {total} (must {must - failed_must} of {must})\n")
    return 1 if failed_must else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
