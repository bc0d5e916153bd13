"""Relevance is a number with a floor: nDCG@10 of the judged queries over `seeds/`, by the whole path from files to hits.

When ranking improves, raise the floor to 0.01 under what is measured; when a change costs more, the failure names the
queries that answer worst.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from search import Match, Query, SearchService, Settings, open_service
from search.corpus.reading import read_articles
from search.engines.registry import engine_named
from search.evaluation.measures import ndcg
from search.generations import Collection
from search.rebuild import Builder

HERE = Path(__file__).parent
DEPTH = 10
STORIES = [
    ("habibie wafat rspad", 2),
    ("pemilu serentak lima surat suara", 2),
    ("kasus pertama virus corona depok", 2),
    ("biden pennsylvania 270", 1),
    ("kapal selam nanggala", 1),
    ("pesawat sriwijaya pontianak", 1),
    ('"operasi militer khusus"', 1),
]
FLOORS = {Match.AUTO: 0.957, Match.ANY: 0.951}


@pytest.fixture(scope="module")
def service(root: Path, tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    """A service over a fresh index of the seeds."""
    indexes = tmp_path_factory.mktemp("indexes")
    Builder(Collection(indexes, "seeds"), engine_named("whoosh")).rebuild(read_articles([root / "seeds"]))
    return open_service(Settings(indexes=indexes, collection="seeds"))


@pytest.fixture(scope="module")
def queries() -> dict[str, str]:
    """The texts of the queries by id."""
    lines = (HERE / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["_id"]: record["text"] for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def judgements() -> dict[str, dict[str, float]]:
    """Grades by query and article."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    with (HERE / "qrels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["query-id"]][row["corpus-id"]] = float(row["score"])
    return found


def _found(service: SearchService, text: str, match: Match) -> list[str]:
    page = service.search(Query(text, match=match, limit=DEPTH, highlight=False))
    return [hit.article.id for hit in page.hits]


@pytest.mark.parametrize("match", FLOORS)
def test_ndcg_stays_above_its_floor(
    service: SearchService, queries: dict[str, str], judgements: dict[str, dict[str, float]], match: Match
) -> None:
    """The mean over all queries does not fall; the message lists the ten worst."""
    scores = {query: ndcg(_found(service, text, match), judgements[query], DEPTH) for query, text in queries.items()}
    mean = sum(scores.values()) / len(scores)
    worst = sorted(scores, key=lambda query: scores[query])[:10]
    listed = "\n".join(f"  {scores[query]:.3f} {query} {queries[query]}" for query in worst)
    assert mean >= FLOORS[match], f"nDCG@{DEPTH} is {mean:.4f} with match={match}; worst:\n{listed}"


@pytest.mark.parametrize(("text", "copies"), STORIES)
def test_agency_copies_are_one_story(service: SearchService, text: str, copies: int) -> None:
    """What other outlets printed from the agency is one hit with its copies counted."""
    page = service.search(Query(text, match=Match.ALL, collapse_stories=True))
    counts = [hit.duplicates.count for hit in page.hits if hit.duplicates]
    assert counts == [copies]


def test_places_named_after_people_are_not_these_people(service: SearchService) -> None:
    """`tokoh:` finds no article that only names the airport or the stadium."""
    soekarno = {hit.article.id for hit in service.search(Query('tokoh:"Soekarno"', limit=100)).hits}
    assert "gt-harlah-pancasila" in soekarno
    assert not soekarno & {"pa-kpk-tangkap-edhy", "ns-soekarno-hatta-bandara", "wn-wni-ukraina"}
