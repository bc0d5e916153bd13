"""Postings as plain dictionaries, made by analysing every article at open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...analysis import Analyzer
from ...model import Article, Links
from ...query.plan import And, AtLeast, Clause, Either, Not, Or, Phrase, Stream, Word
from ...query.ranking import idf
from ...schema import TEXT_FIELDS, text_of
from ..lengths import average_length, quantised
from .stories import stories_of

Occurrences = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as stored; a deleted one still counts in statistics until a compact."""

    article: Article
    links: Links
    deleted: bool = False


@dataclass(slots=True)
class FieldIndex:
    """One stream of one field: term -> document -> positions."""

    postings: dict[str, Occurrences] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def documents(self, term: str) -> Occurrences:
        """Documents that hold the term, with its positions; deleted ones included."""
        return self.postings.get(term, {})


class MemoryIndex:
    """All entries with their postings and lengths.  Document numbers are places in `entries`."""

    def __init__(self, entries: Sequence[Entry], analyzer: Analyzer) -> None:
        self.entries = tuple(entries)
        self.streams = {(f, s): FieldIndex() for f in TEXT_FIELDS for s in Stream}
        self.lengths: dict[str, list[int]] = {f: [] for f in TEXT_FIELDS}
        self._bodies: list[list[str]] = []
        for number, entry in enumerate(self.entries):
            for name in TEXT_FIELDS:
                self._add(number, name, text_of(entry.article, name), analyzer)
        self.live = frozenset(n for n, e in enumerate(self.entries) if not e.deleted)
        self.averages = {f: average_length(sum(x), len(x)) for f, x in self.lengths.items()}
        self.stories = stories_of((self.entries[n].article.id, self._bodies[n]) for n in sorted(self.live))

    def _add(self, number: int, name: str, text: str, analyzer: Analyzer) -> None:
        tokens = analyzer.tokens(text)
        self.lengths[name].append(len(tokens))
        if name == "body":
            self._bodies.append([token.forms.exact[0] for token in tokens])
        for token in tokens:
            for stream, forms in ((Stream.EXACT, token.forms.exact), (Stream.STEM, token.forms.stem)):
                for form in forms:
                    self.streams[name, stream].postings[form][number].append(token.position)

    def documents(self, name: str, stream: Stream, term: str) -> Occurrences:
        """Documents whose field holds the term, with positions; deleted ones included."""
        return self.streams[name, stream].documents(term)

    def positions(self, number: int, name: str, terms: Sequence[str]) -> list[int]:
        """Where any of the stem terms stands in one document's field, in order."""
        found = {p for t in terms for p in self.documents(name, Stream.STEM, t).get(number, ())}
        return sorted(found)

    def length(self, name: str, number: int) -> int:
        """The byte-quantised length of a document's field, in positions."""
        return quantised(self.lengths[name][number])

    def frequency(self, stream: Stream, term: str, fields: Sequence[str] = TEXT_FIELDS) -> int:
        """The number of documents of the field where the term is most frequent."""
        return max((len(self.documents(f, stream, term)) for f in fields), default=0)

    def word_weight(self, word: Word) -> float:
        """w(i) of `query.ranking`."""
        most = max((self.frequency(Stream.STEM, t, word.fields) for t in word.stem), default=0)
        return idf(len(self.entries), most) if most else 0.0

    def weight(self, clause: Clause) -> float:
        """The weight of a clause in AtLeast (`query.plan`)."""
        if isinstance(clause, Word):
            return self.word_weight(clause)
        if isinstance(clause, Phrase):
            return sum(self.word_weight(w) for w in clause.words)
        if isinstance(clause, And | AtLeast):
            return sum(self.weight(c) for c in clause.clauses)
        if isinstance(clause, Either | Or):
            return max((self.weight(c) for c in clause.clauses), default=0.0)
        return 0.0 if isinstance(clause, Not) else 1.0
