"""What the oracle does besides the contract: its files, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Changes
from search.engines.memory_engine import MemoryEngine
from search.errors import BuildError, CorruptGenerationError
from search.model import Article

ARTICLES = [Article("a", "Judul", ("Isi pertama.",)), Article("b", "Lain", ("Isi kedua.",))]


@pytest.mark.parametrize(
    ("name", "text"),
    [("entries.jsonl", ""), ("entries.jsonl", "[\n"), ("meta.json", "{}"), ("meta.json", "[]"), ("meta.json", None)],
)
def test_damage_is_named(tmp_path: Path, name: str, text: str | None) -> None:
    """Too few entries, broken lines, a missing file."""
    engine = MemoryEngine()
    engine.build(tmp_path, Changes(ARTICLES, analyzer=Analyzer()))
    (tmp_path / name).unlink()
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(CorruptGenerationError, match="Rebuild the collection"):
        engine.open(tmp_path, Analyzer(), 0)


def test_a_build_that_cannot_write_says_so(tmp_path: Path) -> None:
    """No directory to write to."""
    with pytest.raises(BuildError, match="No such file"):
        MemoryEngine().build(tmp_path / "none", Changes(ARTICLES, analyzer=Analyzer()))


def test_superseded_articles_are_left_out(tmp_path: Path) -> None:
    """What a later record replaces is never written."""
    engine = MemoryEngine()
    report = engine.build(tmp_path, Changes(ARTICLES, analyzer=Analyzer(), superseded=lambda: {0}))
    reader = engine.open(tmp_path, Analyzer(), 0)
    assert (report.documents, [article.id for article, _ in reader.articles()]) == (1, ["b"])
    assert reader.stats().first_day is None
    reader.close()
