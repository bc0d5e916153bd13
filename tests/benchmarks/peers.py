"""What every peer is given: the same documents as pre-analysed texts, the same queries, the same three facets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from search.analysis import Analyzer
from search.engines.records import article_to_json
from search.model import Article, Links
from search.schema import text_of

from .queries import BenchQuery


@dataclass(frozen=True, slots=True)
class PeerDocument:
    """`texts`: pre-analysed text by stream (`title_stem`, ...), tokens separated by blanks."""

    id: str
    texts: dict[str, str]
    outlet: str
    month: str
    leaders: tuple[str, ...]
    stored: str


class Peer(Protocol):
    """A search engine to compare with."""

    name: str
    version: str

    def build(self, directory: Path, documents: Iterable[PeerDocument]) -> None:
        """Index the documents."""
        ...

    def open(self, directory: Path) -> None:
        """Make ready for `prepared`."""
        ...

    def prepared(self, query: BenchQuery) -> Callable[[], int]:
        """A call that runs the query (ten hits, exact count, facets) and gives the count; parsing is done before."""
        ...


STREAMS = ("title_stem", "title_exact", "body_stem", "body_exact")


def documents(
    articles: Iterable[Article], link: Callable[[Article], Links], analyzer: Analyzer
) -> Iterator[PeerDocument]:
    """Articles as peers see them."""
    for article in articles:
        links, published = link(article), article.published
        yield PeerDocument(
            id=article.id,
            texts={k: v for name in ("title", "body") for k, v in _streams(analyzer, name, text_of(article, name))},
            outlet=links.outlet,
            month=published.strftime("%Y-%m") if published else "",
            leaders=tuple(link.leader for link in links.leaders),
            stored=article_to_json(article),
        )


def _streams(analyzer: Analyzer, name: str, text: str) -> Iterator[tuple[str, str]]:
    """All forms of every word, one after another: peers have no two forms at one position."""
    forms = [form for piece in analyzer.pieces(text) for form in analyzer.forms(piece)]
    yield f"{name}_stem", " ".join(word for form in forms for word in form.stem)
    yield f"{name}_exact", " ".join(word for form in forms for word in form.exact)
