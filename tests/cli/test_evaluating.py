"""`telisik evaluate`: fixed keys for machines, a table for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Telisik = Callable[..., Any]
SET_KEYS = ["name", "queries", "ndcg@10", "mrr@10", "recall@100", "zero_hits", "ms_p50", "ms_p95"]


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """A set of two articles and two queries, of which one asks for a word that stands nowhere."""
    folder = tmp_path / "berita"
    folder.mkdir()
    texts = {"a": "Gempa mengguncang Ambon.", "b": "Presiden membuka sidang."}
    corpus = [{"_id": id, "title": "", "text": text} for id, text in texts.items()]
    queries = [{"_id": "1", "text": "gempa ambon"}, {"_id": "2", "text": "qwertz"}]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in corpus))
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in queries))
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t1\n")
    return folder


def test_for_machines(telisik: Telisik, judged: Path) -> None:
    """Half of the queries find their article at once; the default mode is measured beside."""
    record = telisik("evaluate", judged, "--json").json
    assert list(record) == ["sets", "macro_ndcg@10", "auto"]
    assert list(record["sets"][0]) == SET_KEYS
    assert (record["sets"][0]["name"], record["sets"][0]["queries"]) == ("berita", 2)
    assert record["macro_ndcg@10"] == record["auto"]["macro_ndcg@10"] == 0.5
    assert record["sets"][0]["zero_hits"] == 0.5


def test_compared(telisik: Telisik, judged: Path) -> None:
    """Other engines are measured on the same articles and queries."""
    record = telisik("evaluate", judged, "--compare", "--queries", "1", "--json").json
    assert "fts5" in record["peers"]
    assert all(peer["macro_ndcg@10"] == 1.0 for peer in record["peers"].values())


def test_only_these_peers(telisik: Telisik, judged: Path) -> None:
    """A peer may be named alone; the others are not run."""
    record = telisik("evaluate", judged, "--peer", "fts5", "--json").json
    assert list(record["peers"]) == ["fts5"]
    assert list(record["peers"]["fts5"]["sets"][0]) == SET_KEYS


def test_a_peer_that_is_not_installed(telisik: Telisik, judged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named at once, with the extra that brings it."""
    monkeypatch.setitem(sys.modules, "tantivy", None)
    result = telisik("evaluate", judged, "--compare")
    assert (result.code, "telisik[bench]" in result.err, result.out) == (64, True, "")


def test_match_is_chosen(telisik: Telisik, judged: Path) -> None:
    """The main figures are those of --match; `auto` stays beside."""
    record = telisik("evaluate", judged, "--match", "all", "--json").json
    assert record["macro_ndcg@10"] == 0.5
    assert telisik("evaluate", judged, "--match", "auto", "--json").json["auto"]["macro_ndcg@10"] == 0.5


def test_articles_that_lie_elsewhere(telisik: Telisik, judged: Path, tmp_path: Path) -> None:
    """A set of queries and judgements alone is measured over the articles that are named."""
    (judged / "corpus.jsonl").rename(tmp_path / "articles.jsonl")
    assert telisik("evaluate", judged).code == 3
    record = telisik("evaluate", judged, "--corpus", tmp_path / "articles.jsonl", "--json").json
    assert record["macro_ndcg@10"] == 0.5


def test_table(telisik: Telisik, judged: Path) -> None:
    """People get a table with a row for each set and mode."""
    out = telisik("evaluate", judged).out
    assert [line.split("  ")[0] for line in out.splitlines()[1:]] == ["telisik, match=any"] * 2 + [
        "telisik, match=auto"
    ] * 2


def test_not_a_set(telisik: Telisik, tmp_path: Path) -> None:
    """A folder without a corpus is named."""
    result = telisik("evaluate", tmp_path)
    assert (result.code, "corpus.jsonl" in result.err) == (3, True)
