"""The JSON of answers: how our values are written down, and what OpenAPI says of it.  Dump only.

Not here: parameters (`parameters`), which links an answer has (`answers`), the search answer itself (`search_schemas`).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from marshmallow import fields

from .writing import Answer, Row, listed


def web_address(url: str) -> str | None:
    """The URL when it is http or https with a host; else None: no other scheme ever becomes a link."""
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


class WebAddress(fields.String):
    """An http(s) URL or null."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute=attribute, allow_none=True, metadata={"format": "uri"})

    def _serialize(self, value: Any, attr: str | None, obj: object, **kwargs: Any) -> str | None:
        return web_address(value)


class Same(fields.Nested):
    """An object written from the same value as the object around it."""

    def get_value(self, obj: Any, attr: str, accessor: Any = None, default: Any = None) -> Any:
        """The value around."""
        return obj


def optional_text(attribute: str | None = None, **metadata: Any) -> fields.String:
    """A string or null."""
    return fields.String(attribute=attribute, allow_none=True, metadata=metadata)


class NamedSchema(Row):
    """A canonical id and its label."""

    id = fields.String()
    name = fields.String()


class LinksSchema(Row):
    """Relative links."""

    self = fields.String(attribute="itself")
    html = fields.String()
    next = fields.String()
    previous = fields.String()
    related = fields.String()

    def kept(self, row: dict[str, Any]) -> dict[str, Any]:
        """Where there is nothing to link to there is no key."""
        return {key: value for key, value in row.items() if value is not None}


class ErrorSchema(Answer):
    """One thing wrong with a parameter."""

    in_ = fields.String(data_key="in", metadata={"enum": ["query", "path", "header"]})
    name = fields.String()
    code = fields.String(metadata={"description": "Stable."})
    detail = fields.String()


class ProblemSchema(Answer):
    """RFC 9457 problem; `code` is stable, `title` and `detail` are for people."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    code = fields.String()
    detail = fields.String()
    instance = fields.String()
    errors = listed(ErrorSchema)


class MentionSchema(Row):
    """`[start, end)` in code points of `title`, `caption`, or the paragraphs of `body` joined by newlines."""

    field = fields.String()
    start = fields.Integer()
    end = fields.Integer()


class LeaderLinkSchema(Answer):
    """Where an article names a leader."""

    leader = fields.String()
    prominence = fields.Integer()
    in_title = fields.Boolean()
    in_lead = fields.Boolean()
    mentions = listed(MentionSchema)


class ArticleSchema(Answer):
    """One whole article."""

    id = fields.String(attribute="article.id")
    url = WebAddress("article.url")
    title = fields.String(attribute="article.title")
    title_derived = fields.Boolean(attribute="article.title_derived")
    outlet = fields.Nested(NamedSchema, allow_none=True)
    leaders = listed(NamedSchema, "view.leaders")
    published_at = fields.DateTime(attribute="article.published", format="iso", allow_none=True)
    date_precision = fields.String(attribute="article.date_precision.value")
    authors = fields.List(fields.String(), attribute="article.authors")
    caption = fields.String(attribute="article.caption")
    place = fields.String(attribute="article.place")
    section = fields.String(attribute="article.section")
    tags = fields.List(fields.String(), attribute="article.tags")
    body = fields.List(fields.String(), attribute="article.body", metadata={"description": "Paragraphs."})
    mentions = listed(LeaderLinkSchema, "view.links.leaders")
    links = fields.Nested(LinksSchema)


class VocabularyEntrySchema(Answer):
    """A leader or an outlet and the number of its articles."""

    id = fields.String()
    name = fields.String()
    count = fields.Integer()
    aliases = fields.List(fields.String())
    country = fields.String()
    site = fields.String()


class VocabularySchema(Answer):
    """Every leader or outlet that has articles, by count."""

    values = listed(VocabularyEntrySchema)


class OfficeSchema(Answer):
    """A dated office; ISO dates of any precision, `end` null = in office at the last check."""

    title = fields.String()
    start = optional_text()
    end = optional_text()


class MonthSchema(Answer):
    """Articles in a month."""

    month = fields.Function(lambda pair: pair[0], metadata={"type": "string", "example": "2025-01"})
    count = fields.Function(lambda pair: pair[1], metadata={"type": "integer"})


class CompletionSchema(Answer):
    """A suggestion while typing."""

    kind = fields.String(metadata={"enum": ["leader", "outlet", "headline", "query"]})
    text = fields.String()
    id = fields.String()
    count = fields.Integer()


class CompletionsSchema(Answer):
    """Suggestions, best first."""

    completions = listed(CompletionSchema)


class StatsSchema(Answer):
    """Figures of the published generation."""

    collection = fields.String()
    generation = fields.String()
    documents = fields.Integer()
    undated = fields.Integer()
    first_day = fields.Date(allow_none=True)
    last_day = fields.Date(allow_none=True)
    outlets = fields.Integer()
    leaders = fields.Integer()
    built_at = fields.DateTime(format="iso")
    bytes_on_disk = fields.Integer()


class HealthSchema(Answer):
    """The process answers."""

    status = fields.String()


class ReadinessSchema(Answer):
    """A generation is open.  `degraded`: an older one than the published, which is damaged."""

    status = fields.String(metadata={"enum": ["ok", "degraded"]})
    generation = fields.String()
    built_at = fields.DateTime(format="iso")


class TokenSchema(Answer):
    """One position of analysed text: `[start, end)` in code points, its forms, and the rule behind them."""

    position = fields.Integer()
    start = fields.Integer()
    end = fields.Integer()
    exact = fields.List(fields.String(), attribute="forms.exact")
    stem = fields.List(fields.String(), attribute="forms.stem")
    rule = fields.String(attribute="forms.rule")


class TokensSchema(Answer):
    """Analysed text."""

    tokens = listed(TokenSchema)
