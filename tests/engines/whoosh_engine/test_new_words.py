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
from search.query.plan import And, Clause, Filters, Or, Phrase, Plan, Stream, Word
from search.query.ranking import Ranking

REFERENCE = datetime(2025, 1, 1, tzinfo=UTC)
MANY = Word("banjir", ("banjir", "air"), ("banjir", "air"))
FEW = Word("gempa", ("gempa",), ("gempa",))
BEACH = Word("pantai", ("pantai",), ("pantai",))
RAIN = Word("hujan", ("hujan",), ("hujan",))
UNKNOWN = (Word("xyzzy", ("xyzzy",), ("xyzzy",)), Word("zzyx", ("zzyx",), ("zzyx",)))


CLAUSES = [
    And((FEW, MANY)),
    Or((FEW, MANY)),
    MANY,
    And((MANY, MANY)),
    Or((And((BEACH, RAIN)), FEW)),
    Or((Phrase((BEACH, RAIN), Stream.STEM), FEW)),
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> WhooshReader:
    """120 articles in two segments, one deleted: one word in most of them, one in few, two that seldom meet, an outlet of ten."""
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
    words += ["pantai"] * (number % 4 == 0) + ["hujan"] * (number % 4 == 1 or number % 20 == 0)
    outlet = "tempo" if number % 12 == 3 else "antara"
    return Article(
        id=f"n{number}", title=" ".join(words[:2]) or "kota", body=(" ".join(words) or "kota",), outlet=outlet
    )


@pytest.mark.parametrize("ranking", [Ranking.plain(), Ranking()], ids=["plain", "default"])
@pytest.mark.parametrize("filters", [Filters(), Filters(outlets=("tempo",))], ids=["all", "outlet"])
@pytest.mark.parametrize("clause", CLAUSES, ids=str)
def test_the_first_answer_is_the_second(
    reader: WhooshReader, clause: Clause, filters: Filters, ranking: Ranking
) -> None:
    """Hits, order and scores are the same, to the last bit, before and after the words are kept."""
    plan = Plan(clause, filters=filters, ranking=ranking, limit=200)
    reader.forget()
    answers = [reader.search(plan) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].total > 0


def test_two_new_words_are_found_where_both_stand(reader: WhooshReader) -> None:
    """Of 30 articles with either, six hold both; their scores are those of the words known."""
    plan = Plan(And((BEACH, RAIN)), ranking=Ranking(), limit=200)
    reader.forget()
    first = reader.search(plan)
    for word in (BEACH, RAIN):
        reader.search(Plan(word))
        reader.search(Plan(word))
    assert first.total == 6
    assert reader.search(plan) == first


@pytest.mark.parametrize(
    "clause", [And(UNKNOWN), And((UNKNOWN[0], MANY)), Phrase(UNKNOWN, Stream.STEM), Or(UNKNOWN)], ids=str
)
def test_words_that_nobody_holds_find_nothing(reader: WhooshReader, clause: Clause) -> None:
    """New or asked before, under a filter or not."""
    reader.forget()
    plans = [Plan(clause, filters=filters) for filters in (Filters(), Filters(outlets=("tempo",)))]
    assert [reader.search(plan).total for plan in (*plans, *plans)] == [0, 0, 0, 0]
