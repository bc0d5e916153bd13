"""`/artikel/{id}`: one article as we hold it, whom it names, and why we think so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Response

from search import ArticleView, LinkDecision

from ..context import page_language, service, texts_in
from ..languages import Texts
from ..parameters import Parameters
from ..schemas import web_address
from .frame import kept_page, page_parameters, render
from .hits import HitView, hit_views
from .passages import Passage, paragraphs, passages, spans_in

RELATED = 5


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a name, alike in `times` places: linked to a leader or refused, and the rule in words."""

    surface: str
    leader: str
    name: str
    linked: bool
    rule: str
    times: int


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """Everything that the page shows."""

    view: ArticleView
    source: str | None
    title: tuple[Passage, ...]
    caption: tuple[Passage, ...]
    body: tuple[tuple[Passage, ...], ...]
    decisions: tuple[Decision, ...]
    related: tuple[HitView, ...]


def article_page(id: str) -> Response:
    """The page of one article.  Raises ArticleNotFoundError."""
    page_parameters(Parameters)
    return kept_page(id, lambda: render("article.html", shown=_shown(id)))


def _shown(id: str) -> ArticleShown:
    texts = texts_in(page_language())
    view = service().article(id)
    article = view.article
    names = {leader.id: leader.name for leader in view.leaders}
    return ArticleShown(
        view=view,
        source=web_address(article.url),
        title=passages(article.title, spans_in(view.links, "title")),
        caption=passages(article.caption, spans_in(view.links, "caption")),
        body=paragraphs(article.body, spans_in(view.links, "body")),
        decisions=decided(service().decisions(id), names, texts),
        related=hit_views(service().related(id, RELATED), texts),
    )


def decided(decisions: Iterable[LinkDecision], names: Mapping[str, str], texts: Texts) -> tuple[Decision, ...]:
    """Decisions in the order of the text, those alike together."""
    alike = Counter((d.surface, d.leader, d.linked, d.rule) for d in decisions)
    return tuple(
        Decision(surface, leader, names.get(leader, leader), linked, rule_text(rule, texts), times)
        for (surface, leader, linked, rule), times in alike.items()
    )


def rule_text(rule: str, texts: Texts) -> str:
    """A rule of the linker in the reader's language; what stands behind its colon stays."""
    name, colon, detail = rule.partition(":")
    return (texts.find(f"rule.{name}") or name) + colon + detail
