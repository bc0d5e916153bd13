"""The JSON of a search answer and of what is made of hits and buckets.  Dump only."""

from __future__ import annotations

from typing import Any

from markupsafe import escape
from marshmallow import fields, post_dump

from search import Part

from .addresses import moment_text, sort_of
from .parameters import Highlight
from .schemas import (
    LinksSchema,
    MonthSchema,
    NamedSchema,
    OfficeSchema,
    Same,
    VocabularyEntrySchema,
    WebAddress,
)
from .writing import Answer, Row, listed


def html_of(parts: tuple[Part, ...]) -> str:
    """Parts as HTML: escaped first, marked after."""
    return "".join(f"<mark>{escape(part.text)}</mark>" if part.match else str(escape(part.text)) for part in parts)


class MarkedText(fields.Field[Any]):
    """Highlighted text: a list of parts, or a string of escaped HTML with `highlight=html`.

    The parts joined give the text; `match` is there only when true.
    """

    def __init__(self) -> None:
        part = {"type": "object", "properties": {"text": {"type": "string"}, "match": {"type": "boolean"}}}
        super().__init__(metadata={"oneOf": [{"type": "array", "items": part}, {"type": "string"}]})

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        if obj.form is Highlight.HTML:
            return html_of(value)
        return [{"text": part.text, "match": True} if part.match else {"text": part.text} for part in value]


class HighlightSchema(Answer):
    """Marked title and snippet."""

    title = MarkedText()
    snippet = MarkedText()


class DuplicatesSchema(Answer):
    """The other articles of the story."""

    count = fields.Integer()
    outlets = listed(NamedSchema)


class ScorePartSchema(Answer):
    """A part of a score: see docs/relevance.md."""

    name = fields.String()
    value = fields.Float()
    detail = fields.String()


class HitSchema(Answer):
    """One article on a page."""

    id = fields.String(attribute="hit.article.id")
    url = WebAddress("hit.article.url")
    title = fields.String(attribute="hit.article.title")
    outlet = fields.Nested(NamedSchema, attribute="hit.outlet", allow_none=True)
    leaders = listed(NamedSchema, "hit.leaders")
    published_at = fields.DateTime(attribute="hit.article.published", format="iso", allow_none=True)
    date_precision = fields.String(attribute="hit.article.date_precision.value")
    section = fields.String(attribute="hit.article.section")
    authors = fields.List(fields.String(), attribute="hit.article.authors")
    highlight = fields.Nested(HighlightSchema, allow_none=True)
    score = fields.Float(attribute="hit.score", allow_none=True)
    duplicates = fields.Nested(DuplicatesSchema, attribute="hit.duplicates", allow_none=True)
    explain = listed(ScorePartSchema, "hit.explanation", metadata={"description": "With `explain=1`."})
    links = fields.Nested(LinksSchema)

    @post_dump
    def drop_empty_explanation(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """`explain` is there only when asked for."""
        return {key: value for key, value in data.items() if key != "explain" or value}


class RelatedSchema(Answer):
    """Articles like one article, best first."""

    hits = listed(HitSchema)


class BucketSchema(Row):
    """A value of a facet with its exact count."""

    value = fields.String()
    label = fields.String()
    count = fields.Integer()
    selected = fields.Boolean()
    country = fields.String()
    office = fields.String(metadata={"description": "Of a leader on the date of the newest hit."})

    def kept(self, row: dict[str, Any]) -> dict[str, Any]:
        """Outlets have no country, and not every leader an office."""
        return {key: value for key, value in row.items() if value != ""}


class BucketsSchema(Answer):
    """Values of a facet whose label has a word with the prefix."""

    values = listed(BucketSchema)


class TermsFacetSchema(Answer):
    """Outlets or leaders: counts under all filters but the facet's own."""

    values = listed(BucketSchema)
    total_values = fields.Integer()
    other_count = fields.Integer()
    missing_count = fields.Integer()
    truncated = fields.Boolean()


class DateBucketSchema(Row):
    """An interval; `from` and `to` are ready-made parameters."""

    key = fields.String()
    start = fields.Date(data_key="from")
    end = fields.Date(data_key="to")
    count = fields.Integer()
    selected = fields.Boolean()


class WindowSchema(Answer):
    """First and last day."""

    start = fields.Date(data_key="from", allow_none=True)
    end = fields.Date(data_key="to", allow_none=True)


class DateFacetSchema(Answer):
    """Histogram over the window with its zeros, and years under all filters but the date's."""

    interval = fields.String(attribute="interval.value")
    tz = fields.String()
    window = Same(WindowSchema)
    buckets = listed(DateBucketSchema)
    years = listed(DateBucketSchema)
    undated = fields.Integer()
    truncated = fields.Boolean()


class FacetsSchema(Answer):
    """The facets that were asked for."""

    outlet = fields.Nested(TermsFacetSchema)
    leader = fields.Nested(TermsFacetSchema)
    date = fields.Nested(DateFacetSchema)


class EchoSchema(Answer):
    """The query as applied; what was not asked for is left out."""

    q = fields.String(attribute="text")
    in_ = fields.List(fields.String(), attribute="fields", data_key="in")
    outlet = fields.List(fields.String(), attribute="outlets")
    leader = fields.List(fields.String(), attribute="leaders")
    not_outlet = fields.List(fields.String(), attribute="not_outlets")
    not_leader = fields.List(fields.String(), attribute="not_leaders")
    leader_op = fields.Function(lambda query: "all" if query.leader_all else "", metadata={"type": "string"})
    leader_role = fields.Function(
        lambda query: query.leader_role.value if query.leaders else "", metadata={"type": "string"}
    )
    from_ = fields.Function(
        lambda query: moment_text(query.dates.start_instant or query.dates.start),
        data_key="from",
        metadata={"type": "string"},
    )
    to = fields.Function(
        lambda query: moment_text(query.dates.end_instant or query.dates.end), metadata={"type": "string"}
    )
    tz = fields.String()
    match = fields.String(attribute="match.value")
    sort = fields.Function(lambda query: sort_of(query).value, metadata={"type": "string"})
    collapse = fields.Function(lambda query: "story" if query.collapse_stories else "", metadata={"type": "string"})

    @post_dump
    def drop_empty(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Leave out what was not asked for; `q` stays."""
        return {key: value for key, value in data.items() if value or key == "q"}


class TotalSchema(Answer):
    """Exact number of articles (stories with `collapse=story`); `all_words`: those with all words, when widened."""

    value = fields.Integer(attribute="total")
    relation = fields.Constant("eq", metadata={"type": "string", "enum": ["eq"]})
    all_words = fields.Integer(allow_none=True)


class PagingSchema(Answer):
    """Where this page stands."""

    number = fields.Integer(attribute="query.page")
    limit = fields.Integer(attribute="query.limit")
    pages = fields.Integer()
    next_cursor = fields.Function(lambda page: page.next_cursor or None, metadata={"type": ["string", "null"]})


class OfPage(fields.Nested):
    """An object written from the engine's page."""

    def get_value(self, obj: Any, attr: str, accessor: Any = None, default: Any = None) -> Any:
        """The page."""
        return obj.page


class IndexSchema(Answer):
    """The generation that answered."""

    generation = fields.String()
    documents = fields.Integer()


class SuggestionSchema(Answer):
    """Something offered, never applied in silence; `link` is the search that follows it."""

    text = fields.String(attribute="suggestion.text")
    applied = fields.Boolean(attribute="suggestion.applied")
    link = fields.String()


class DateSuggestionSchema(SuggestionSchema):
    """A time named by the words of the query: `text` is the query without it."""

    start = fields.Date(attribute="suggestion.dates.start", data_key="from", allow_none=True)
    end = fields.Date(attribute="suggestion.dates.end", data_key="to", allow_none=True)


class WarningSchema(Answer):
    """How the query was read otherwise than typed; `code` is stable, `nearest` are ids that exist."""

    code = fields.String(attribute="notice.code.value")
    detail = fields.String()
    value = fields.String(attribute="notice.value")
    nearest = fields.List(fields.String(), attribute="notice.nearest")


class SearchAnswerSchema(Answer):
    """The answer of `/v1/search`."""

    query = fields.Nested(EchoSchema, attribute="page.query")
    total = OfPage(TotalSchema)
    relaxed = fields.Boolean(attribute="page.relaxed")
    page = fields.Nested(PagingSchema)
    hits = listed(HitSchema)
    facets = fields.Nested(FacetsSchema, attribute="page.facets")
    suggestion = fields.Nested(SuggestionSchema, allow_none=True)
    date_suggestion = fields.Nested(DateSuggestionSchema, allow_none=True)
    warnings = listed(WarningSchema)
    index = OfPage(IndexSchema)
    links = fields.Nested(LinksSchema)


class LeaderSchema(Answer):
    """Who a leader is and where she or he is in the news."""

    leader = fields.Nested(VocabularyEntrySchema, attribute="profile.entry")
    qid = fields.String(attribute="profile.qid")
    offices = listed(OfficeSchema, "profile.offices")
    timeline = listed(MonthSchema, "profile.timeline", metadata={"description": "Articles a month."})
    named_with = listed(VocabularyEntrySchema, "profile.named_with")
    newest = listed(HitSchema)
    links = fields.Nested(LinksSchema)
