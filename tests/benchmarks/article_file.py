"""Articles in a JSON Lines file: drawn once, then read by every build, so that drawing is never measured.

The file is in the input format of `telisik rebuild`; this reader takes it as it is, without the checks and cleaning of
`search.corpus`, which `rebuilding` measures.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from search.model import Article, DatePrecision


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file of articles; may be compressed with gzip."""

    path: Path

    def __iter__(self) -> Iterator[Article]:
        opener = gzip.open if self.path.suffix == ".gz" else open
        with opener(self.path, "rt", encoding="utf-8") as lines:
            yield from map(_article, lines)

    def write(self, articles: Iterable[Article]) -> None:
        """Write the articles; the file is there only when it is whole."""
        beside = self.path.with_suffix(".part")
        with beside.open("w", encoding="utf-8") as lines:
            lines.writelines(map(line_of, articles))
        beside.rename(self.path)


def line_of(article: Article) -> str:
    """An article in the input format."""
    record = {
        "id": article.id,
        "title": article.title,
        "body": "\n".join(article.body),
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else "",
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _article(line: str) -> Article:
    record = json.loads(line)
    published = datetime.fromisoformat(record["published"]) if record.get("published") else None
    return Article(
        id=record["id"],
        title=record.get("title", ""),
        body=tuple(paragraph for paragraph in record["body"].split("\n") if paragraph.strip()),
        outlet=record.get("outlet", ""),
        url=record.get("url", ""),
        published=published,
        date_precision=DatePrecision.MINUTE if published else DatePrecision.NONE,
    )
