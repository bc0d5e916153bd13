"""Whoosh's query nodes as operations on matches, in one segment.

What is replicated is what Whoosh's matchers give, its peculiarities included: a compound of one query drops its own boost, and
expanded terms score 1 when Whoosh would preload them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh import query, scoring
from whoosh.searching import SearchContext, Searcher

from ..lengths import LENGTHS
from .matches import NOTHING, Matches, Scores, Sparse, without_scores
from .phrases import places_docs
from .postings import FieldPostings
from .space import Space

_LENGTHS = np.array(LENGTHS, np.float32)
_PRELOADED_DOCUMENTS = 5000
_TOO_MANY_CLAUSES = query.Or.TOO_MANY_CLAUSES


class LeafCompiler:
    """Evaluates queries in the segment of one leaf searcher."""

    def __init__(self, searcher: Searcher, context: SearchContext) -> None:
        self._searcher = searcher
        self._reader = searcher.reader()
        self._context = context
        self._weighting = context.weighting or searcher.weighting
        self._space = Space(self._reader.doc_count_all())
        self._live = self._live_mask()
        self._postings: Any = getattr(getattr(self._reader, "_terms", None), "postings", None)
        self._rules: dict[type, Callable[[Any], Matches]] = {
            query.Term: self._term,
            query.And: self._and,
            query.Or: self._or,
            query.AndNot: lambda q: self._space.difference(self.matches(q.a), [self.matches(q.b)]),
            query.Not: self._not,
            query.Phrase: self._phrase,
            query.Prefix: self._expanded,
            query.Wildcard: self._expanded,
            query.Every: self._every,
            query.ConstantScoreQuery: self._constant,
        }

    def _live_mask(self) -> Matches:
        mask = np.ones(self._reader.doc_count_all(), np.bool_)
        if self._reader.has_deletions():
            mask[[doc for doc in range(len(mask)) if self._reader.is_deleted(doc)]] = False
        return self._space.of_mask(mask)

    def matches(self, q: query.Query) -> Matches:
        """Live documents of the segment that a query matches, scored."""
        rule = self._rules.get(type(q)) if self._postings is not None else None
        return self._by_matcher(q) if rule is None else rule(q)

    def _by_matcher(self, q: query.Query) -> Matches:
        """Any other query, by its own matcher."""
        matcher = q.matcher(self._searcher, self._context)
        docs: list[int] = []
        scores: list[float] = []
        while matcher.is_active():
            docs.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        return Sparse(np.array(docs, np.int32), np.array(scores, np.float32))

    # --- terms --------------------------------------------------------------------------------------------------------

    def _term(self, q: query.Term) -> Matches:
        if q.fieldname not in self._searcher.schema:
            return NOTHING
        try:
            text = self._searcher.schema[q.fieldname].to_bytes(q.text)
        except ValueError:
            return NOTHING
        return _boosted(self._scored(q.fieldname, text), q.boost)

    def _scored(self, name: str, text: bytes) -> Matches:
        field: FieldPostings | None = self._postings.field(name)
        number = -1 if field is None else field.find(text)
        if field is None or number < 0:
            return NOTHING
        scores = self._scores(field, number, self._weighting.scorer(self._searcher, name, text))
        if scores is None:
            return self._by_matcher(query.Term(name, self._searcher.schema[name].from_bytes(text)))
        docs = field.docs[int(field.starts[number]) : int(field.starts[number + 1])]
        found = Sparse(docs, scores)
        whole = self._live.count == self._space.documents
        return found if whole else self._space.intersection([found, self._live])

    @staticmethod
    def _scores(field: FieldPostings, number: int, scorer: scoring.BaseScorer) -> Scores | None:
        """The scores of a term's postings; None when its scorer is not known here."""
        first, last = int(field.starts[number]), int(field.starts[number + 1])
        weights: Scores = field.weights(first, last).astype(np.float32)
        if type(scorer) is scoring.WeightScorer:
            return weights
        if type(scorer) is not scoring.BM25FScorer:
            return None
        lengths = _LENGTHS.take(field.lengths.take(field.docs[first:last]))
        norms = np.float32(scorer.K1) * (np.float32(1 - scorer.B) + np.float32(scorer.B / scorer.avgfl) * lengths)
        weights *= np.float32(scorer.idf * (scorer.K1 + 1)) / (weights + norms)
        return weights

    def _expanded(self, q: query.Prefix | query.Wildcard) -> Matches:
        if q.text in ("", "*"):
            return self._every(query.Every(q.fieldname, boost=q.boost))
        texts = [text for text in q._btexts(self._reader) if text]
        parts = [self._scored(q.fieldname, text) for text in texts]
        if len(parts) < 2:
            return parts[0] if parts else NOTHING
        found = self._space.union(parts)
        few = len(texts) == 2 or self._space.documents > _PRELOADED_DOCUMENTS
        if q.constantscore and not (few and len(texts) < _TOO_MANY_CLAUSES):
            return self._constantly(found, q.boost)
        return _boosted(found, q.boost)

    def _phrase(self, q: query.Phrase) -> Matches:
        field: FieldPostings | None = self._postings.field(q.fieldname)
        if q.slop != 1 or field is None or field.forward is None or len(q.words) < 2:
            return self._by_matcher(q)
        words = [self._searcher.schema[q.fieldname].to_bytes(word) for word in q.words]
        numbers = [field.find(word) for word in words]
        if min(numbers) < 0:
            return NOTHING
        where = Sparse(places_docs(field, [[number] for number in numbers]))
        parts = [self._space.intersection([where, self._scored(q.fieldname, word)]) for word in words]
        return _boosted(self._space.union(parts), q.boost)

    # --- compounds ----------------------------------------------------------------------------------------------------

    def _and(self, q: query.And) -> Matches:
        if len(q.subqueries) < 2:
            return self.matches(q.subqueries[0]) if q.subqueries else NOTHING
        return _boosted(self._space.intersection([self.matches(sub) for sub in q.subqueries]), q.boost)

    def _or(self, q: query.Or) -> Matches:
        if len(q.subqueries) < 2:
            return self.matches(q.subqueries[0]) if q.subqueries else NOTHING
        if q.scale:
            return self._by_matcher(q)
        return _boosted(self._space.union([self.matches(sub) for sub in q.subqueries]), q.boost)

    def _not(self, q: query.Not) -> Matches:
        return self._constantly(self._space.difference(self._live, [self.matches(q.query)]), 1.0)

    def _every(self, q: query.Every) -> Matches:
        if q.fieldname in (None, "", "*"):
            return self._constantly(self._live, q.boost)
        field: FieldPostings | None = self._postings.field(q.fieldname)
        if field is None:
            return NOTHING
        held = Sparse(np.unique(field.docs))
        return self._constantly(self._space.intersection([held, without_scores(self._live)]), q.boost)

    def _constant(self, q: query.ConstantScoreQuery) -> Matches:
        return self._constantly(self.matches(q.child), q.score)

    @staticmethod
    def _constantly(matches: Matches, score: float) -> Matches:
        docs = matches.docs
        return Sparse(docs, np.full(len(docs), score, np.float32))


def _boosted(matches: Matches, boost: float) -> Matches:
    if boost == 1.0 or matches.scores is None:
        return matches
    return matches.with_scores(matches.scores * np.float32(boost))
