"""An index that answers wrongly is not published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Changes
from search.engines.registry import engine_named
from search.errors import BuildError
from search.model import Article
from search.rebuild.check import check_index

Make = Callable[..., Article]


@pytest.fixture
def directory(tmp_path: Path, make: Make) -> Path:
    """An index of two articles."""
    engine_named("memory").build(tmp_path, Changes(articles=[make("a"), make("b")], analyzer=Analyzer()))
    return tmp_path


def check(directory: Path, documents: int, *expected: Article) -> None:
    check_index(engine_named("memory"), directory, Analyzer(), documents, expected)


def test_fit(directory: Path, make: Make) -> None:
    """The right number of articles, and the expected ones among them, pass."""
    check(directory, 2, make("a"), make("b"))
    check(directory, 2)


def test_wrong_count(directory: Path) -> None:
    """A wrong number of articles is told."""
    with pytest.raises(BuildError, match="2 articles, not 3"):
        check(directory, 3)


def test_missing_article(directory: Path, make: Make) -> None:
    """An article that cannot be fetched is named."""
    with pytest.raises(BuildError, match="'c' cannot be fetched"):
        check(directory, 2, make("c"))


def test_other_content(directory: Path, make: Make) -> None:
    """An article that is stored otherwise than it was read is named."""
    with pytest.raises(BuildError, match="'a' cannot be fetched"):
        check(directory, 2, make("a", "lain"))


def test_article_without_words(tmp_path: Path, make: Make) -> None:
    """An article that has no word to look for passes by being there."""
    article = make("a", "!", "?")
    engine_named("memory").build(tmp_path, Changes(articles=[article], analyzer=Analyzer()))
    check(tmp_path, 1, article)
