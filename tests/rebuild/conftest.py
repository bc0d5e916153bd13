"""A collection, a builder, and articles made of a few words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from search.engines.registry import engine_named
from search.generations import Collection
from search.model import Article, DatePrecision
from search.rebuild import Builder

Make = Callable[..., Article]


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """An empty collection."""
    return Collection(tmp_path, "berita")


@pytest.fixture
def builder(collection: Collection) -> Builder:
    """A builder on the engine that is used; that engines agree is the contract suite's to show."""
    return Builder(collection, engine_named("whoosh"))


@pytest.fixture
def make() -> Make:
    """Articles by id, each with words of its own."""

    def article(id: str, title: str = "", body: str = "Presiden membuka sidang.", **fields: object) -> Article:
        return Article(
            id=id,
            title=title or f"Berita {id}",
            body=(body,),
            published=datetime(2025, 1, 22, tzinfo=UTC),
            date_precision=DatePrecision.DAY,
            source=f"articles.jsonl:{id}",
            **fields,  # type: ignore[arg-type]
        )

    return article
