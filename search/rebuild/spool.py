"""Accepted articles on disk between reading and indexing, each id and each URL once: the later record wins.

Reading happens once, whatever the source is (also a pipe), while the analyzer is mined and the index built from all articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from ..corpus.identity import canonical_url
from ..engines.records import article_from_json, article_to_json
from ..model import Article, joined_body


def outlet_and_host(article: Article) -> tuple[str, str]:
    """What tells an article's outlet: its name as given, and the host of its URL."""
    return article.outlet, urlsplit(article.url).hostname or ""


class Spool:
    """A temporary file of articles, in order.  A context manager: the file is gone afterwards.

    `outlets` are the pairs of outlet and host of its articles.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._ids: dict[str, int] = {}
        self._urls: dict[str, int] = {}
        self._sources: list[str] = []
        self._dropped: set[int] = set()
        self.outlets: set[tuple[str, str]] = set()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def __len__(self) -> int:
        return len(self._sources) - len(self._dropped)

    def holds(self, article: Article) -> bool:
        """Whether an article with this id or this URL is in here."""
        return article.id in self._ids or canonical_url(article.url) in self._urls

    def ids(self) -> set[str]:
        """The ids of the articles that stay."""
        return {id for id, ordinal in self._ids.items() if ordinal not in self._dropped}

    def take(self, article: Article) -> tuple[str, ...]:
        """Keep an article; returns a sentence for each earlier one that it replaces."""
        ordinal = len(self._sources)
        url = canonical_url(article.url)
        same_id, same_url = self._ids.get(article.id), self._urls.get(url)
        self._ids[article.id] = ordinal
        if url:
            self._urls[url] = ordinal
        self._sources.append(article.source)
        self.outlets.add(outlet_and_host(article))
        self._file.write(article_to_json(article) + "\n")
        dropped = {same_url: f"URL {article.url}", same_id: f"id {article.id!r}"}
        return tuple(
            self._drop(earlier, article, reason)
            for earlier, reason in dropped.items()
            if earlier is not None and earlier not in self._dropped
        )

    def articles(self) -> Iterator[Article]:
        """The articles that stay, in the order in which they came."""
        return map(article_from_json, self._lines())

    def titles(self) -> Iterator[str]:
        """The titles that articles were given."""
        return (article.title for article in self.articles() if not article.title_derived)

    def texts(self, most: int) -> Iterator[str]:
        """Title, caption and body of at most `most` articles, evenly spread."""
        step = max(1, -(-len(self) // most))
        for article in map(article_from_json, islice(self._lines(), 0, None, step)):
            yield "\n".join((article.title, article.caption, joined_body(article.body)))

    def _lines(self) -> Iterator[str]:
        self._file.flush()
        with self._path.open(encoding="utf-8", newline="\n") as lines:
            for ordinal, line in enumerate(lines):
                if ordinal not in self._dropped:
                    yield line

    def _drop(self, ordinal: int, by: Article, reason: str) -> str:
        self._dropped.add(ordinal)
        return f"{self._sources[ordinal]}: replaced by {by.source}, which has the same {reason}"
