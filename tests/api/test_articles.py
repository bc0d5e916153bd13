"""`/v1/articles/{id}` and its related articles."""

from __future__ import annotations

from urllib.parse import quote

from flask.testing import FlaskClient


def test_a_whole_article(client: FlaskClient) -> None:
    """Everything that is known, and where its leaders are named."""
    body = client.get("/v1/articles/bertemu-virtual").get_json()
    assert body["title"] == "Presiden Xi Jinping dan Vladimir Putin Bertemu Virtual"
    assert len(body["body"]) == 2
    assert body["authors"] == ["Tim Redaksi"]
    assert body["outlet"] == {"id": "sinpo", "name": "SinPo.id"}
    link = next(link for link in body["mentions"] if link["leader"] == "vladimir-putin")
    assert link["in_title"] is True
    texts = {"title": body["title"], "caption": body["caption"], "body": "\n".join(body["body"])}
    surfaces = {texts[m["field"]][m["start"] : m["end"]] for m in link["mentions"]}
    assert "Vladimir Putin" in surfaces
    assert body["links"] == {
        "self": "/v1/articles/bertemu-virtual",
        "html": "/artikel/bertemu-virtual",
        "related": "/v1/articles/bertemu-virtual/related",
    }


def test_an_undated_article_has_no_invented_date(client: FlaskClient) -> None:
    """No date is null, with precision `none`."""
    body = client.get("/v1/articles/tanpa-tanggal").get_json()
    assert (body["published_at"], body["date_precision"]) == (None, "none")


def test_any_id_can_be_an_address(client: FlaskClient) -> None:
    """Slashes, blanks and letters of any script are percent-encoded; the links of the answer work."""
    id = "kabar/aneh 1&x=ü"
    body = client.get(f"/v1/articles/{quote(id, safe='')}").get_json()
    assert body["id"] == id
    for link in body["links"].values():
        assert client.get(link).status_code == 200, link
    hit = client.get("/v1/search?q=alamat+aneh").get_json()["hits"][0]
    assert hit["links"]["self"] == body["links"]["self"]


def test_only_web_addresses_become_links(client: FlaskClient) -> None:
    """A `javascript:` URL is null."""
    assert client.get("/v1/articles/jahat").get_json()["url"] is None


def test_related(client: FlaskClient) -> None:
    """The other article about both leaders is related; the article itself never is."""
    hits = client.get("/v1/articles/bertemu-virtual/related?limit=3").get_json()["hits"]
    assert hits[0]["id"] == "kunjungan"
    assert "bertemu-virtual" not in {hit["id"] for hit in hits}
    assert len(hits) <= 3
