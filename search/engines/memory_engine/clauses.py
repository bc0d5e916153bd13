"""Which documents a clause matches and what it adds to their scores: `query.plan` said in dictionaries and sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...model import LeaderLink, LeaderRole, Links
from ...query.plan import (
    MAX_EXPANSIONS,
    And,
    AtLeast,
    Clause,
    Either,
    Everything,
    Not,
    Or,
    Phrase,
    Prefix,
    Stream,
    Tagged,
    Word,
)
from ...query.ranking import Ranking, idf, other_name_factor
from .index import MemoryIndex

Scores = dict[int, float]


def outlet_tags(links: Links) -> set[str]:
    """The outlet of an article as a set: empty when unknown."""
    return {links.outlet} if links.outlet else set()


def leader_tags(links: Links, role: LeaderRole = LeaderRole.ANY) -> set[str]:
    """The leaders whom an article names in this role."""
    return {x.leader for x in links.leaders if has_role(x, role)}


def has_role(link: LeaderLink, role: LeaderRole) -> bool:
    """Whether a link counts for a role: `lead` includes the title."""
    if role is LeaderRole.TITLE:
        return link.in_title
    return role is LeaderRole.ANY or link.in_title or link.in_lead


class Evaluator:
    """Evaluates clauses over one index under one ranking.  `cut` collects prefixes with too many expansions."""

    def __init__(self, index: MemoryIndex, ranking: Ranking) -> None:
        self._index = index
        self._ranking = ranking
        self.cut: list[str] = []
        self._rules: dict[type, Callable[[Any], Scores]] = {
            Word: self._word,
            Phrase: self._phrase,
            Prefix: self._prefix,
            Tagged: self._tagged,
            And: self._and,
            Or: self._or,
            Either: self._either,
            AtLeast: self._at_least,
            Everything: lambda _: dict.fromkeys(range(len(index.entries)), 0.0),
        }

    def scores(self, clause: Clause) -> Scores:
        """Document -> score of every document that the clause matches, deleted ones included."""
        return self._rules[type(clause)](clause)

    def bm25(self, frequency: int, holding: int, name: str, number: int) -> float:
        """The BM25 of one term in one field of one document, without the field's weight."""
        r, index = self._ranking, self._index
        norm = r.k1 * (1 - r.b + r.b * index.length(name, number) / index.averages[name])
        return idf(len(index.entries), holding) * (r.k1 + 1) * frequency / (frequency + norm)

    def _best_form(self, name: str, stream: Stream, forms: tuple[str, ...]) -> Scores:
        best: Scores = {}
        for form in forms:
            documents = self._index.documents(name, stream, form)
            for number, positions in documents.items():
                value = self.bm25(len(positions), len(documents), name, number)
                best[number] = max(best.get(number, 0.0), value)
        return best

    def _word(self, word: Word) -> Scores:
        r = self._ranking
        total: Scores = {}
        matched: set[int] = set()
        for name in word.fields:
            stem = self._best_form(name, Stream.STEM, word.stem)
            exact = self._best_form(name, Stream.EXACT, word.exact)
            matched |= stem.keys()
            for part, factor in ((stem, 1.0), (exact, r.exact_weight)):
                for number, value in part.items():
                    total[number] = total.get(number, 0.0) + r.field_weight(name) * factor * value
        return {number: total[number] for number in matched}

    def _phrase(self, phrase: Phrase) -> Scores:
        matched = {n for name in phrase.fields for n in self._phrase_documents(phrase, name)}
        parts = [self._word(word) for word in phrase.words]
        return {n: sum(part.get(n, 0.0) for part in parts) for n in matched}

    def _phrase_documents(self, phrase: Phrase, name: str) -> set[int]:
        starts: set[tuple[int, int]] | None = None
        for offset, word in enumerate(phrase.words):
            forms = word.exact if phrase.stream is Stream.EXACT else word.stem
            places = {
                (number, position - offset)
                for form in forms
                for number, positions in self._index.documents(name, phrase.stream, form).items()
                for position in positions
            }
            starts = places if starts is None else starts & places
        return {number for number, _ in starts or ()}

    def _prefix(self, prefix: Prefix) -> Scores:
        total: Scores = {}
        for name in prefix.fields:
            counts = self._prefix_counts(prefix.prefix, name)
            for number, frequency in counts.items():
                value = self.bm25(frequency, len(counts), name, number)
                total[number] = total.get(number, 0.0) + self._ranking.field_weight(name) * value
        return total

    def _prefix_counts(self, prefix: str, name: str) -> dict[int, int]:
        postings = self._index.streams[name, Stream.EXACT].postings
        terms = sorted((t for t in postings if t.startswith(prefix)), key=lambda t: (-len(postings[t]), t))
        if len(terms) > MAX_EXPANSIONS and prefix not in self.cut:
            self.cut.append(prefix)
        counts: dict[int, int] = {}
        for term in terms[:MAX_EXPANSIONS]:
            for number, positions in postings[term].items():
                counts[number] = counts.get(number, 0) + len(positions)
        return counts

    def _tagged(self, tagged: Tagged) -> Scores:
        wanted = set(tagged.values)
        tags = outlet_tags if tagged.facet == "outlet" else leader_tags
        return {n: 0.0 for n, entry in enumerate(self._index.entries) if wanted & tags(entry.links)}

    def _and(self, clause: And) -> Scores:
        wanted = [self.scores(c) for c in clause.clauses if not isinstance(c, Not)]
        unwanted = [self.scores(c.clause) for c in clause.clauses if isinstance(c, Not)]
        if not wanted:
            wanted = [self.scores(Everything())]
        numbers = set(wanted[0]).intersection(*wanted[1:]).difference(*unwanted)
        return {n: sum(part[n] for part in wanted) for n in numbers}

    def _or(self, clause: Or) -> Scores:
        total: Scores = {}
        for part in map(self.scores, clause.clauses):
            for number, value in part.items():
                total[number] = total.get(number, 0.0) + value
        return total

    def _either(self, clause: Either) -> Scores:
        typed = self._index.weight(clause.clauses[0])
        best: Scores = {}
        for other in clause.clauses:
            factor = other_name_factor(typed, self._index.weight(other))
            for number, value in self.scores(other).items():
                best[number] = max(best.get(number, 0.0), value * factor)
        return best

    def _at_least(self, clause: AtLeast) -> Scores:
        weights = [self._index.weight(c) for c in clause.clauses]
        needed = clause.share * sum(weights) - 1e-9
        parts = [self.scores(c) for c in clause.clauses]
        held: Scores = {}
        for part, weight in zip(parts, weights, strict=True):
            for number in part:
                held[number] = held.get(number, 0.0) + weight
        return {n: sum(p.get(n, 0.0) for p in parts) for n, weight in held.items() if weight >= needed}
