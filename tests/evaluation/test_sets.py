"""Judged sets are read whole; what is wrong in them is named by file and line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from search.errors import DataFileError
from search.evaluation import read_set


def test_a_set_is_read(folder: Path) -> None:
    """Queries in file order with their grades above 0; a query without judgements is left out."""
    judged = read_set(folder)
    assert (judged.name, judged.corpus) == ("berita", (folder / "corpus.jsonl",))
    assert [(q.id, q.text, dict(q.relevant)) for q in judged.queries] == [
        ("1", "gempa ambon", {"gempa": 2.0, "banjir": 1.0}),
        ("2", "sidang", {"sidang": 1.0}),
    ]


def test_a_compressed_corpus(folder: Path) -> None:
    """corpus.jsonl.gz will do."""
    plain = folder / "corpus.jsonl"
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    assert read_set(folder).corpus == (folder / "corpus.jsonl.gz",)


def test_articles_elsewhere(folder: Path) -> None:
    """Named files hold over the set's own."""
    assert read_set(folder, [folder.parent]).corpus == (folder.parent,)


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("queries.jsonl", '{"_id": "1", "text": "a"}\n\n{"_id": "2"}\n', "queries.jsonl:3: is no query"),
        ("queries.jsonl", "[]\n", "queries.jsonl:1: is no query"),
        ("queries.jsonl", "no json\n", "queries.jsonl:1: is no query"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\n1\tgempa\n", "qrels.tsv:2: is no judgement"),
        ("qrels.tsv", "1\tgempa\tbaik\n", "qrels.tsv:1: is no judgement"),
    ],
)
def test_a_bad_row_is_named(folder: Path, name: str, text: str, where: str) -> None:
    """File, line, and what to write instead."""
    (folder / name).write_text(text)
    with pytest.raises(DataFileError) as caught:
        read_set(folder)
    assert where in str(caught.value)
    assert "; write" in str(caught.value)


def test_a_file_that_is_missing_or_no_text(folder: Path) -> None:
    """The file is named."""
    (folder / "queries.jsonl").write_bytes(b"\xff\xfe\n")
    with pytest.raises(DataFileError, match=r"queries\.jsonl.*UTF-8"):
        read_set(folder)
    (folder / "qrels.tsv").unlink()
    with pytest.raises(DataFileError, match=r"qrels\.tsv"):
        read_set(folder)


def test_a_folder_without_articles(folder: Path) -> None:
    """It is named, with what to do."""
    (folder / "corpus.jsonl").unlink()
    with pytest.raises(DataFileError, match="--corpus"):
        read_set(folder)
