"""A plan's clauses as operations on matches: `query.plan` said in arrays.

Not here: Whoosh's own query trees (`collector`), filters and counts (`filters`, `facets`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from search.query.plan import And, AtLeast, Clause, Either, Everything, Not, Or, Phrase, Prefix, Tagged, Word
from search.query.ranking import other_name_factor

from .filters import FilterSet
from .matches import NOTHING, Dense, Docs, Matches, Scores, Sparse, looked_up, scaled
from .phrases import phrase_docs
from .scoring import Scorer

_FEWER = 8
"""A new word is read in few documents only when it stands in so many times as many."""

_SHARED = 4
"""Two new words are scored only where both stand when that is at most in one of so many documents of the rarer."""


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word asked for the first time, and how many documents hold it in the field where it is most frequent."""

    word: Word
    holding: int


class Evaluator:
    """Evaluates the clauses of one plan.  `cut` collects prefixes with too many expansions."""

    def __init__(self, scorer: Scorer, filters: FilterSet) -> None:
        self._scorer = scorer
        self._filters = filters
        self._space = scorer.snapshot.space
        self.cut: list[str] = []

    def matches(self, clause: Clause) -> Matches:
        """Live documents that the clause matches, scored."""
        return _RULES[type(clause)](self, clause)

    def _word(self, word: Word) -> Matches:
        return self._scorer.word(word)

    def _tagged(self, tagged: Tagged) -> Matches:
        return self._filters.tagged(tagged.facet, tagged.values)

    def _or(self, clause: Or) -> Matches:
        return self._space.union([self.matches(c) for c in clause.clauses])

    def _everything(self, _: Everything) -> Matches:
        return self._scorer.snapshot.everything

    def within(self, clause: Clause, limits: list[Matches]) -> Matches:
        """The same inside of filters, which take part as the clauses of an And do: the rarest leads."""
        if isinstance(clause, And):
            return self._and(clause, limits)
        if not limits:
            return self.matches(clause)
        inside = self._space.intersection(limits)
        if isinstance(clause, Or):
            return self._space.union([self._inside(c, inside) for c in clause.clauses])
        return self._inside(clause, inside)

    def _inside(self, clause: Clause, inside: Matches) -> Matches:
        new = self._new(clause)
        held = self.matches(clause) if new is None else self._read_in(new, inside)
        return self._space.intersection([held, inside])

    def _new(self, clause: Clause) -> NewWord | None:
        """A word that is asked for the first time."""
        if not isinstance(clause, Word) or not self._scorer.is_new(clause):
            return None
        return NewWord(clause, self._scorer.most_holding(clause))

    def _read_in(self, new: NewWord, others: Matches) -> Matches:
        """A new word is read only where others match when that saves work; then it is not kept."""
        if others.count * _FEWER > new.holding:
            return self.matches(new.word)
        if isinstance(others, Dense):
            return self._scorer.word_where(new.word, others.mask)
        return self._scorer.word_in(new.word, others.docs)

    def _and(self, clause: And, limits: Sequence[Matches] = ()) -> Matches:
        wanted = [c for c in clause.clauses if not isinstance(c, Not)]
        unwanted = [self.matches(c.clause) for c in clause.clauses if isinstance(c, Not)]
        known, new = self._by_age(wanted)
        parts = [*map(self.matches, known), *limits]
        if not parts and len(new) == 2 and new[0].holding * _FEWER >= new[1].holding:
            return self._space.difference(self._both(new), unwanted)
        if not parts:
            parts.append(self.matches(new.pop(0).word) if new else self._scorer.snapshot.everything)
        found = self._space.intersection(parts)
        for each in new:
            found = self._space.intersection([self._read_in(each, found), found])
        return self._space.difference(found, unwanted)

    def _both(self, new: Sequence[NewWord]) -> Matches:
        """Two new words: first where both stand, then their scores there, when that is in few of their documents."""
        first, second = (each.word for each in new)
        found = self._scorer.holding_both(first, second)
        if len(found) * _SHARED > new[0].holding:
            return self._space.intersection([self.matches(first), self.matches(second)])
        scores = self._scorer.scores_in(first, found) + self._scorer.scores_in(second, found)
        return self._space.of_scored(Sparse(found, scores))

    def _by_age(self, wanted: Sequence[Clause]) -> tuple[Sequence[Clause], list[NewWord]]:
        """The clauses, and apart new words, rarest first, that may be read inside of the others: the sum of two scores is
        the same in any order, the sum of more is not, and an answer must not depend on what was asked before."""
        if len(wanted) > 2 or not all(isinstance(c, Word) for c in wanted):
            return wanted, []
        pairs = [(clause, self._new(clause)) for clause in wanted]
        new = [each for _, each in pairs if each is not None]
        return [clause for clause, each in pairs if each is None], sorted(new, key=lambda each: each.holding)

    def _either(self, clause: Either) -> Matches:
        typed, *others = clause.clauses
        most = self.weight(typed)
        parts = [scaled(self.matches(c), other_name_factor(most, self.weight(c))) for c in others]
        return self._space.union([self.matches(typed), *parts], best=True)

    def _phrase(self, phrase: Phrase) -> Matches:
        return self._scorer.phrase(phrase, self._scored_phrase)

    def _scored_phrase(self, phrase: Phrase) -> Matches:
        snapshot = self._scorer.snapshot
        where = self._space.union([self._space.of_docs(phrase_docs(snapshot, phrase, f)) for f in phrase.fields])
        if not where.count:
            return NOTHING
        scores = np.zeros(where.count, np.float32)
        for word in phrase.words:
            scores += self._added_by(word, where.docs)
        return self._space.of_scored(Sparse(where.docs, scores))

    def _added_by(self, word: Word, docs: Docs) -> Scores:
        """The scores of a word in documents of its phrase: 0 where the stem stream does not find it, yet the phrase stands."""
        new = self._new(word)
        if new is not None and len(docs) * _FEWER <= new.holding:
            matched = np.zeros(len(docs), np.bool_)
            return self._scorer.scores_in(word, docs, matched) * matched
        scores = np.zeros(len(docs), np.float32)
        places, found = looked_up(self.matches(word), docs)
        scores[places] = 0.0 if found is None else found
        return scores

    def _prefix(self, prefix: Prefix) -> Matches:
        found, cut = self._scorer.prefix(prefix)
        if cut and prefix.prefix not in self.cut:
            self.cut.append(prefix.prefix)
        return found

    def _at_least(self, clause: AtLeast) -> Matches:
        weights = [self.weight(c) for c in clause.clauses]
        parts = [self.matches(c) for c in clause.clauses]
        return self._space.at_least(parts, weights, clause.share * sum(weights))

    def weight(self, clause: Clause) -> float:
        """The weight of a clause in AtLeast, as `query.plan` defines it."""
        if isinstance(clause, Word):
            return self._scorer.word_weight(clause)
        if isinstance(clause, Phrase):
            return sum(self._scorer.word_weight(word) for word in clause.words)
        if isinstance(clause, And | AtLeast):
            return sum(self.weight(c) for c in clause.clauses)
        if isinstance(clause, Either | Or):
            return max((self.weight(c) for c in clause.clauses), default=0.0)
        return 0.0 if isinstance(clause, Not) else 1.0


_RULES: Mapping[type, Callable[[Evaluator, Any], Matches]] = {
    Word: Evaluator._word,
    Phrase: Evaluator._phrase,
    Prefix: Evaluator._prefix,
    Tagged: Evaluator._tagged,
    And: Evaluator._and,
    Or: Evaluator._or,
    Either: Evaluator._either,
    AtLeast: Evaluator._at_least,
    Everything: Evaluator._everything,
}
