"""Terms for corrections: the same whatever is kept, and what is kept stays within its bound."""

from __future__ import annotations

import tracemalloc

import pytest

from search.analysis import Analyzer
from search.engines.base import Changes, Reader
from search.engines.registry import engine_named
from search.model import Article
from search.service.vocabulary import Vocabulary

BOUND = 1 << 20


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Two articles of many words, most of them with few first letters."""
    place, engine = tmp_path_factory.mktemp("vocabulary"), engine_named("whoosh")
    words = [f"{'abcdefghij'[n % 10]}kata{n:x}" for n in range(30_000)]
    articles = [Article("a1", "akata0 judul", (" ".join(words),)), Article("a2", "judul", ("akata0 gempa",))]
    engine.build(place, Changes(articles, analyzer=Analyzer()))
    return engine.open(place, Analyzer(), 0)


def test_terms_of_a_letter(reader: Reader) -> None:
    """Titles and bodies, each term once, with the larger of its two numbers."""
    vocabulary = Vocabulary(reader, BOUND)
    assert set(vocabulary.terms("j")) > {("judul", 2)}
    assert dict(vocabulary.terms("a"))["akata0"] == 2
    assert all(term.startswith("a") for term, _ in vocabulary.terms("a"))
    assert vocabulary.terms("z") == []


def test_a_letter_is_read_once(reader: Reader) -> None:
    """What is kept is given again, and without a cache it is read again."""
    kept, unkept = Vocabulary(reader, BOUND), Vocabulary(reader, 0)
    assert kept.terms("a") is kept.terms("a")
    assert unkept.terms("a") is not unkept.terms("a")
    assert unkept.terms("a") == kept.terms("a")


def test_memory_stays_within_its_bound(reader: Reader) -> None:
    """Whatever letters are asked for; without a bound these take four times as much."""
    vocabulary = Vocabulary(reader, BOUND)
    list(map(vocabulary.terms, "ab"))
    tracemalloc.start()
    try:
        list(map(vocabulary.terms, "abcdefghij"))
        used, _ = tracemalloc.get_traced_memory()
        assert used < BOUND
        kept = list(map(vocabulary.terms, "abcdefghij"))
        assert tracemalloc.get_traced_memory()[0] > 3 * BOUND
        assert sum(map(len, kept)) > 30_000
    finally:
        tracemalloc.stop()
