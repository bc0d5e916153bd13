"""Whole articles: one by its id, and those about the same."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import ArticleNotFoundError
from ..model import ArticleView, Hit, Part
from ..related import Candidate, best_related, related_plan
from .opened import OpenGeneration

MAX_RELATED = 100


def article_view(generation: OpenGeneration, id: str) -> ArticleView:
    """One whole article.  Raises ArticleNotFoundError."""
    found, links = generation.reader.fetch([id]), generation.reader.links([id])
    if not found:
        raise ArticleNotFoundError(f"no article has the id {id!r}")
    leaders = generation.naming.leaders(link.leader for link in links[0].leaders)
    return ArticleView(found[0], generation.naming.outlet(links[0].outlet), leaders, links[0])


def related_hits(generation: OpenGeneration, id: str, limit: int) -> tuple[Hit, ...]:
    """Articles about the same, best first, without copies of it.  Raises ArticleNotFoundError."""
    view, reader = article_view(generation, id), generation.reader
    plan = related_plan(view.article, view.links, generation.analyzer, reader, limit)
    found = [hit for hit in reader.search(plan).hits if id not in (hit.id, *hit.story)]
    all_links = reader.links([hit.id for hit in found])
    candidates = [
        Candidate(hit.id, hit.score or 0.0, hit.seconds, links) for hit, links in zip(found, all_links, strict=True)
    ]
    published = view.article.published
    own = Candidate(id, 0.0, int(published.timestamp()) if published else None, view.links)
    return plain_hits(generation, best_related(own, candidates, limit))


def plain_hits(generation: OpenGeneration, ids: Sequence[str]) -> tuple[Hit, ...]:
    """Articles as hits without highlights or scores."""
    naming, reader = generation.naming, generation.reader
    return tuple(
        Hit(article, naming.outlet(tags.outlet), naming.leaders(tags.leaders), (Part(article.title),), (), None)
        for article, tags in zip(reader.fetch(ids), reader.tags(ids), strict=True)
    )
