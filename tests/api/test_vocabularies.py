"""`/v1/outlets`, `/v1/leaders` and `/v1/leaders/{id}`."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_outlets(client: FlaskClient) -> None:
    """All outlets with articles, by count, then name."""
    values = client.get("/v1/outlets").get_json()["values"]
    assert values[0]["id"] == "kabar-uji"
    assert values[0]["count"] == 33
    assert [(-v["count"], v["name"]) for v in values] == sorted((-v["count"], v["name"]) for v in values)


def test_leaders(client: FlaskClient) -> None:
    """Both leaders of the test articles, with their country."""
    values = {v["id"]: v for v in client.get("/v1/leaders").get_json()["values"]}
    assert values["vladimir-putin"]["count"] == 2
    assert values["vladimir-putin"]["country"] == "Rusia"


def test_one_leader(client: FlaskClient) -> None:
    """Offices, months, company and newest articles."""
    body = client.get("/v1/leaders/vladimir-putin").get_json()
    assert body["leader"]["name"] == "Vladimir Putin"
    assert body["qid"] == "Q7747"
    assert body["timeline"] == [{"month": "2024-05", "count": 1}, {"month": "2025-01", "count": 1}]
    assert body["named_with"][0]["id"] == "xi-jinping"
    assert [hit["id"] for hit in body["newest"]] == ["bertemu-virtual", "kunjungan"]
    assert any("Presiden" in office["title"] for office in body["offices"])


def test_a_qid_redirects(client: FlaskClient) -> None:
    """The old address leads to the new one, parameters kept."""
    answer = client.get("/v1/leaders/Q7747?lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/v1/leaders/vladimir-putin?lang=en")
    assert client.get("/tokoh/Q7747").headers["Location"] == "/tokoh/vladimir-putin"
