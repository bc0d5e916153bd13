"""Parameters: what is refused and how it is said; a query survives the way into a URL and back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema

from api.addresses import address, pairs_of
from api.parameters import FACETS, HIT_FIELDS, SEARCH_FIELDS, Parameters, SearchParameters, StrictParser, query_of
from api.search_schemas import EchoSchema, HitSchema
from search import DateInterval, DateRange, LeaderRole, Match, Query, Sort

NOW = datetime(2025, 6, 1, 12, 34, 56, tzinfo=UTC)

BAD = [
    ("page=0", "page", "out_of_range"),
    ("page=abc", "page", "not_a_number"),
    ("page=1000000000", "page", "out_of_range"),
    ("page=" + "9" * 400, "page", "out_of_range"),
    ("page=-1", "page", "out_of_range"),
    ("page=1.5", "page", "not_a_number"),
    ("page=٣", "page", "not_a_number"),
    ("page=101&limit=10", "page", "beyond_window"),
    ("limit=101", "limit", "out_of_range"),
    ("limit=1000000", "limit", "out_of_range"),
    ("limit=", "limit", "empty_value"),
    ("facet_limit=0", "facet_limit", "out_of_range"),
    ("facet_limit=1000000", "facet_limit", "out_of_range"),
    ("snippet_words=4", "snippet_words", "out_of_range"),
    ("sort=terbaru", "sort", "not_a_choice"),
    ("match=some", "match", "not_a_choice"),
    ("typo=on", "typo", "not_a_choice"),
    ("highlight=xml", "highlight", "not_a_choice"),
    ("collapse=outlet", "collapse", "not_a_choice"),
    ("explain=yes", "explain", "not_a_choice"),
    ("lang=fr", "lang", "not_a_choice"),
    ("leader_op=none", "leader_op", "not_a_choice"),
    ("leader_role=body", "leader_role", "not_a_choice"),
    ("date_interval=week", "date_interval", "not_a_choice"),
    ("facets=outlet,author", "facets", "not_a_choice"),
    ("in=url", "in", "not_a_choice"),
    ("fields=id,password", "fields", "not_a_choice"),
    ("outlet=", "outlet", "empty_value"),
    ("outlet=a,,b", "outlet", "empty_value"),
    ("outlet=" + ",".join(str(n) for n in range(51)), "outlet", "too_many_values"),
    ("leader=" + "x" * 201, "leader", "too_long"),
    ("q=" + "x" * 501, "q", "too_long"),
    ("q=a%7F", "q", "control_character"),
    ("q=a%C2%85b", "q", "control_character"),
    ("from=2025-13", "from", "invalid_date"),
    ("from=2025-02-30", "from", "invalid_date"),
    ("from=kemarin", "from", "invalid_date"),
    ("from=2025-1-1", "from", "invalid_date"),
    ("from=2025-01-01T10:00", "from", "invalid_date"),
    ("from=0001-01-01T00:00:00%2B23:59", "from", "invalid_date"),
    ("to=0000", "to", "invalid_date"),
    ("to=1799", "to", "date_out_of_range"),
    ("to=9999-12-31", "to", "date_out_of_range"),
    ("from=2025&to=2024", "from", "range_reversed"),
    ("period=7", "period", "invalid_period"),
    ("period=0d", "period", "invalid_period"),
    ("period=9999y", "period", "invalid_period"),
    ("period=7d&from=2025", "period", "period_and_range"),
    ("tz=WIB", "tz", "invalid_timezone"),
    ("tz=../../etc/passwd", "tz", "invalid_timezone"),
    ("cursor=zzz&sort=newest", "cursor", "invalid_cursor"),
    ("cursor=zzz&q=a", "cursor", "cursor_needs_date_sort"),
    ("cursor=zzz&page=2", "page", "page_and_cursor"),
    ("q=a&q=b", "q", "repeated_parameter"),
    ("outlets=kompas", "outlets", "unknown_parameter"),
]


@pytest.mark.parametrize(("query", "name", "code"), BAD)
def test_refused(client: FlaskClient, query: str, name: str, code: str) -> None:
    """Each bad value is a 400 that names the parameter, with a stable code and words for it."""
    answer = client.get(f"/v1/search?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json()
    assert [(e["in"], e["name"], e["code"]) for e in problem["errors"]] == [("query", name, code)]
    assert problem["errors"][0]["detail"] != "Nilai tidak valid."
    assert problem["code"] == "invalid_parameter"


def test_everything_wrong_is_told_at_once(client: FlaskClient) -> None:
    """One answer lists every bad parameter."""
    problem = client.get("/v1/search?page=x&limit=999&outlets=a&sort=b&from=never").get_json()
    assert {e["name"] for e in problem["errors"]} == {"page", "limit", "outlets", "sort", "from"}


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("outlets", "outlet"), ("Leader", "leader"), ("sorts", "sort"), ("form", "from"), ("qq", "q")],
)
def test_an_unknown_parameter_gets_the_nearest_name(client: FlaskClient, typed: str, nearest: str) -> None:
    """A misspelt name is answered with the one that was probably meant."""
    detail = client.get(f"/v1/search?{typed}=1").get_json()["errors"][0]["detail"]
    assert detail == f"Parameter '{typed}' tidak dikenal. Yang terdekat: '{nearest}'."


@pytest.mark.parametrize(
    "path",
    ["/v1/outlets", "/v1/leaders", "/v1/stats", "/v1/articles/bank", "/v1/leaders/xi-jinping", "/healthz", "/readyz"],
)
def test_routes_without_parameters_refuse_them_too(client: FlaskClient, path: str) -> None:
    """No route lets an unknown parameter pass."""
    assert client.get(path).status_code == 200
    assert client.get(f"{path}?limit=5").get_json()["errors"][0]["code"] == "unknown_parameter"


def load(app: Flask, url: str, schema: type[Schema] = SearchParameters) -> Query:
    """The query that a URL means."""
    with app.test_request_context(url):
        return query_of(StrictParser().parse(schema(), request, location="query"), NOW)


def test_dates_are_whole_periods(app: Flask) -> None:
    """A year, month or day stands for all of it; a bare plus in a URL is still a zone."""
    assert load(app, "/?from=2024&to=2024").dates == DateRange(date(2024, 1, 1), date(2024, 12, 31))
    assert load(app, "/?from=2024-02&to=2024-02").dates == DateRange(date(2024, 2, 1), date(2024, 2, 29))
    assert load(app, "/?to=2024-12").dates == DateRange(None, date(2024, 12, 31))
    assert load(app, "/?from=2024-02-03T10:00:00+07:00").dates == DateRange(
        start_instant=datetime(2024, 2, 3, 3, tzinfo=UTC)
    )


def test_a_period_is_rounded_to_the_hour(app: Flask) -> None:
    """Two requests within an hour mean the same, so their answers can be kept."""
    assert load(app, "/?period=7d").dates == DateRange(start_instant=datetime(2025, 5, 25, 12, tzinfo=UTC))


slugs = st.lists(st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True), max_size=3, unique=True).map(tuple)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).filter(lambda t: t == "" or t.strip())
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ranges = st.tuples(days, days).map(lambda pair: DateRange(min(pair), max(pair))) | st.just(DateRange())
instants = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
queries = st.builds(
    Query,
    text=texts,
    fields=st.lists(st.sampled_from(SEARCH_FIELDS), unique=True).map(tuple),
    outlets=slugs,
    leaders=slugs,
    not_outlets=slugs,
    not_leaders=slugs,
    leader_all=st.booleans(),
    leader_role=st.sampled_from(LeaderRole),
    dates=ranges | instants.map(lambda i: DateRange(start_instant=i)),
    tz=st.sampled_from(("Asia/Jakarta", "Asia/Jayapura", "UTC")),
    sort=st.none() | st.sampled_from((Sort.OLDEST,)),
    page=st.integers(1, 10),
    limit=st.integers(0, 100),
    facets=st.sets(st.sampled_from(FACETS)).map(lambda chosen: tuple(f for f in FACETS if f in chosen)),
    facet_limit=st.integers(1, 100),
    date_interval=st.sampled_from(DateInterval),
    match=st.sampled_from(Match),
    typo=st.booleans(),
    collapse_stories=st.booleans(),
    highlight=st.booleans(),
    snippet_words=st.integers(5, 100),
    explain=st.booleans(),
)


@given(query=queries)
def test_a_query_survives_its_address(app: Flask, query: Query) -> None:
    """Parameters written from a query load as that query."""
    assert load(app, address("/", pairs_of(query))) == query


def test_addresses_leave_defaults_out() -> None:
    """A plain query has no parameters; the default order is not spelt out."""
    assert pairs_of(Query()) == ()
    assert pairs_of(Query("putin", sort=Sort.RELEVANCE)) == (("q", "putin"),)
    assert address("/v1/search", pairs_of(Query("a b&c", outlets=("x", "y")))) == "/v1/search?q=a%20b%26c&outlet=x,y"
    assert urlsplit(address("/", ())).query == ""


def test_hit_fields_are_those_of_the_schema() -> None:
    """`fields=` offers exactly what a hit has, and the echo uses names of parameters."""
    assert set(HIT_FIELDS) == set(HitSchema().fields)
    named = {field.data_key or name for name, field in SearchParameters().fields.items()}
    assert {field.data_key or name for name, field in EchoSchema().fields.items()} <= named
    assert set(Parameters().fields) == {"lang"}
