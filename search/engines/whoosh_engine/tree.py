"""Whoosh's query nodes as operations on matches, in one segment.

What is replicated is what Whoosh's matchers give, its peculiarities included: a compound of one query drops its own boost, and
expanded terms score 1 when Whoosh would preload them.  Where its matchers do not do what their query says, these do
(`test_whoosh_faults` shows each case).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from whoosh import query, scoring
from whoosh.query import spans
from whoosh.searching import SearchContext, Searcher

from ..lengths import LENGTHS
from .matches import NOTHING, Matches, Scores, Sparse, without_scores
from .phrases import places_docs
from .postings import FieldPostings
from .space import Space

_LENGTHS = np.array(LENGTHS, np.float32)
_PRELOADED_DOCUMENTS = 5000
_TOO_MANY_CLAUSES = query.Or.TOO_MANY_CLAUSES
_ANY_OF = (query.Or, query.DefaultOr, query.PreloadedOr, query.SplitOr)
_ANYTHING: Mapping[type, tuple[str, ...]] = {query.Prefix: ("",), query.Wildcard: ("*",), query.Regex: (".*",)}


Rule = Callable[[Any], Matches]


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
        self._rules = self._nodes() if self._postings is None else self._nodes() | self._leaves()

    def _nodes(self) -> dict[type, Rule]:
        """What is made of other matches."""
        return {
            query.And: self._and,
            **dict.fromkeys(_ANY_OF, self._or),
            query.DisjunctionMax: self._best_of,
            query.AndNot: self._and_not,
            query.AndMaybe: self._and_maybe,
            query.Require: self._require,
            query.Otherwise: self._otherwise,
            query.Not: self._not,
            spans.SpanNot: self._span_not,
            query.NumericRange: self._range,
            query.DateRange: self._range,
            query.ConstantScoreQuery: self._constant,
            query.WeightingQuery: self._weighted,
            query.ColumnQuery: self._column,
        }

    def _leaves(self) -> dict[type, Rule]:
        """What is read from our postings; a segment of another codec is asked by matchers."""
        return {
            query.Term: self._term,
            query.Phrase: self._phrase,
            query.Prefix: self._pattern,
            query.Wildcard: self._pattern,
            query.Regex: self._pattern,
            query.TermRange: self._expanded,
            query.FuzzyTerm: self._expanded,
            query.Variations: self._expanded,
            query.Every: self._every,
        }

    def _live_mask(self) -> Matches:
        mask = np.ones(self._reader.doc_count_all(), np.bool_)
        mask[list(self._reader.segment().deleted_docs())] = False
        return self._space.of_mask(mask)

    def matches(self, q: query.Query) -> Matches:
        """Live documents of the segment that a query matches, scored."""
        return self._rules.get(type(q), self._by_matcher)(q)

    def _by_matcher(self, q: query.Query) -> Matches:
        """Any other query, by its own matcher; those of nested documents may give a document twice."""
        matcher = q.matcher(self._searcher, self._context)
        docs: list[int] = []
        scores: list[float] = []
        while matcher.is_active():
            docs.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        found, firsts = np.unique(np.array(docs, np.int32), return_index=True)
        return self._living(Sparse(found, np.array(scores, np.float32).take(firsts)))

    def _living(self, found: Sparse) -> Matches:
        whole = self._live.count == self._space.documents
        return found if whole else self._space.intersection([found, self._live])

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
            return self._by_matcher(query.Term(name, text))
        docs = field.docs[int(field.starts[number]) : int(field.starts[number + 1])]
        return self._living(Sparse(docs, scores))

    @staticmethod
    def _scores(field: FieldPostings, number: int, scorer: scoring.BaseScorer) -> Scores | None:
        """The scores of a term's postings; None when its scorer is not known here."""
        first, last = int(field.starts[number]), int(field.starts[number + 1])
        weights: Scores = field.weights(first, last).astype(np.float32)
        if type(scorer) is scoring.WeightScorer:
            return weights
        if type(scorer) is scoring.TF_IDFScorer:
            return weights * np.float32(scorer.idf)
        if type(scorer) is not scoring.BM25FScorer:
            return None
        lengths = _LENGTHS.take(field.lengths.take(field.docs[first:last]))
        norms = np.float32(scorer.K1) * (np.float32(1 - scorer.B) + np.float32(scorer.B / scorer.avgfl) * lengths)
        weights *= np.float32(scorer.idf * (scorer.K1 + 1)) / (weights + norms)
        return weights

    def _pattern(self, q: query.Prefix | query.Wildcard | query.Regex) -> Matches:
        if q.text in _ANYTHING[type(q)]:
            return self._every(query.Every(q.fieldname, boost=q.boost))
        return self._expanded(q)

    def _expanded(self, q: query.MultiTerm) -> Matches:
        """Any of the terms of the segment that a query stands for."""
        encode = self._searcher.schema[q.fieldname].to_bytes
        texts = [encode(text) for text in q._btexts(self._reader) if text]
        if len(texts) < 2:
            return self._scored(q.fieldname, texts[0]) if texts else NOTHING
        few = len(texts) == 2 or self._space.documents > _PRELOADED_DOCUMENTS
        if q.constantscore and not (few and len(texts) < _TOO_MANY_CLAUSES):
            return self._constantly(self._holding_any(q.fieldname, texts), 1.0)
        return _boosted(self._space.union([self._scored(q.fieldname, text) for text in texts]), q.boost)

    def _holding_any(self, name: str, texts: Sequence[bytes]) -> Matches:
        """Live documents that hold any of these terms; the postings of neighbouring terms lie in one slice."""
        field: FieldPostings = self._postings.field(name)
        numbers = np.unique([field.find(text) for text in texts])
        firsts = numbers[np.diff(numbers, prepend=-2) > 1]
        lasts = numbers[np.diff(numbers, append=numbers[-1] + 2) > 1]
        mask = np.zeros(self._space.padded, np.bool_)
        for first, last in zip(field.starts[firsts].tolist(), field.starts[lasts + 1].tolist(), strict=True):
            mask[field.docs[first:last]] = True
        return self._space.intersection([self._space.of_mask(mask), self._live])

    def _range(self, q: query.NumericRange) -> Matches:
        return self.matches(q._compile_query(self._reader))

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

    def _span_not(self, q: spans.SpanNot) -> Matches:
        return self._by_matcher(q) if self.matches(q.b).count else self.matches(q.a)

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

    def _best_of(self, q: query.DisjunctionMax) -> Matches:
        if len(q.subqueries) < 2:
            return self.matches(q.subqueries[0]) if q.subqueries else NOTHING
        return _boosted(self._space.union([self.matches(sub) for sub in q.subqueries], best=True), q.boost)

    def _and_not(self, q: query.AndNot) -> Matches:
        return self._space.difference(self.matches(q.a), [self.matches(q.b)])

    def _and_maybe(self, q: query.AndMaybe) -> Matches:
        wanted = self.matches(q.a)
        return self._space.union([wanted, self._space.intersection([without_scores(wanted), self.matches(q.b)])])

    def _require(self, q: query.Require) -> Matches:
        return self._space.intersection([self.matches(q.a), without_scores(self.matches(q.b))])

    def _otherwise(self, q: query.Otherwise) -> Matches:
        """The second query when the first finds nothing in any segment."""
        found = self.matches(q.a)
        if found.count:
            return found
        leaves = [leaf for leaf, _ in self._searcher.get_parent().leaf_searchers()]
        others = (LeafCompiler(leaf, self._context).matches(q.a) for leaf in leaves if leaf is not self._searcher)
        return found if any(other.count for other in others) else self.matches(q.b)

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

    def _weighted(self, q: query.WeightingQuery) -> Matches:
        return LeafCompiler(self._searcher, self._context.set(weighting=q.weighting)).matches(q.child)

    def _column(self, q: query.ColumnQuery) -> Matches:
        docs = np.fromiter(q.matcher(self._searcher, self._context).all_ids(), np.int32)
        return self._constantly(self._living(Sparse(docs)), 1.0)

    @staticmethod
    def _constantly(matches: Matches, score: float) -> Matches:
        docs = matches.docs
        return Sparse(docs, np.full(len(docs), score, np.float32))


def _boosted(matches: Matches, boost: float) -> Matches:
    if boost == 1.0 or matches.scores is None:
        return matches
    return matches.with_scores(matches.scores * np.float32(boost))
