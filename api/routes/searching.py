"""`/v1/search`, `/v1/facets/...` and `/v1/suggest`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import Response

from ..addresses import pairs_of
from ..answers import search_answer
from ..blueprints import Blueprint
from ..canonical import redirect_old_ids
from ..context import message_language, service, texts_in
from ..parameters import (
    FacetSearchParameters,
    Highlight,
    Presentation,
    SearchParameters,
    SuggestParameters,
    query_of,
)
from ..schemas import CompletionsSchema
from ..search_schemas import BucketsSchema, SearchAnswerSchema
from .answering import answer, now


def searching() -> Blueprint:
    """The routes that take words."""
    routes = Blueprint("search", __name__, description="Search, search inside a facet, completions.")
    routes.get("/v1/search", SearchParameters, SearchAnswerSchema, (400, 409, 503))(search)
    routes.get("/v1/facets/outlet", FacetSearchParameters, BucketsSchema)(outlet_values)
    routes.get("/v1/facets/leader", FacetSearchParameters, BucketsSchema)(leader_values)
    routes.get("/v1/suggest", SuggestParameters, CompletionsSchema)(suggest)
    return routes


def search(values: Mapping[str, Any]) -> Response:
    """Search articles.

    Ranked hits with marked snippets, exact totals, and the facets that are asked for.
    """
    query = query_of(values, now())
    redirect_old_ids(query)
    presentation = Presentation(Highlight(values["highlight"]), values["fields_"])
    texts = texts_in(message_language())
    return answer(
        answer_schema(presentation.fields),
        (pairs_of(query), presentation),
        lambda: search_answer(service().search(query), presentation, texts),
    )


@lru_cache(maxsize=64)
def answer_schema(hit_fields: tuple[str, ...]) -> SearchAnswerSchema:
    """The schema of an answer whose hits have these fields; none = all.  Kept, for making one costs as much as using it."""
    others = [name for name in SearchAnswerSchema().fields if name != "hits"]
    return SearchAnswerSchema(only=[*others, *(f"hits.{name}" for name in hit_fields)] if hit_fields else None)


def outlet_values(values: Mapping[str, Any]) -> Response:
    """Search inside the outlet facet.

    Outlets whose name has a word with this beginning, counted under the same filters.
    """
    return _facet_values("outlet", values)


def leader_values(values: Mapping[str, Any]) -> Response:
    """Search inside the leader facet.

    Leaders whose name has a word with this beginning, counted under the same filters.
    """
    return _facet_values("leader", values)


def suggest(values: Mapping[str, Any]) -> Response:
    """Complete what is being typed.

    Leaders, outlets and headline phrases that continue it.
    """
    typed, limit = values["q"], values["limit"]
    return answer(CompletionsSchema(), (typed, limit), lambda: {"completions": service().suggest(typed, limit)})


def _facet_values(facet: str, values: Mapping[str, Any]) -> Response:
    query = query_of({**values, "limit": 0}, now())
    redirect_old_ids(query)
    prefix, limit = values["prefix"], values["limit"]
    return answer(
        BucketsSchema(),
        (facet, prefix, limit, pairs_of(query)),
        lambda: {"values": service().facet_search(facet, prefix, query, limit)},
    )
