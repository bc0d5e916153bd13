"""`/artikel/{id}`: one article as we hold it, whom it names, and why we think so."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from search import ArticleView, LinkDecision

from ..context import page_language, service, texts_in
from ..parameters import Parameters
from ..schemas import web_address
from .frame import kept_page, page_parameters, render
from .hits import HitView, hit_views
from .passages import Passage, paragraphs, passages, spans_in

RELATED = 5


@dataclass(frozen=True, slots=True)
class Decision:
    """One place that could name a leader, as shown."""

    surface: str
    leader: str
    name: str
    linked: bool
    rule: str


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
        decisions=tuple(_decision(decision, names) for decision in service().decisions(id)),
        related=hit_views(service().related(id, RELATED), texts),
    )


def _decision(decision: LinkDecision, names: dict[str, str]) -> Decision:
    name = names.get(decision.leader, decision.leader)
    return Decision(decision.surface, decision.leader, name, decision.linked, decision.rule)
