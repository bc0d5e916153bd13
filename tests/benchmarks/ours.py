"""The measured queries as plans of this engine."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from search.model import DateInterval
from search.query.plan import And, Clause, DateCounts, FacetRequest, Filters, Or, Phrase, Plan, Stream, Word
from search.query.ranking import Ranking

from .queries import BenchQuery

FACETS = FacetRequest(outlet=True, leader=True, date=DateCounts(DateInterval.MONTH, "Asia/Jakarta"))


def plan_of(query: BenchQuery) -> Plan:
    """The plan: plain BM25 on the stem stream, ten hits."""
    fields = tuple(name for name, _ in query.fields)
    words = tuple(Word(word, (word,), (word,), fields) for word in query.words)
    return Plan(
        clause=_clause(query.kind, words, fields),
        filters=Filters(outlets=(query.outlet,)) if query.outlet else Filters(),
        facets=FACETS if query.faceted else FacetRequest(),
        ranking=_plain_ranking(dict(query.fields).get("title", 1.0)),
    )


@cache
def _plain_ranking(title_weight: float) -> Ranking:
    """One value for all plans, as the product has one default."""
    return replace(Ranking.plain(), title_weight=title_weight)


def default_plan(query: BenchQuery) -> Plan:
    """The same words under the default ranking: three fields, both streams, recency, bonus."""
    words = tuple(Word(word, (word,), (word,)) for word in query.words)
    return Plan(
        clause=_clause("and" if query.kind == "phrase" else query.kind, words, ()),
        words=words,
        filters=Filters(outlets=(query.outlet,)) if query.outlet else Filters(),
        facets=FACETS if query.faceted else FacetRequest(),
    )


def _clause(kind: str, words: tuple[Word, ...], fields: tuple[str, ...]) -> Clause:
    if kind == "term":
        return words[0]
    if kind == "phrase":
        return Phrase(words, Stream.STEM, fields)
    return And(words) if kind == "and" else Or(words)
