"""What a page says about its article: JSON-LD `NewsArticle` first, then Open Graph and other meta tags, then `<title>`.

Not here: the text of the article (`html_page`).
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .fields import texts_of
from .markup import attributes_of, pieces
from .published import read_published
from .refusal import Refusal
from .text import one_line

_ARTICLE_TYPES = frozenset({"article", "blogposting", "report", "liveblogposting"})
_MOST_NODES = 2_000

# Names of meta tags for what JSON-LD left open, the best first.
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "title"),
    "outlet": ("og:site_name", "application-name", "publisher"),
    "url": ("og:url", "twitter:url"),
    "authors": ("author", "article:author", "content_author", "dtk:author", "twitter:creator"),
    "section": ("article:section", "section", "content_category", "dtk:kanal"),
    "tags": ("article:tag", "news_keywords", "keywords", "content_tag", "dtk:keywords"),
    "published": (
        "article:published_time",
        "content_publisheddate",
        "dtk:publishdate",
        "datepublished",
        "publishdate",
        "pubdate",
        "date",
        "dc.date",
    ),
    "caption": ("og:image:alt",),
}


@dataclass(frozen=True, slots=True)
class PageHead:
    """The statements of a page: name of a field -> values, the most trusted first.  `article` = it calls itself one."""

    values: Mapping[str, tuple[str, ...]]
    article: bool
    body: str = ""

    def first(self, name: str) -> str:
        """The most trusted value of a field, or `""`."""
        return next(iter(self.values.get(name, ())), "")

    def published(self) -> str:
        """The most trusted date that can be read; the most trusted one at all when none can."""
        for written in self.values.get("published", ()):
            try:
                read_published(written)
            except Refusal:
                continue
            return written
        return self.first("published")


@dataclass(slots=True)
class _Found:
    meta: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    title: str = ""
    canonical: str = ""


def _gathered(page: str) -> _Found:
    found = _Found()
    for piece in pieces(page):
        if piece.closing or piece.tag not in ("meta", "link", "title", "script"):
            continue
        attributes = attributes_of(piece.attributes)
        if piece.tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            found.meta.setdefault(name.lower(), []).append(one_line(attributes.get("content", "")))
        elif piece.tag == "link" and attributes.get("rel", "").lower() == "canonical":
            found.canonical = found.canonical or attributes.get("href", "")
        elif piece.tag == "title":
            found.title = found.title or one_line(html.unescape(piece.content))
        elif attributes.get("type", "").lower() == "application/ld+json":
            found.scripts.append(piece.content)
    return found


def _nodes(scripts: list[str]) -> Iterator[dict[str, object]]:
    """All objects of the scripts that are JSON, breadth first, as many as a page may reasonably have."""
    for script in scripts:
        try:
            waiting: list[object] = [json.loads(script.strip().removesuffix(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(value for key, value in node.items() if key in ("@graph", "mainEntity"))


def _is_article(node: dict[str, object]) -> bool:
    kinds = node.get("@type")
    named = [kind.lower() for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
    return any(kind.endswith("newsarticle") or kind in _ARTICLE_TYPES for kind in named)


def _texts(node: dict[str, object], name: str) -> tuple[str, ...]:
    try:
        return tuple(one_line(html.unescape(text)) for text in texts_of(node.get(name), name))
    except Refusal:
        return ()


def _of_node(node: dict[str, object]) -> dict[str, tuple[str, ...]]:
    tags = _texts(node, "keywords")
    main = node.get("mainEntityOfPage")
    image = node.get("image")
    if isinstance(image, list):
        image = image[0] if image else None
    return {
        "title": _texts(node, "headline") or _texts(node, "name"),
        "outlet": _texts(node, "publisher"),
        "url": _texts(node, "url")
        + (_texts(main, "@id") if isinstance(main, dict) else _texts(node, "mainEntityOfPage")),
        "authors": _texts(node, "author"),
        "section": _texts(node, "articleSection"),
        "tags": tuple(tag for text in tags for tag in text.split(",")),
        "published": _texts(node, "datePublished") or _texts(node, "dateCreated"),
        "caption": _texts(image, "caption") if isinstance(image, dict) else (),
    }


def _of_meta(found: _Found) -> dict[str, tuple[str, ...]]:
    values = {
        field: tuple(text for name in names for text in found.meta.get(name, ()) if text)
        for field, names in _META.items()
    }
    values["tags"] = tuple(tag for text in values["tags"] for tag in text.split(","))
    values["authors"] = tuple(author for author in values["authors"] if "://" not in author)
    return values


def _site_removed(title: str, site: str) -> str:
    """A `<title>` without the name of the site behind its last dash or bar."""
    head, mark, tail = max((title.rpartition(f" {mark} ") for mark in "-|–—"), key=lambda parts: len(parts[0]))
    return head if mark and site and tail.strip().casefold() == site.casefold() else title


def read_head(page: str) -> PageHead:
    """What a page says about its article.  Never raises, whatever the page holds."""
    found = _gathered(page)
    node = next((node for node in _nodes(found.scripts) if _is_article(node)), None)
    stated = _of_node(node) if node is not None else {}
    meta = _of_meta(found)
    values = {name: stated.get(name, ()) + meta[name] for name in _META}
    if found.canonical:
        values["url"] = (found.canonical, *values["url"])
    if found.title:
        values["title"] += (_site_removed(found.title, next(iter(values["outlet"]), "")),)
    for name in ("authors", "tags"):
        values[name] = stated.get(name) or meta[name]
    called = "article" in found.meta.get("og:type", ()) or "article:published_time" in found.meta
    article = node is not None or called
    body = "\n".join(texts_of_body(node)) if node is not None else ""
    return PageHead(values, article, body)


def texts_of_body(node: dict[str, object]) -> list[str]:
    """The `articleBody` of a node, entities decoded, its lines kept."""
    body = node.get("articleBody")
    return [html.unescape(body)] if isinstance(body, str) else []
