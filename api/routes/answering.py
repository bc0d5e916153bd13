"""From a value to an answer: written down by a schema, tagged and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Response, json, request
from marshmallow import Schema

from ..caching import cached
from ..context import context, message_language


def answer(schema: Schema, meaning: object, make: Callable[[], object]) -> Response:
    """The JSON of `make()`, or 304, or the bytes kept from before.  `meaning` tells apart what this path can answer."""
    whole = (context().fingerprint, request.path, meaning, message_language())
    return cached(context().cache, context().service.generation, whole, lambda: body_of(schema, make()))


def body_of(schema: Schema, value: object) -> bytes:
    """A value as JSON."""
    return (json.dumps(schema.dump(value), separators=(",", ":")) + "\n").encode("utf-8", "replace")


def now() -> datetime:
    """The instant that `period=` counts back from."""
    return datetime.now(UTC)
