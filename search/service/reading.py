"""Whole articles: one by its id, and those about the same."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import ArticleNotFoundError
from ..model import ArticleView, Hit, Part
from ..related import related_plan
from .opened import OpenGeneration

MAX_RELATED = 100


def article_view(generation: OpenGeneration, id: str) -> ArticleView:
    """One whole article.  Raises ArticleNotFoundError."""
    found, links = generation.reader.fetch([id]), generation.reader.links([id])
    if not found:
        raise ArticleNotFoundError(f"no article has the id {id!r}")
    return ArticleView(found[0], generation.naming.outlet(links[0]), generation.naming.leaders(links[0]), links[0])


def related_hits(generation: OpenGeneration, id: str, limit: int) -> tuple[Hit, ...]:
    """Articles about the same, best first, without copies of it.  Raises ArticleNotFoundError."""
    view, reader = article_view(generation, id), generation.reader
    plan = related_plan(view.article, view.links, generation.analyzer, reader, limit + 1)
    return plain_hits(generation, [hit.id for hit in reader.search(plan).hits if hit.id != id][:limit])


def plain_hits(generation: OpenGeneration, ids: Sequence[str]) -> tuple[Hit, ...]:
    """Articles as hits without highlights or scores."""
    naming, reader = generation.naming, generation.reader
    return tuple(
        Hit(article, naming.outlet(links), naming.leaders(links), (Part(article.title),), (), None)
        for article, links in zip(reader.fetch(ids), reader.links(ids), strict=True)
    )
