"""A word that is asked for the first time is scored where others match; the answer is that of the word scored everywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Changes
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine.reader import WhooshReader
from search.model import Article, Links
from search.query.plan import And, Clause, Filters, Or, Plan, Word
from search.query.ranking import Ranking

REFERENCE = datetime(2025, 1, 1, tzinfo=UTC)
MANY = Word("banjir", ("banjir", "air"), ("banjir", "air"))
FEW = Word("gempa", ("gempa",), ("gempa",))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> WhooshReader:
    """120 articles in two segments, one deleted: one word in most of them, one in few, an outlet of ten."""
    directories: list[Path] = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    articles = [_article(n) for n in range(120)]
    analyzer, engine = Analyzer(), WhooshEngine()
    first = Changes(articles[:80], lambda a: Links(a.outlet, ()), analyzer, REFERENCE)
    engine.build(directories[0], first)
    rest, deleted = articles[80:], frozenset({"n7"})
    more = Changes(rest, lambda a: Links(a.outlet, ()), analyzer, REFERENCE, base=directories[0], delete=deleted)
    engine.build(directories[1], more)
    return engine.open(directories[1], analyzer, 1 << 20)


def _article(number: int) -> Article:
    words = (
        ["banjir"] * (number % 5) + ["air"] * (number % 3) + ["gempa"] * (number % 17 == 3) + ["kota"] * (number % 9)
    )
    outlet = "tempo" if number % 12 == 3 else "antara"
    return Article(
        id=f"n{number}", title=" ".join(words[:2]) or "kota", body=(" ".join(words) or "kota",), outlet=outlet
    )


@pytest.mark.parametrize("ranking", [Ranking.plain(), Ranking()], ids=["plain", "default"])
@pytest.mark.parametrize("filters", [Filters(), Filters(outlets=("tempo",))], ids=["all", "outlet"])
@pytest.mark.parametrize("clause", [And((FEW, MANY)), Or((FEW, MANY)), MANY, And((MANY, MANY))], ids=str)
def test_the_first_answer_is_the_second(
    reader: WhooshReader, clause: Clause, filters: Filters, ranking: Ranking
) -> None:
    """Hits, order and scores are the same, to the last bit, before and after the words are kept."""
    plan = Plan(clause, filters=filters, ranking=ranking, limit=200)
    reader.forget()
    answers = [reader.search(plan) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].total > 0
