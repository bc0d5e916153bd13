"""`/v1/outlets`, `/v1/leaders` and `/v1/leaders/{id}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from ..addresses import article_path
from ..answers import Links, ShownLeader, shown_hit
from ..blueprints import Blueprint
from ..canonical import canonical_leader
from ..context import service
from ..parameters import Highlight, Parameters
from ..schemas import VocabularySchema
from ..search_schemas import LeaderSchema
from .answering import answer


def vocabularies() -> Blueprint:
    """The routes of outlets and leaders."""
    routes = Blueprint("vocabularies", __name__, description="Outlets and leaders.")
    routes.get("/v1/outlets", Parameters, VocabularySchema)(outlets)
    routes.get("/v1/leaders", Parameters, VocabularySchema)(leaders)
    routes.get("/v1/leaders/<id:id>", Parameters, LeaderSchema, (400, 404, 503))(leader)
    return routes


def outlets(values: Mapping[str, Any]) -> Response:
    """Every outlet that has articles.

    By number of articles, then name.
    """
    return answer(VocabularySchema(), "outlets", lambda: {"values": service().outlets()})


def leaders(values: Mapping[str, Any]) -> Response:
    """Every leader who is named.

    By number of articles, then name.
    """
    return answer(VocabularySchema(), "leaders", lambda: {"values": service().leaders()})


def leader(values: Mapping[str, Any], id: str) -> Response:
    """One leader.

    Aliases, offices, articles a month, whom she or he is named with most, and the newest articles.  A QID or an old id
    redirects.
    """
    canonical_leader(id, "/v1/leaders")
    return answer(LeaderSchema(), id, lambda: _shown(id))


def _shown(id: str) -> ShownLeader:
    profile = service().leader(id)
    hits = tuple(shown_hit(hit, Highlight.PARTS) for hit in profile.newest)
    return ShownLeader(profile, hits, Links(article_path("/v1/leaders", id), article_path("/tokoh", id)))
