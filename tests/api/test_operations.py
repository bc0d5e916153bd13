"""`/v1/stats`, health, and `/v1/analyze` behind its setting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from api import create_app
from search import Article, Settings
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder


def test_stats(client: FlaskClient) -> None:
    """Figures of the published generation."""
    body = client.get("/v1/stats").get_json()
    assert (body["collection"], body["documents"], body["undated"]) == ("berita", 38, 1)
    assert (body["first_day"], body["last_day"]) == ("2022-08-01", "2025-01-22")
    assert body["generation"] == client.get("/readyz").get_json()["generation"]


def test_health_is_never_kept(client: FlaskClient) -> None:
    """Health says how things are now."""
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert answer.get_json()["status"] == "ok", path
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_damaged_generation_is_told(tmp_path: Path) -> None:
    """When an older generation stands in for a damaged one, readiness says `degraded` and searching goes on."""
    collection = Collection(tmp_path, "berita")
    builder = Builder(collection, engine_named("whoosh"))
    one = Article(id="satu", title="Satu", body=("Rembulan.",), source="uji:1")
    older = builder.rebuild([one])
    newer = builder.add([replace(one, id="dua")])
    assert older.generation != newer.generation
    manifest = collection.path(newer.generation) / "MANIFEST.json"
    manifest.write_text("{", "utf-8")
    client = create_app(Settings(indexes=tmp_path)).test_client()
    body = client.get("/readyz").get_json()
    assert (body["status"], body["generation"]) == ("degraded", older.generation)
    assert client.get("/v1/search?q=rembulan").get_json()["total"]["value"] == 1


def test_analyze_shows_tokens(client: FlaskClient) -> None:
    """Positions, offsets and both streams of a text."""
    tokens = client.get("/v1/analyze?text=mempererat+kerja").get_json()["tokens"]
    assert [(t["position"], t["start"], t["end"]) for t in tokens] == [(0, 0, 10), (1, 11, 16)]
    assert tokens[0]["exact"] == ["mempererat"]
    assert tokens[0]["stem"] != tokens[0]["exact"]
    assert client.get("/v1/analyze").get_json()["errors"][0]["code"] == "missing"


def test_analyze_is_off_by_default(test_settings: Settings) -> None:
    """Without the setting there is no such route, and no word of it in the reference."""
    client = create_app(replace(test_settings, analyze_route=False)).test_client()
    assert client.get("/v1/analyze?text=a").status_code == 404
    assert "/v1/analyze" not in client.get("/openapi.json").get_json()["paths"]
