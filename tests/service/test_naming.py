"""Names that readers type, and names that they see."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from search import NoticeCode, Query, SearchService
from search.analysis import Analyzer
from search.engines.base import Changes
from search.engines.memory_engine import MemoryEngine
from search.entities.gazetteer import load_gazetteer
from search.entities.outlets import load_outlets
from search.model import Bucket, LeaderLink, Links, Named
from search.service.naming import Naming
from tests.service.conftest import article


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('tokoh:"Vladimir Putin" samudra', {"s1", "s2", "s4"}),
        ("tokoh:putin samudra", {"s1", "s2", "s4"}),
        ("tokoh:xi samudra", {"s1", "s3"}),
        ('media:"Harian Uji" kapulaga', {"k2", "k4"}),
        ("media:uji kapulaga", {"k1", "k2", "k3", "k4", "k6"}),
        ("kapulaga -media:uji", {"k5"}),
    ],
)
def test_names_inside_a_query(service: SearchService, text: str, found: set[str]) -> None:
    """A whole name, or any of its words, means all with articles that are called so."""
    assert {hit.article.id for hit in service.search(Query(text)).hits} == found


@pytest.mark.parametrize(
    ("text", "code"),
    [("tokoh:xyzzy", NoticeCode.UNKNOWN_LEADER), ("media:xyzzy", NoticeCode.UNKNOWN_OUTLET)],
)
def test_a_name_that_nobody_has(service: SearchService, text: str, code: NoticeCode) -> None:
    """It finds nothing, and that is said."""
    page = service.search(Query(text))
    assert page.total == 0
    assert code in [notice.code for notice in page.warnings]


@pytest.fixture
def naming(tmp_path: Path) -> Naming:
    """Names over an index whose links know an outlet and a leader that no table has."""
    links = Links("hilang", (LeaderLink("tak-dikenal", (), False, False, 1),))
    engine, analyzer = MemoryEngine(), Analyzer()
    changes = Changes([article("a", "Judul", "Isi.")], link=lambda _: links, analyzer=analyzer)
    engine.build(tmp_path, changes)
    return Naming(load_gazetteer(), load_outlets(), engine.open(tmp_path, analyzer, 0))


def test_ids_that_no_table_has_any_more_name_themselves(naming: Naming) -> None:
    """As after a relink by another operator's file: answers go on, with the id as the label."""
    counts: Mapping[str, int] = naming.counts["leader"]
    assert counts == {"tak-dikenal": 1}
    entry = naming.vocabulary("leader")[0]
    assert (entry.id, entry.name, entry.count) == ("tak-dikenal", "tak-dikenal", 1)
    assert naming.resolve("leader", "tak-dikenal") == "tak-dikenal"
    assert naming.outlet("hilang") == Named("hilang", naming.label("outlet", "hilang"))
    bucket = Bucket("tak-dikenal", "tak-dikenal", 1)
    assert naming.described(bucket, None) == bucket
