"""`/v1/articles/{id}` and its related articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from ..answers import ShownArticle, article_links, shown_hit
from ..blueprints import Blueprint
from ..context import service
from ..parameters import Highlight, Parameters, RelatedParameters
from ..schemas import ArticleSchema
from ..search_schemas import RelatedSchema
from .answering import answer

NOT_FOUND = (400, 404, 503)


def articles() -> Blueprint:
    """The routes of one article."""
    routes = Blueprint("articles", __name__, description="One article.")
    routes.get("/v1/articles/<id:id>", Parameters, ArticleSchema, NOT_FOUND)(article)
    routes.get("/v1/articles/<id:id>/related", RelatedParameters, RelatedSchema, NOT_FOUND)(related)
    return routes


def article(values: Mapping[str, Any], id: str) -> Response:
    """One whole article.

    With its outlet, its leaders, and where they are named.
    """
    return answer(ArticleSchema(), id, lambda: ShownArticle(service().article(id), article_links(id)))


def related(values: Mapping[str, Any], id: str) -> Response:
    """Articles like one article.

    By its weightiest words, its leaders and its date.
    """
    limit = values["limit"]
    return answer(
        RelatedSchema(),
        (id, limit),
        lambda: {"hits": [shown_hit(hit, Highlight.PARTS) for hit in service().related(id, limit)]},
    )
