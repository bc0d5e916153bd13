"""`/v1/search`, `/v1/facets/...` and `/v1/suggest` answer as documented."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient


def search(client: FlaskClient, **parameters: str) -> dict:
    """The answer to a search that must succeed."""
    answer = client.get("/v1/search", query_string={name.rstrip("_"): value for name, value in parameters.items()})
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def ids(body: dict) -> list[str]:
    """The ids of the hits."""
    return [hit["id"] for hit in body["hits"]]


def test_finds_ranks_and_marks(client: FlaskClient) -> None:
    """The article about both comes first, its words are marked, and the parts join to the title."""
    body = search(client, q="xi jinping putin")
    first = body["hits"][0]
    assert first["id"] == "bertemu-virtual"
    assert "".join(part["text"] for part in first["highlight"]["title"]) == first["title"]
    assert {"text": "Putin", "match": True} in first["highlight"]["title"]
    assert first["outlet"] == {"id": "sinpo", "name": "SinPo.id"}
    assert {leader["name"] for leader in first["leaders"]} == {"Xi Jinping", "Vladimir Putin"}
    assert first["published_at"] == "2025-01-22T02:08:00+07:00"
    assert first["date_precision"] == "minute"
    assert first["url"] == "https://sinpo.id/detail/1"


def test_answer_has_the_documented_keys(client: FlaskClient) -> None:
    """Nothing is missing from the answer and nothing undocumented is in it; time taken is a header."""
    answer = client.get("/v1/search?q=putin")
    assert list(answer.get_json()) == [
        *("query", "total", "relaxed", "page", "hits", "facets", "suggestion", "date_suggestion"),
        *("warnings", "index", "links"),
    ]
    assert answer.headers["Server-Timing"].startswith("app;dur=")


def test_total_and_paging(client: FlaskClient) -> None:
    """Totals are exact and the same on each page; links lead through all pages without repeats."""
    seen: list[str] = []
    address = "/v1/search?q=panen&limit=7"
    while address:
        body = client.get(address).get_json()
        assert body["total"]["value"] == 30
        assert body["total"]["relation"] == "eq"
        seen += ids(body)
        address = body["links"].get("next")
    assert len(seen) == len(set(seen)) == 30
    assert body["page"] == {"number": 5, "limit": 7, "pages": 5, "next_cursor": None}
    assert parse_qs(urlsplit(body["links"]["previous"]).query)["page"] == ["4"]


def test_cursor_goes_on_where_the_page_ended(client: FlaskClient) -> None:
    """A cursor gives the hits behind the page that had it."""
    first = search(client, q="panen", sort="newest", limit="20")
    second = search(client, q="panen", sort="newest", limit="20", cursor=first["page"]["next_cursor"])
    assert len(set(ids(first) + ids(second))) == 30


def test_limit_zero_gives_facets_only(client: FlaskClient) -> None:
    """`limit=0` counts and sends no hits."""
    body = search(client, q="putin", limit="0", facets="outlet,leader,date")
    assert body["hits"] == []
    assert body["total"]["value"] == 2
    assert {bucket["value"] for bucket in body["facets"]["outlet"]["values"]} == {"sinpo", "kabar-uji"}


def test_facets_are_disjunctive(client: FlaskClient) -> None:
    """A chosen outlet narrows hits, not its own facet."""
    body = search(client, q="putin", outlet="sinpo", facets="outlet,leader")
    counts = {bucket["value"]: (bucket["count"], bucket["selected"]) for bucket in body["facets"]["outlet"]["values"]}
    assert counts == {"sinpo": (1, True), "kabar-uji": (1, False)}
    assert body["total"]["value"] == 1
    assert set(body["facets"]["outlet"]) == {"values", "total_values", "other_count", "missing_count", "truncated"}


def test_date_facet(client: FlaskClient) -> None:
    """Every month of the window has a bar, and the bars sum to the total."""
    body = search(client, q="panen", facets="date", from_="2023", to="2023", date_interval="month")
    facet = body["facets"]["date"]
    assert facet["interval"] == "month"
    assert facet["window"] == {"from": "2023-01-01", "to": "2023-12-31"}
    assert len(facet["buckets"]) == 12
    assert sum(bucket["count"] for bucket in facet["buckets"]) == body["total"]["value"]
    first = facet["buckets"][0]
    assert first["key"] == "2023-01"
    assert (first["from"], first["to"]) == ("2023-01-01", "2023-01-31")


def test_bucket_bounds_are_ready_made_parameters(client: FlaskClient) -> None:
    """Searching with a bar's `from` and `to` finds as many articles as the bar counts."""
    buckets = search(client, q="panen", facets="date", from_="2023", to="2023")["facets"]["date"]["buckets"]
    bar = max(buckets, key=lambda bucket: bucket["count"])
    assert search(client, q="panen", from_=bar["from"], to=bar["to"])["total"]["value"] == bar["count"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"outlet": "sinpo"}, {"bertemu-virtual"}),
        ({"leader": "vladimir-putin"}, {"bertemu-virtual", "kunjungan"}),
        ({"leader": "vladimir-putin,xi-jinping", "leader_op": "all"}, {"bertemu-virtual", "kunjungan"}),
        ({"leader": "xi-jinping", "leader_role": "title"}, {"bertemu-virtual"}),
        ({"q": "putin", "not_outlet": "sinpo"}, {"kunjungan"}),
        ({"q": "putin", "not_leader": "vladimir-putin"}, set()),
        ({"q": "putin", "in": "title"}, {"bertemu-virtual", "kunjungan"}),
        ({"q": "beijing", "from": "2024-05", "to": "2024-05"}, {"kunjungan"}),
        ({"q": "putin", "from": "2024-05-16T08:59:00+07:00", "to": "2024-05-16T02:00:00Z"}, {"kunjungan"}),
        ({"q": "putin", "from": "2025-01-22", "tz": "Asia/Jakarta"}, {"bertemu-virtual"}),
        ({"q": "putin", "from": "2025-01-22", "tz": "UTC"}, set()),
        ({"q": "museum"}, {"tanpa-tanggal"}),
    ],
)
def test_filters(client: FlaskClient, parameters: dict[str, str], expected: set[str]) -> None:
    """Each filter restricts as documented."""
    body = client.get("/v1/search", query_string={"match": "all", **parameters}).get_json()
    assert set(ids(body)) == expected


def test_lists_may_repeat_or_use_commas(client: FlaskClient) -> None:
    """`a,b` and `a` twice mean the same and are echoed alike."""
    commas = client.get("/v1/search?leader=vladimir-putin,xi-jinping").get_json()
    repeats = client.get("/v1/search?leader=vladimir-putin&leader=xi-jinping").get_json()
    assert commas == repeats
    assert commas["query"]["leader"] == ["vladimir-putin", "xi-jinping"]


@pytest.mark.parametrize(("sort", "first"), [("newest", "bertemu-virtual"), ("oldest", "kunjungan")])
def test_sort(client: FlaskClient, sort: str, first: str) -> None:
    """Sorting by date drops scores."""
    body = search(client, q="putin", sort=sort)
    assert ids(body)[0] == first
    assert body["hits"][0]["score"] is None
    assert body["query"]["sort"] == sort


def test_browsing_is_newest_first(client: FlaskClient) -> None:
    """Without words the newest articles come first."""
    body = search(client)
    assert ids(body)[0] == "bertemu-virtual"
    assert body["query"] == {"q": "", "tz": "Asia/Jakarta", "match": "auto", "sort": "newest"}


def test_highlight_forms(client: FlaskClient) -> None:
    """HTML is escaped before it is marked; `none` sends nothing."""
    html = search(client, q="judul jahat", highlight="html")["hits"][0]["highlight"]
    assert "<mark>Judul</mark>" in html["title"]
    assert "<script>" not in html["title"] + html["snippet"]
    assert "&lt;script&gt;" in html["title"]
    assert search(client, q="jahat", highlight="none")["hits"][0]["highlight"] is None


def test_fields_choose_what_a_hit_has(client: FlaskClient) -> None:
    """Only the fields that were asked for are sent, and `links.next` keeps asking for them."""
    body = search(client, q="panen", fields="id,title", limit="5")
    assert all(set(hit) == {"id", "title"} for hit in body["hits"])
    assert parse_qs(urlsplit(body["links"]["next"]).query)["fields"] == ["id,title"]


def test_explain_gives_the_parts_of_a_score(client: FlaskClient) -> None:
    """`explain=1` names the parts; without it there is no such key."""
    explained = search(client, q="putin", explain="1")["hits"][0]
    assert {"name", "value", "detail"} == set(explained["explain"][0])
    assert "explain" not in search(client, q="putin")["hits"][0]


def test_collapse_and_snippet_words(client: FlaskClient) -> None:
    """One hit per story, and snippets of the asked length."""
    body = search(client, q="presiden", collapse="story", snippet_words="5")
    assert body["query"]["collapse"] == "story"
    assert all(len("".join(p["text"] for p in hit["highlight"]["snippet"]).split()) <= 12 for hit in body["hits"])


def test_one_hit_per_story(client: FlaskClient) -> None:
    """Agency copies are one hit that says who else carries the story; facets still count articles."""
    body = search(client, q="gempa tsunami", collapse="story", facets="outlet")
    assert body["total"]["value"] == 1
    assert body["hits"][0]["duplicates"]["count"] == 1
    named = {body["hits"][0]["outlet"]["name"], *(o["name"] for o in body["hits"][0]["duplicates"]["outlets"])}
    assert named == {"Harian Uji", "Kantor Uji"}
    assert sum(bucket["count"] for bucket in body["facets"]["outlet"]["values"]) == 2
    assert search(client, q="gempa tsunami")["total"]["value"] == 2


def test_period_counts_back_from_now(client: FlaskClient) -> None:
    """`period` becomes an instant on the hour; old articles are out."""
    body = search(client, q="putin", period="24h", match="all")
    assert body["total"]["value"] == 0
    assert body["query"]["from"].endswith(":00:00Z")


def test_unknown_outlet_is_a_warning_with_the_nearest(client: FlaskClient) -> None:
    """An unknown id finds nothing, and says so in the language asked for."""
    body = search(client, outlet="sinpoo")
    assert body["total"]["value"] == 0
    assert body["warnings"][0]["code"] == "unknown_outlet"
    assert body["warnings"][0]["value"] == "sinpoo"
    assert "sinpo" in body["warnings"][0]["nearest"]
    assert body["warnings"][0]["detail"].startswith("Media “sinpoo” tidak dikenal.")
    assert search(client, outlet="sinpoo", lang="en")["warnings"][0]["detail"].startswith("There is no outlet")


@pytest.mark.parametrize("typed", ['"putin', "putin)", "putin ATAU", "(((putin", "judul:", "p*", "-", "*", "ATAU"])
def test_what_people_type_is_never_an_error(client: FlaskClient, typed: str) -> None:
    """Broken syntax is read as well as it goes."""
    assert "total" in search(client, q=typed)


def test_unbalanced_quote_is_said(client: FlaskClient) -> None:
    """The reader learns how the query was read."""
    assert [w["code"] for w in search(client, q='"putin')["warnings"]] == ["unbalanced_quote"]


def test_typo_is_offered_and_can_be_switched_off(client: FlaskClient) -> None:
    """A misspelt word is corrected when nothing was found, and that is said with a link."""
    body = search(client, q="petaani")
    assert body["suggestion"]["text"] == "petani"
    assert body["suggestion"]["applied"] is True
    assert body["suggestion"]["link"] == "/v1/search?q=petani"
    assert search(client, q="petaani", typo="off")["suggestion"] is None


def test_a_time_in_words_is_offered_not_applied(client: FlaskClient) -> None:
    """`mei 2024` is offered as a filter."""
    offered = search(client, q="putin mei 2024")["date_suggestion"]
    assert (offered["text"], offered["from"], offered["to"], offered["applied"]) == (
        *("putin", "2024-05-01", "2024-05-31"),
        False,
    )
    assert ids(client.get(offered["link"]).get_json()) == ["kunjungan"]


def test_old_ids_and_qids_redirect(client: FlaskClient) -> None:
    """A QID is answered with the canonical address, other parameters kept."""
    answer = client.get("/v1/search?q=putin&leader=Q7747")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/v1/search?q=putin&leader=vladimir-putin"
    assert client.get("/v1/search?not_leader=Q7747").headers["Location"] == "/v1/search?not_leader=vladimir-putin"


def test_self_link_gives_the_same_answer(client: FlaskClient) -> None:
    """`links.self` is canonical: it answers with the same body."""
    body = client.get("/v1/search?facets=date,outlet&q=putin&limit=10&page=1").get_json()
    assert client.get(body["links"]["self"]).get_json() == body


def test_search_inside_a_facet(client: FlaskClient) -> None:
    """Values whose label has a word with the prefix, counted under the filters."""
    values = client.get("/v1/facets/leader?prefix=put&q=putin").get_json()["values"]
    assert [(v["value"], v["count"]) for v in values] == [("vladimir-putin", 2)]
    values = client.get("/v1/facets/outlet?prefix=sin").get_json()["values"]
    assert [v["label"] for v in values] == ["SinPo.id"]
    assert client.get("/v1/facets/date").status_code == 404


def test_suggest(client: FlaskClient) -> None:
    """Leaders are completed with their ids and counts."""
    completions = client.get("/v1/suggest?q=vlad").get_json()["completions"]
    assert {"kind": "leader", "text": "Vladimir Putin", "id": "vladimir-putin", "count": 2} in completions
