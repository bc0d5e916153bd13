"""The judged queries are whole: every judged article is in `seeds/`, every query has a best answer and a reason."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from search.corpus.reading import read_articles
from search.model import Article

HERE = Path(__file__).parent
GRADES = (1, 2, 3)


@pytest.fixture(scope="module")
def queries() -> dict[str, dict[str, str]]:
    """The queries by id."""
    lines = (HERE / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["_id"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def judgements() -> dict[str, dict[str, int]]:
    """Grades by query and article."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with (HERE / "qrels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            assert row["corpus-id"] not in found[row["query-id"]], row
            found[row["query-id"]][row["corpus-id"]] = int(row["score"])
    return found


def test_every_judged_article_is_in_the_seeds(root: Path, judgements: dict[str, dict[str, int]]) -> None:
    """No judgement is about an article that is gone or has another id."""
    known = {found.id for found in read_articles([root / "seeds"]) if isinstance(found, Article)}
    assert {article for judged in judgements.values() for article in judged} <= known


def test_every_query_is_judged(queries: dict[str, dict[str, str]], judgements: dict[str, dict[str, int]]) -> None:
    """There are at least seventy queries, and the judged ones are exactly these."""
    assert len(queries) >= 70
    assert set(queries) == set(judgements)


def test_grades_are_of_the_scale(judgements: dict[str, dict[str, int]]) -> None:
    """Grades are 1 (touches it), 2 (about it) or 3 (what is wanted), and every query has at least a 2."""
    assert all(grade in GRADES for judged in judgements.values() for grade in judged.values())
    assert all(max(judged.values()) >= 2 for judged in judgements.values())


def test_every_query_says_what_it_shows(queries: dict[str, dict[str, str]]) -> None:
    """Texts differ, and each has its reason."""
    texts = [record["text"] for record in queries.values()]
    assert len(set(texts)) == len(texts)
    assert all(record["why"].strip() for record in queries.values())
