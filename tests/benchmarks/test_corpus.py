"""The measured corpus: the same for everybody, and read back as it was drawn."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from search.analysis import Analyzer
from tests.benchmarks.article_file import ArticleFile, line_of
from tests.benchmarks.corpus import TYPES, Corpus, leader_names, pseudo_word
from tests.benchmarks.named import NamesInText, outlet_alone
from tests.benchmarks.peers import documents
from tests.benchmarks.prepared import Prepared

MADE = list(Corpus(400))


def test_a_larger_corpus_begins_with_the_smaller() -> None:
    """Article n is a function of n alone."""
    assert [made.article for made in MADE[:20]] == list(Corpus(20).articles())
    assert Corpus(5_000).made(399) == MADE[399]


def test_words_are_told_apart_by_their_numbers() -> None:
    """No two numbers give one word, so no leader's name is a word of the vocabulary."""
    vocabulary = {pseudo_word(number) for number in range(TYPES)}
    assert len(vocabulary) == TYPES
    assert vocabulary.isdisjoint(word.lower() for name in leader_names() for word in name.split())


def test_links_are_found_again_in_the_text() -> None:
    """The scan for names gives exactly the links of construction."""
    scan = NamesInText()
    assert [scan(made.article) for made in MADE] == [made.links for made in MADE]
    assert any(made.links.leaders for made in MADE)


@pytest.mark.parametrize("name", ["articles.jsonl", "articles.jsonl.gz"])
def test_a_file_gives_back_what_was_written(tmp_path: Path, name: str) -> None:
    """Drawn articles and those of a file are the same, compressed or not."""
    articles = [made.article for made in MADE[:50]]
    file = ArticleFile(tmp_path / name)
    if name.endswith(".gz"):
        file.path.write_bytes(gzip.compress("".join(map(line_of, articles)).encode()))
    else:
        file.write(articles)
    assert list(file) == articles
    assert list(tmp_path.iterdir()) == [file.path]


def test_peers_documents_come_back_from_disk(tmp_path: Path) -> None:
    """What was prepared for the peers is read back as it was."""
    articles, analyzer = [made.article for made in MADE], Analyzer()
    expected = list(documents(articles, outlet_alone, analyzer))
    prepared = Prepared(tmp_path / "documents")
    prepared.write(expected)
    assert [list(prepared), list(prepared)] == [expected, expected]
