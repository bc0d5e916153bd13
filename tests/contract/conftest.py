"""Every engine, built from the same articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Changes, Engine, Reader
from search.engines.registry import engine_named
from tests.contract.generated import REFERENCE, Linked

Build = Callable[..., Reader]


def changes(linked: Iterable[Linked], analyzer: Analyzer, **more: object) -> Changes:
    """The changes that add these articles with these links."""
    linked = list(linked)
    links = {x.article.id: x.links for x in linked}
    more.setdefault("link", lambda a: links[a.id])
    articles = (x.article for x in linked)
    return Changes(articles, analyzer=analyzer, reference=REFERENCE, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The default analyzer."""
    return Analyzer()


@pytest.fixture(params=["memory", "whoosh"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    return engine_named(request.param)


@pytest.fixture
def build(engine: Engine, analyzer: Analyzer, tmp_path: Path) -> Build:
    """Build articles with the engine and open the result; `base` = the directory name of an earlier build."""

    def built(linked: Iterable[Linked], name: str = "one", base: str | None = None, **more: object) -> Reader:
        directory = tmp_path / name
        directory.mkdir()
        if base:
            more["base"] = tmp_path / base
        engine.build(directory, changes(linked, analyzer, **more))
        return engine.open(directory, analyzer, 1 << 24)

    return built
