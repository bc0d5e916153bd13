"""One typed decorator that makes a view a documented JSON route: parameters, answer and problems, in code and in OpenAPI.

Views are called with the loaded parameters first, then the parts of the path.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import flask_smorest  # type: ignore[import-untyped]
from apispec.ext.marshmallow import MarshmallowPlugin, resolver
from flask import Response
from marshmallow import Schema

from .parameters import StrictParser
from .schemas import ProblemSchema

View = Callable[..., Response]
PROBLEM = "application/problem+json"
DESCRIPTIONS = {
    400: "A parameter is unknown, repeated or invalid.",
    404: "There is no such thing.",
    409: "The cursor's generation is gone: begin again.",
    503: "No index is open; see Retry-After.",
}


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """A group of routes."""

    ARGUMENTS_PARSER = StrictParser()

    def get(
        self, rule: str, parameters: type[Schema], answer: type[Schema], problems: tuple[int, ...] = (400, 503)
    ) -> Callable[[View], View]:
        """Route GET `rule` to a view."""

        def decorate(view: View) -> View:
            routed = self.response(200, answer)(view)
            routed = self.alt_response(304, description="The client's copy is current.")(routed)
            for status in problems:
                described = self.alt_response(
                    status, schema=ProblemSchema, content_type=PROBLEM, description=DESCRIPTIONS[status]
                )
                routed = described(routed)
            routed = self.alt_response(
                "default", schema=ProblemSchema, content_type=PROBLEM, description="Any other problem."
            )(routed)
            # An instance: to make one of the class for every request costs more than to read with it.
            routed = self.arguments(parameters(), location="query")(routed)
            return cast(View, self.route(rule)(routed))

        return decorate


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest's OpenAPI without its error handling: ours is `errors`."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """None: see `errors.register_errors`."""

    def _register_pagination_header(self) -> None:
        """None: pages are told in the body."""


def schema_name(schema: Any) -> str:
    """The name of a schema in OpenAPI: its class without `Schema`."""
    return str(resolver(schema)).removesuffix("Schema")


def openapi_plugin() -> MarshmallowPlugin:
    """The apispec plugin with our names."""
    return MarshmallowPlugin(schema_name_resolver=schema_name)
