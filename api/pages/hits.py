"""A hit as shown on a page: where its links go, and nothing that could run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search import Hit

from ..languages import Language, Texts
from ..schemas import web_address
from .frame import article_address


@dataclass(frozen=True, slots=True)
class HitView:
    """`href` is the source when it has an http(s) address (`outside`), else our own view, `inside`."""

    hit: Hit
    href: str
    inside: str
    outside: bool
    also: str


def hit_views(hits: Iterable[Hit], texts: Texts) -> tuple[HitView, ...]:
    """Hits with their links."""
    return tuple(_view(hit, texts, texts.language) for hit in hits)


def _view(hit: Hit, texts: Texts, language: Language) -> HitView:
    inside = article_address(hit.article.id, language)
    outside = web_address(hit.article.url)
    return HitView(hit, outside or inside, inside, outside is not None, _also(hit, texts))


def _also(hit: Hit, texts: Texts) -> str:
    """Who else carries the story."""
    if not hit.duplicates or not hit.duplicates.count:
        return ""
    names = ", ".join(outlet.name for outlet in hit.duplicates.outlets)
    if names:
        return texts("results.duplicates", outlets=names)
    return texts("results.duplicates_count", count=hit.duplicates.count)
