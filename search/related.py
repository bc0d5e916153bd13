"""Which articles are about the same: a plan made of an article's weightiest words and its leaders.

The engine ranks as ever; recency plays no part.  Not here: near-copies (`stories`).
"""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from .analysis import Analyzer
from .model import Article, Links
from .query.plan import AtLeast, Clause, Or, Plan, Tagged, Word
from .query.ranking import Ranking, idf
from .schema import TEXT_FIELDS, text_of

_WORDS = 16
_TITLE_COUNTS = 3
_LEAD_CHARACTERS = 3000
_SHARE = 0.3


class Frequencies(Protocol):
    """How many articles hold a term."""

    def frequency(self, stream: str, term: str) -> int:
        """Articles of the field where the term is most frequent."""
        ...

    def stats(self) -> Documents: ...


class Documents(Protocol):
    """Figures of an index."""

    @property
    def documents(self) -> int:
        """The number of articles."""
        ...


def related_plan(article: Article, links: Links, analyzer: Analyzer, index: Frequencies, limit: int) -> Plan:
    """The plan that finds articles like this one (itself among them)."""
    words = _weightiest(article, analyzer, index)
    clauses: list[Clause] = [AtLeast(words, _SHARE)] if words else []
    leaders = tuple(x.leader for x in links.leaders if x.prominence >= 4)
    if not clauses and leaders:
        clauses.append(Tagged("leader", leaders))
    return Plan(Or(tuple(clauses)), limit=limit, ranking=Ranking(recency_weight=0.0, depth=0))


def _weightiest(article: Article, analyzer: Analyzer, index: Frequencies) -> tuple[Word, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for name, weight in (("title", _TITLE_COUNTS), ("body", 1)):
        for token in analyzer.tokens(text_of(article, name)[:_LEAD_CHARACTERS]):
            counts[token.forms.stem[0], token.forms.exact[0]] += weight
    documents = index.stats().documents
    weights = {word: n * idf(documents, index.frequency("stem", word[0])) for word, n in counts.items()}
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS]
    return tuple(Word(exact, (stem,), (exact,), TEXT_FIELDS) for stem, exact in best)
