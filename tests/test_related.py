"""Related articles: which words look for them, and in which order they are shown."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.model import Article, LeaderLink, Links
from search.query.plan import AtLeast, Or, Plan, Tagged, Word
from search.related import Candidate, best_related, related_plan

DAY = 86_400


@dataclass(frozen=True)
class Index:
    """How many of `documents` articles hold each stem; `common` for those not named."""

    holding: dict[str, int]
    documents: int = 1_000
    common: int = 500

    def frequency(self, stream: str, term: str) -> int:
        """The number for a stem."""
        assert stream == "stem"
        return self.holding.get(term, self.common)

    def stats(self) -> Index:
        """Its own figures."""
        return self


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    """The default analyzer."""
    return Analyzer()


def named(**prominence: int) -> Links:
    """Links to leaders with their prominence."""
    return Links("", tuple(LeaderLink(id, (), False, False, n) for id, n in prominence.items()))


def looked_for(plan: Plan) -> list[str]:
    """The stems of a plan, the weightiest first."""
    assert isinstance(plan.clause, AtLeast)
    return [word.stem[0] for word in plan.clause.clauses if isinstance(word, Word)]


def test_rare_words_that_others_hold_too_are_looked_for(analyzer: Analyzer) -> None:
    """Rare before common, the title counts more; words of this article alone and bare numbers say nothing."""
    article = Article("a", "Kapulaga dipanen", ("Cengkih dijual 2024, xyzzy pun dijual di pasar.",))
    index = Index({"kapulaga": 5, "cengkih": 5, "xyzzy": 1, "2024": 7})
    stems = looked_for(related_plan(article, Links(), analyzer, index, 5))
    assert stems[:2] == ["kapulaga", "cengkih"]
    assert not {"xyzzy", "2024"} & set(stems)


def test_work_is_bounded(analyzer: Analyzer) -> None:
    """However long the article, at most 16 words are looked for, and few stems are asked about."""
    body = " ".join(f"kata{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(5_000))
    asked: list[str] = []

    class Asked(Index):
        def frequency(self, stream: str, term: str) -> int:
            asked.append(term)
            return 3

    plan = related_plan(Article("a", "Judul", (body,)), Links(), analyzer, Asked({}), 5)
    assert len(looked_for(plan)) == 16
    assert len(asked) <= 80
    assert plan.collapse_stories


def test_without_words_leaders_are_looked_for(analyzer: Analyzer) -> None:
    """An article of words that no other holds: the leaders it names, else nothing."""
    article, index = Article("a", "Xyzzy", ("Plugh.",)), Index({}, common=1)
    assert related_plan(article, named(xi=3), analyzer, index, 5).clause == Tagged("leader", ("xi",))
    assert related_plan(article, Links(), analyzer, index, 5).clause == Or(())


def test_leaders_in_common_and_nearness_in_time_decide_among_equals() -> None:
    """Same words: who names the same leaders stands first, then who was published nearer; undated is not near."""
    own = Candidate("own", 0.0, 100 * DAY, named(xi=6, putin=2))
    others = [
        Candidate("undated", 5.0, None, Links()),
        Candidate("far", 5.0, 900 * DAY, Links()),
        Candidate("near", 5.0, 103 * DAY, Links()),
        Candidate("both", 5.0, 100 * DAY, named(putin=9, xi=9)),
        Candidate("lesser", 5.0, 100 * DAY, named(putin=2)),
        Candidate("better words", 20.0, None, Links()),
    ]
    order = ["better words", "both", "lesser", "near", "far", "undated"]
    assert best_related(own, others, 10) == order
    assert best_related(own, reversed(others), 3) == order[:3]
    assert best_related(own, others, 0) == []


@given(st.floats(0, 100), st.integers(0, 10**10), st.integers(0, 10**10))
def test_closeness_never_doubles_what_words_say(score: float, first: int, second: int) -> None:
    """An article whose words fit twice as well stands before one that is near in every other way."""
    own = Candidate("own", 0.0, first, named(xi=6))
    near = Candidate("near", score, first, named(xi=6))
    better = Candidate("better", 2 * score + 0.1, second, Links())
    assert best_related(own, [near, better], 2) == ["better", "near"]
