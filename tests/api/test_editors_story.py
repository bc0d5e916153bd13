"""An editor's story, over HTTP: an alias is added and links made anew while readers search; the facet counts more."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from api import create_app
from search import Settings
from search.corpus import read_articles
from search.engines.registry import engine_named
from search.entities import editing
from search.errors import DataFileError
from search.generations import Collection
from search.rebuild import Builder

ARTICLES = """\
{"id": "a", "title": "Xi bertemu Putin", "body": "Presiden Xi Jinping menerima Presiden Vladimir Putin.", "outlet": "Kabar Uji"}
{"id": "b", "title": "Tamu dari Beijing", "body": "Sang Juru Damai Beijing tiba di Jakarta untuk berunding.", "outlet": "Kabar Uji"}
"""
QUERY = "/v1/search?facets=leader&leader=xi-jinping"


def test_an_alias_reaches_the_facet_without_a_restart_or_a_failed_request(tmp_path: Path) -> None:
    """Add an alias, check, relink: the running service counts one article more; no request fails meanwhile."""
    source = tmp_path / "articles.jsonl"
    source.write_text(ARTICLES, "utf-8")
    file = tmp_path / "pemimpin.jsonl"
    collection = Collection(tmp_path / "indexes", "berita")
    builder = Builder(collection, engine_named("whoosh"), leaders=file)
    Builder(collection, engine_named("whoosh")).rebuild(read_articles([source]))
    app = create_app(Settings(indexes=tmp_path / "indexes"))

    def count() -> int:
        answer = app.test_client().get(QUERY)
        assert answer.status_code == 200
        facet = answer.get_json()["facets"]["leader"]["values"]
        return next(bucket["count"] for bucket in facet if bucket["value"] == "xi-jinping")

    assert count() == 1
    done = threading.Event()
    statuses: list[int] = []

    def read() -> None:
        while not done.is_set() and len(statuses) < 20_000:
            statuses.append(app.test_client().get(QUERY).status_code)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        editing.add(file, editing.LeaderChange("xi-jinping", aliases=("Juru Damai Beijing",)))
        assert not editing.check(file).errors
        builder.relink()
        assert count() == 2
    finally:
        done.set()
        reader.join()
    assert set(statuses) == {200}


def test_a_malformed_file_leaves_the_old_links(tmp_path: Path) -> None:
    """A bad row of the operator's file is named; nothing is published."""
    source = tmp_path / "articles.jsonl"
    source.write_text(ARTICLES, "utf-8")
    file = tmp_path / "pemimpin.jsonl"
    file.write_text('{"id": "xi-jinping", "aliases": "bukan daftar"}\n', "utf-8")
    collection = Collection(tmp_path / "indexes", "berita")
    Builder(collection, engine_named("whoosh")).rebuild(read_articles([source]))
    before = collection.current()
    with pytest.raises(DataFileError, match=r"pemimpin\.jsonl:1: aliases"):
        Builder(collection, engine_named("whoosh"), leaders=file).relink()
    assert collection.current() == before
