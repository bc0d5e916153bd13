"""`/cari/outlet` and `/cari/leader`: all values of a facet for a query, and a search inside them."""

from __future__ import annotations

from dataclasses import replace

from flask import Response

from search import Query

from ..addresses import language_pairs, page_address, pairs_of
from ..canonical import redirect_old_ids
from ..context import page_language, service, texts_in
from ..parameters import PageFacetParameters, query_of
from ..routes.answering import now
from .filters import options
from .frame import kept_page, page_parameters, render

MOST = 100


def facet_page(facet: str) -> Response:
    """The values of `facet` whose label has a word with the typed beginning."""
    values = page_parameters(PageFacetParameters)
    query = query_of(values, now())
    redirect_old_ids(query)
    prefix = values["prefix"]
    return kept_page((facet, prefix, pairs_of(query)), lambda: _page(facet, prefix, query))


def _page(facet: str, prefix: str, query: Query) -> str:
    language = page_language()
    buckets = service().facet_search(facet, prefix, replace(query, limit=0), MOST)
    return render(
        "facet.html",
        facet=facet,
        prefix=prefix,
        query=query,
        options=options(facet, buckets, query, language),
        back=page_address(query, language),
        kept_filters=(*pairs_of(query), *language_pairs(language)),
        title=texts_in(language)(f"facet.title.{facet}"),
    )
