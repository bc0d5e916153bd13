"""Whoosh 2.7.4 with the faults of its matchers mended, each by the few lines that are wrong, so that ours can be compared with it.

`test_whoosh_faults` shows each fault as it comes.  That every other line of Whoosh's is as it was proves that nothing else
parts its answers from ours.
"""

from __future__ import annotations

from typing import Any

import pytest
from whoosh import query as q
from whoosh.matching import (
    AndMaybeMatcher,
    AndNotMatcher,
    DisjunctionMaxMatcher,
    ExcludeMatcher,
    InverseMatcher,
    Matcher,
    ReadTooFar,
    RequireMatcher,
)
from whoosh.query.qcolumns import ColumnMatcher
from whoosh.query.spans import SpanNear2, SpanNot, SpanQuery
from whoosh.searching import SearchContext, Searcher


def mend(patch: pytest.MonkeyPatch) -> None:
    """Mend Whoosh as long as the patch lasts."""
    patch.setattr(AndMaybeMatcher, "skip_to", _and_maybe_skips)
    patch.setattr(AndNotMatcher, "_find_first", _and_not_begins)
    patch.setattr(AndNotMatcher, "_find_next", _and_not_finds(AndNotMatcher._find_next))
    patch.setattr(DisjunctionMaxMatcher, "score", _best_of_the_document)
    patch.setattr(InverseMatcher, "_find_next", _inverse_finds)
    patch.setattr(ColumnMatcher, "_score", 1.0, raising=False)
    patch.setattr(q.ColumnQuery, "matcher", _live_by_column(q.ColumnQuery.matcher))
    patch.setattr(q.Require, "matcher", _required)
    patch.setattr(q.Otherwise, "matcher", _otherwise)
    patch.setattr(q.WeightingQuery, "matcher", _weighted)
    patch.setattr(SpanNot._Matcher, "_get_spans", _spans_but(SpanNot._Matcher._get_spans))
    # A compound that is asked for an order of its parts asks these, which cannot tell.
    patch.setattr(q.ColumnQuery, "estimate_size", lambda self, reader: reader.doc_count())
    patch.setattr(SpanQuery, "estimate_size", lambda self, reader: self.q.estimate_size(reader))
    patch.setattr(SpanNear2, "estimate_size", lambda self, reader: q.And(self.qs).estimate_size(reader))


def _and_maybe_skips(self: Any, id: int) -> bool:
    if not self.a.is_active():
        raise ReadTooFar
    moved = self.a.skip_to(id)
    if self.a.is_active() and self.b.is_active():
        moved = self.b.skip_to(self.a.id()) or moved  # was: skip_to(id)
    return bool(moved)


def _and_not_begins(self: Any) -> None:
    if self.a.is_active() and self.b.is_active():  # was: and both at the same document
        self._find_next()


def _and_not_finds(found: Any) -> Any:
    return lambda self: self.a.is_active() and found(self)  # was: failed when nothing wanted was left


def _best_of_the_document(self: Any) -> float:
    standing = [each for each in (self.a, self.b) if each.is_active() and each.id() == self.id()]
    return float(max(each.score() for each in standing))  # was: of both, wherever they stand


def _inverse_finds(self: Any) -> None:
    child = self.child
    while self._id < self.limit:
        if child.is_active() and child.id() < self._id:
            child.skip_to(self._id)
        held = child.is_active() and child.id() == self._id
        if not held and not self.missing(self._id):  # was: not asked any more when the child had ended
            return
        self._id += 1


def _live_by_column(found: Any) -> Any:
    def matcher(self: Any, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        reader = searcher.reader()
        gone = {doc for doc in range(reader.doc_count_all()) if reader.is_deleted(doc)}
        return ExcludeMatcher(found(self, searcher, context), gone)

    return matcher


def _required(self: Any, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
    wanted, needed = self.a.matcher(searcher, context), self.b.matcher(searcher, searcher.boolean_context())
    return RequireMatcher(wanted, needed)  # was: AndNotMatcher


def _otherwise(self: Any, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
    leaves = [leaf for leaf, _ in searcher.get_parent().leaf_searchers()]  # was: this one alone
    chosen = self.a if any(self.a.matcher(leaf, context).is_active() for leaf in leaves) else self.b
    return chosen.matcher(searcher, context)


def _weighted(self: Any, searcher: Searcher, context: SearchContext) -> Matcher:
    return self.child.matcher(searcher, context.set(weighting=self.weighting))  # was: with the context as it was


def _spans_but(found: Any) -> Any:
    return lambda self: found(self) if self.b.is_active() else self.a.spans()  # was: failed when no document holds b
