"""`/v1/stats`, `/healthz`, `/readyz`, and `/v1/analyze` where the operator allows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response

from ..blueprints import Blueprint
from ..context import service
from ..parameters import AnalyzeParameters, Parameters
from ..schemas import HealthSchema, ReadinessSchema, StatsSchema, TokensSchema
from .answering import answer, body_of


@dataclass(frozen=True, slots=True)
class Readiness:
    """What `/readyz` says."""

    status: str
    generation: str
    built_at: datetime


def operations(analyze_route: bool) -> Blueprint:
    """The routes for operators and developers."""
    routes = Blueprint("operations", __name__, description="Figures, health, analysis.")
    routes.get("/v1/stats", Parameters, StatsSchema)(stats)
    routes.get("/healthz", Parameters, HealthSchema, (400,))(healthz)
    routes.get("/readyz", Parameters, ReadinessSchema)(readyz)
    if analyze_route:
        routes.get("/v1/analyze", AnalyzeParameters, TokensSchema)(analyze)
    return routes


def stats(values: Mapping[str, Any]) -> Response:
    """Figures of the published generation."""
    return answer(StatsSchema(), "stats", lambda: service().stats())


def healthz(values: Mapping[str, Any]) -> Response:
    """The process answers."""
    return _unkept(body_of(HealthSchema(), {"status": "ok"}))


def readyz(values: Mapping[str, Any]) -> Response:
    """Whether a generation is open; 503 when none is.

    `degraded` when the published generation is damaged and an older one answers in its place.
    """
    figures = service().stats()
    ready = Readiness("degraded" if service().degraded() else "ok", figures.generation, figures.built_at)
    return _unkept(body_of(ReadinessSchema(), ready))


def analyze(values: Mapping[str, Any]) -> Response:
    """The tokens of a text.

    Both streams with positions, offsets and the rule behind each.  Only where the operator switched it on.
    """
    text = values["text"]
    return answer(TokensSchema(), text, lambda: {"tokens": service().analyze(text)})


def _unkept(body: bytes) -> Response:
    answer = Response(body, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
