"""A judged set of three articles, written as BEIR lays them out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXTS = {
    "gempa": "Gempa mengguncang Ambon pada pagi hari.",
    "sidang": "Presiden membuka sidang kabinet.",
    "banjir": "Banjir merendam kota, gempa terasa sampai malam.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the set."""
    place = tmp_path / "berita"
    place.mkdir()
    corpus = [{"_id": id, "title": "", "text": text} for id, text in TEXTS.items()]
    queries = [("1", "gempa ambon"), ("2", "sidang"), ("3", "tidak dinilai")]
    (place / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in corpus), "utf-8")
    (place / "queries.jsonl").write_text(
        "".join(json.dumps({"_id": id, "text": text}) + "\n" for id, text in queries), "utf-8"
    )
    (place / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\tgempa\t2\n1\tbanjir\t1\n2\tsidang\t1\n2\tbanjir\t0\n"
    )
    return place
