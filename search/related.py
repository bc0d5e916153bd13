"""Which articles are about the same: by the weightiest words, then by leaders in common and by nearness in time.

A plan finds candidates, whom the engine ranks as ever (without exact forms, bonus and recency); `best_related` puts them in
order.  Copies of the article itself are left out, and of other stories one article stands for all (`stories`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .analysis import Analyzer
from .model import Article, Links
from .query.plan import AtLeast, Clause, Or, Plan, Tagged, Word
from .query.ranking import Ranking, idf
from .schema import TEXT_FIELDS, text_of

_WORDS = 16
_CONSIDERED = 80
_TITLE_COUNTS = 3
_LEAD_CHARACTERS = 1500
_SHARE = 0.15
_SATURATION = 1.2
_CANDIDATES = 40
_LEADERS_WEIGH, _TIME_WEIGHS, _NEAR_DAYS = 0.4, 0.4, 30.0
_RANKING = Ranking(recency_weight=0.0, depth=0, exact_weight=0.0)


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be related: how well its words fit, when it was published, whom it names."""

    id: str
    score: float
    seconds: int | None
    links: Links


def related_plan(article: Article, links: Links, analyzer: Analyzer, index: Frequencies, limit: int) -> Plan:
    """The plan that finds candidates (the article itself among them): some more than `limit`."""
    words = _weightiest(article, analyzer, index)
    leaders = tuple(x.leader for x in links.leaders)
    clause: Clause = AtLeast(words, _SHARE) if words else Tagged("leader", leaders) if leaders else Or(())
    return Plan(clause, limit=max(_CANDIDATES, 2 * limit) + 1, ranking=_RANKING, collapse_stories=True)


def _weightiest(article: Article, analyzer: Analyzer, index: Frequencies) -> tuple[Word, ...]:
    """The words that tell most of what the article is about, among those that other articles hold too."""
    counts: Counter[str] = Counter()
    for name, weight in (("title", _TITLE_COUNTS), ("body", 1)):
        for token in analyzer.tokens(text_of(article, name)[:_LEAD_CHARACTERS]):
            counts[token.forms.stem[0]] += weight
    documents = index.stats().documents
    weights = {}
    for stem, count in counts.most_common(_CONSIDERED):
        holding = 0 if stem.isdigit() else index.frequency("stem", stem)
        if holding > 1:
            weights[stem] = idf(documents, holding) * count / (count + _SATURATION)
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))[:_WORDS]
    return tuple(Word(stem, (stem,), (), TEXT_FIELDS) for stem in best)


def best_related(own: Candidate, candidates: Iterable[Candidate], limit: int) -> list[str]:
    """The ids of the most related candidates, best first."""
    ordered = sorted(candidates, key=lambda other: (-other.score * _closeness(own, other), other.id))
    return [candidate.id for candidate in ordered[:limit]]


def _closeness(own: Candidate, other: Candidate) -> float:
    return 1.0 + _LEADERS_WEIGH * _in_common(own.links, other.links) + _TIME_WEIGHS * _nearness(own, other)


def _in_common(own: Links, other: Links) -> float:
    """The share of an article's leaders, by prominence, that another names as well."""
    theirs = {link.leader: link.prominence for link in other.leaders}
    shared = sum(min(link.prominence, theirs.get(link.leader, 0)) for link in own.leaders)
    return shared / sum(link.prominence for link in own.leaders) if shared else 0.0


def _nearness(own: Candidate, other: Candidate) -> float:
    """1 on the same day, 0.5 a month away; 0 for the undated."""
    if own.seconds is None or other.seconds is None:
        return 0.0
    return _NEAR_DAYS / (_NEAR_DAYS + abs(own.seconds - other.seconds) / 86_400)
