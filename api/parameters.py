"""Which parameters each route takes, and the query that they make.

One strict parser: an unknown or repeated parameter, an empty value and a bad value are all 400, and all are told at once.
Not here: how a value is written (`fields`), a query back into parameters (`addresses`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from flask import Request
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validates_schema
from webargs.flaskparser import FlaskParser

from search import DateInterval, DateRange, LeaderRole, Match, Query, Sort

from .fields import Choice, Many, Moment, Number, Period, Text, Zone
from .languages import Language
from .problems import Complaint, invalid_parameters

FACETS = ("outlet", "leader", "date")
SEARCH_FIELDS = ("title", "caption", "body")
HIT_FIELDS = (
    *("id", "url", "title", "outlet", "leaders", "published_at", "date_precision", "section", "authors"),
    *("highlight", "score", "duplicates", "explain", "links"),
)
MAX_PAGE = 1000
BLANK_ALLOWED = frozenset({"q", "prefix", "text"})


class Highlight(StrEnum):
    """How marked text is sent: as parts, as escaped HTML with `<mark>`, or not at all."""

    PARTS = "parts"
    HTML = "html"
    NONE = "none"


class Parameters(Schema):
    """What every route understands."""

    lang = Choice(tuple(Language), None, "Language of messages; wins over Accept-Language. Default: Indonesian.")

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def check_names(self, data: Mapping[str, Any], original: Any, **kwargs: Any) -> None:
        """Refuse what the parser itself lets pass: unknown names, repeats, empty values."""
        known = {field.data_key or name: field for name, field in self.fields.items()}
        complaints: dict[str, list[Complaint]] = {}
        for name, values in original.data.lists():
            if name not in known:
                complaints[name] = [_unknown(name, list(known))]
            elif len(values) > 1 and not isinstance(known[name], Many):
                complaints[name] = [Complaint("repeated_parameter")]
            elif values == [""] and name not in BLANK_ALLOWED and not isinstance(known[name], Many):
                complaints[name] = [Complaint("empty_value")]
        if complaints:
            raise ValidationError(complaints)


class FilterParameters(Parameters):
    """What narrows a search: shared by `/v1/search` and the search inside a facet."""

    q = Text(
        'Words (all required), `"phrase"`, `-word`, `ATAU`, `( )`, `word*`, `judul:`, `media:`, `tokoh:`. Empty: browse.'
    )
    in_ = Many("Fields to search in. Default: all.", SEARCH_FIELDS)
    outlet = Many("Outlet ids: any of them.")
    leader = Many("Leader ids: any of them, or all with `leader_op=all`.")
    not_outlet = Many("Outlet ids to leave out.")
    not_leader = Many("Leader ids to leave out.")
    leader_op = Choice(("any", "all"), "any", "`all`: the leaders must be named together.")
    leader_role = Choice(
        tuple(LeaderRole), LeaderRole.ANY, "Where a leader must be named: `lead` is title or first 500 characters."
    )
    from_ = Moment("start", "First day or instant, inclusive: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or RFC 3339.")
    to = Moment("end", "Last day or instant, inclusive; the same forms.")
    period = Period("Back from now, instead of `from` and `to`: `24h`, `7d`, `4w`, `1y`; resolved to the hour.")
    tz = Zone("Asia/Jakarta", "IANA time zone whose days `from`, `to` and the date facet mean.")
    match = Choice(tuple(Match), Match.AUTO, "`auto`: all words, widened when fewer than ten articles have them all.")
    typo = Choice(("auto", "off"), "auto", "`off`: never correct spelling.")

    class Meta:
        """`from` and `in` are words of Python: their attributes end in an underscore."""

        unknown = EXCLUDE

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:  # type: ignore[type-arg]
        """Name `from_` and `in_` as they are in URLs."""
        if field_name.endswith("_"):
            field_obj.data_key = field_name.rstrip("_")

    @validates_schema
    def check_dates(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """`period` stands alone, and `from` is not after `to`."""
        start, end = data.get("from_"), data.get("to")
        if data.get("period") and (start or end):
            raise ValidationError({"period": [Complaint("period_and_range")]})
        if start and end and _start(start, data["tz"]) > _end(end, data["tz"]):
            raise ValidationError({"from": [Complaint("range_reversed")]})


class SearchParameters(FilterParameters):
    """`/v1/search`."""

    sort = Choice(tuple(Sort), None, "Default: `relevance` with `q`, `newest` without.")
    page = Number(1, MAX_PAGE, 1, "From 1. `page` x `limit` reaches 1,000 hits; further with `cursor`.")
    limit = Number(0, 100, 10, "Hits per page; 0 = facets only.")
    cursor = Text("`page.next_cursor` of the answer before; with `sort=newest` or `oldest`.", max_length=600)
    facets = Many("Facets to count. Default: none.", FACETS)
    facet_limit = Number(1, 100, 20, "Values per facet, most frequent first.")
    date_interval = Choice(tuple(DateInterval), DateInterval.AUTO, "Width of the bars of the date facet.")
    highlight = Choice(tuple(Highlight), Highlight.PARTS, "`html`: escaped text with `<mark>`.")
    snippet_words = Number(5, 100, 30, "Length of a snippet in words.")
    collapse = Choice(("story",), None, "`story`: one hit per story (agency copies).")
    fields_ = Many("Fields of a hit to send. Default: all.", HIT_FIELDS)
    explain = Choice(("0", "1"), "0", "`1`: the parts of each hit's score.")

    @validates_schema
    def check_cursor(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """A cursor says where its page begins."""
        if data["cursor"] and data["page"] != 1:
            raise ValidationError({"page": [Complaint("page_and_cursor")]})


class PageParameters(FilterParameters):
    """`/cari`."""

    sort = Choice(tuple(Sort), None, "Order of hits.")
    page = Number(1, MAX_PAGE, 1, "From 1.")
    limit = Number(1, 100, 10, "Hits per page.")
    date_interval = Choice(tuple(DateInterval), DateInterval.AUTO, "Width of the bars.")
    snippet_words = Number(5, 100, 30, "Length of a snippet in words.")
    collapse = Choice(("story",), None, "One hit per story.")


class PageFacetParameters(PageParameters):
    """`/cari/outlet` and `/cari/leader`."""

    prefix = Text("Beginning of a word of the label.", max_length=100)


class FacetSearchParameters(FilterParameters):
    """`/v1/facets/...`."""

    prefix = Text("Beginning of a word of the label; case and accents do not matter.", max_length=100)
    limit = Number(1, 100, 20, "Values to send.")


class SuggestParameters(Parameters):
    """`/v1/suggest`."""

    q = Text("What was typed so far.", max_length=100)
    limit = Number(1, 10, 10, "Completions to send.")


class RelatedParameters(Parameters):
    """`/v1/articles/{id}/related`."""

    limit = Number(1, 20, 5, "Articles to send.")


class AnalyzeParameters(Parameters):
    """`/v1/analyze`."""

    text = Text("The text to analyse.", max_length=2000, required=True)


class StrictParser(FlaskParser):
    """Parses query strings with `Parameters` schemas; answers with every complaint at once."""

    DEFAULT_VALIDATION_STATUS = 400

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **kwargs: Any) -> NoReturn:
        """Turn marshmallow's messages into complaints."""
        by_name = dict(error.messages_dict).get("query", {})
        raise invalid_parameters(tuple(_complaints(by_name)))


@dataclass(frozen=True, slots=True)
class Presentation:
    """How an answer is written down: what a client asked for that is not part of the query."""

    highlight: Highlight = Highlight.PARTS
    fields: tuple[str, ...] = ()


def query_of(values: Mapping[str, Any], now: datetime) -> Query:
    """The query that loaded parameters mean.  Names that a route does not take have their defaults."""
    default = Query()
    get = values.get
    return Query(
        text=get("q", ""),
        fields=get("in_", ()),
        outlets=get("outlet", ()),
        leaders=get("leader", ()),
        not_outlets=get("not_outlet", ()),
        not_leaders=get("not_leader", ()),
        leader_all=get("leader_op") == "all",
        leader_role=LeaderRole(get("leader_role", default.leader_role)),
        dates=_dates(values, now),
        tz=get("tz", default.tz),
        sort=Sort(values["sort"]) if get("sort") else None,
        page=get("page", default.page),
        limit=get("limit", default.limit),
        cursor=get("cursor", ""),
        facets=tuple(name for name in FACETS if name in get("facets", ())),
        facet_limit=get("facet_limit", default.facet_limit),
        date_interval=DateInterval(get("date_interval", default.date_interval)),
        match=Match(get("match", default.match)),
        typo=get("typo") != "off",
        collapse_stories=get("collapse") == "story",
        highlight=get("highlight") != Highlight.NONE,
        snippet_words=get("snippet_words", default.snippet_words),
        explain=get("explain") == "1",
    )


def _dates(values: Mapping[str, Any], now: datetime) -> DateRange:
    if values.get("period"):
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        return DateRange(start_instant=hour - values["period"])
    start, end = values.get("from_"), values.get("to")
    return DateRange(
        start=None if isinstance(start, datetime) else start,
        end=None if isinstance(end, datetime) else end,
        start_instant=start if isinstance(start, datetime) else None,
        end_instant=end if isinstance(end, datetime) else None,
    )


def _start(value: date | datetime, tz: str) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=ZoneInfo(tz))


def _end(value: date | datetime, tz: str) -> datetime:
    return value if isinstance(value, datetime) else _start(value + timedelta(days=1), tz) - timedelta(microseconds=1)


def _unknown(name: str, known: Sequence[str]) -> Complaint:
    plain = re.sub(r"[^a-z_]", "", name.lower())
    return Complaint("unknown_parameter", {"near": get_close_matches(plain, known, n=1, cutoff=0.0)[0]})


def _complaints(by_name: Mapping[str, Any]) -> list[Complaint]:
    found = []
    for name, messages in by_name.items():
        for message in messages[-1:]:  # what is wrong with the whole parameter comes last and says more
            complaint = message if isinstance(message, Complaint) else Complaint(str(message))
            found.append(Complaint(complaint.code, complaint.values, name))
    return found
