"""From the tree of a typed query to the clauses that engines run.

The same analyzer as at index time, names expanded to their aliases, question words dropped when others remain.
Pure: what names mean comes in as values and one function.  Not here: filters, paging, facets (`service`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..analysis import Analyzer, Token
from ..dates import find_dates_in_query
from ..model import Match, Notice, NoticeCode
from ..schema import TEXT_FIELDS
from .aliases import MAX_KEY_WORDS, Aliases, key_of
from .grammar import All, AnyOf, Node, Quoted, Starts, Text, Without, parse
from .plan import And, Clause, Either, Everything, Not, Or, Phrase, Prefix, Stream, Tagged, Word
from .widening import any_of, weightiest_part

MAX_ALIASES = 6

_ASKING = ("apa", "siapa", "kapan", "mana", "dimana", "berapa", "bagaimana")
QUESTION_WORDS = frozenset((*_ASKING, *(f"{word}kah" for word in _ASKING), "mengapa", "kenapa"))
"""Words that ask and are not looked for when other words remain (design: +0.0008 macro nDCG on the training sets)."""

_ANY_DAY = date(2000, 1, 1)  # which words are a date does not depend on the day

Resolve = Callable[[str, str], tuple[str, ...]]
"""(`outlet` or `leader`, typed text) -> canonical ids that it names."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A query understood: the clause for all words, the wider one for `auto` (None = there is none), the wanted words."""

    strict: Clause
    relaxed: Clause | None
    words: tuple[Word, ...]
    notices: tuple[Notice, ...]


@dataclass(slots=True)
class _Reading:
    """What one planning collects."""

    analyzer: Analyzer
    aliases: Aliases
    resolve: Resolve
    fields: tuple[str, ...]
    words: list[Word] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    dated: list[Clause] = field(default_factory=list)

    # --- leaves ---

    def word(self, token: Token, text: str, fields: tuple[str, ...]) -> Word:
        """A token of a typed text as a word."""
        return Word(text[token.start : token.end], token.forms.stem, token.forms.exact, fields)

    def text(self, node: Text, wanted: bool) -> list[Clause]:
        """A run of plain words: one clause for each word, or for each name with its aliases."""
        if node.scope in ("outlet", "leader"):
            return [self.tagged(node.scope, node.text)]
        tokens = self.analyzer.query_tokens(node.text)
        fields = (node.scope,) if node.scope else self.fields
        kept = self._without_questions(tokens)
        dates = _span_of_date(node.text)
        clauses: list[Clause] = []
        at = 0
        while at < len(kept):
            length, alternatives = self._names_at(kept, at, node.text)
            run = [self.word(t, node.text, fields) for t in kept[at : at + length]]
            self.words += run if wanted else []
            found = [self._one_of(_all(run), alternatives, fields)] if alternatives else run
            self.dated += found if kept[at].start in dates else []
            clauses += found
            at += length
        return clauses

    def _without_questions(self, tokens: Sequence[Token]) -> list[Token]:
        kept = [t for t in tokens if t.forms.exact[0] not in QUESTION_WORDS]
        if kept and len(kept) < len(tokens):
            self.dropped += [t.forms.exact[0] for t in tokens if t not in kept]
            return kept
        return list(tokens)

    def _names_at(self, tokens: Sequence[Token], at: int, text: str) -> tuple[int, tuple[str, ...]]:
        """The longest name that begins here: its length in tokens and its other names."""
        if not self.aliases.keys:
            return 1, ()
        for length in range(min(MAX_KEY_WORDS, len(tokens) - at), 0, -1):
            run = tokens[at : at + length]
            typed = text[run[0].start : run[-1].end]
            others = self.aliases.others(key_of([t.forms.exact[0] for t in run]), typed)
            if others:
                return length, others[:MAX_ALIASES]
        return 1, ()

    def _one_of(self, typed: Clause, names: Sequence[str], fields: tuple[str, ...]) -> Clause:
        return Either((typed, *(self.phrase(name, fields, Stream.STEM) for name in names)))

    def phrase(self, text: str, fields: tuple[str, ...], stream: Stream) -> Clause:
        """Neighbouring words; a single one is just that word (looked for in the same stream)."""
        tokens = self.analyzer.query_tokens(text)
        words = tuple(self.word(t, text, fields) for t in tokens)
        if len(words) == 1 and stream is Stream.STEM:
            return words[0]
        return Phrase(words, stream, fields)

    def quoted(self, node: Quoted, wanted: bool) -> list[Clause]:
        """Words in quotes: exactly these, side by side."""
        if node.scope in ("outlet", "leader"):
            return [self.tagged(node.scope, node.text)]
        fields = (node.scope,) if node.scope else self.fields
        clause = self.phrase(node.text, fields, Stream.EXACT)
        if not isinstance(clause, Phrase) or not clause.words:
            return []
        self.words += clause.words if wanted else ()
        return [clause]

    def starts(self, node: Starts) -> list[Clause]:
        """A prefix: of the last form that its text is analysed to, behind the forms before it."""
        tokens = self.analyzer.tokens(node.text)
        fields = (node.scope,) if node.scope else self.fields
        if not tokens:
            return []
        run: list[Clause] = [self.word(t, node.text, fields) for t in tokens[:-1]]
        return [*run, Prefix(tokens[-1].forms.exact[0], fields)]

    def tagged(self, facet: str, text: str) -> Clause:
        """`media:` or `tokoh:`; an unknown name matches nothing and is said."""
        values = self.resolve(facet, text)
        if not values:
            code = NoticeCode.UNKNOWN_OUTLET if facet == "outlet" else NoticeCode.UNKNOWN_LEADER
            self.notices.append(Notice(code, text))
        return Tagged(facet, values)

    # --- branches ---

    def clauses(self, node: Node, wanted: bool = True) -> list[Clause]:
        """The clauses that a node asks for, all of them."""
        if isinstance(node, Text):
            return self.text(node, wanted)
        if isinstance(node, Quoted):
            return self.quoted(node, wanted)
        if isinstance(node, Starts):
            return self.starts(node)
        if isinstance(node, All):
            return [clause for child in node.nodes for clause in self.clauses(child, wanted)]
        if isinstance(node, AnyOf):
            branches = [_all(found) for child in node.nodes if (found := self.clauses(child, wanted))]
            return [Or(tuple(branches))] if branches else []
        return self._without(node)

    def _without(self, node: Without) -> list[Clause]:
        unwanted = self.clauses(node.node, wanted=False)
        return [Not(_all(unwanted))] if unwanted else []


def _span_of_date(text: str) -> range:
    """Where a date phrase stands in typed text (`november 2022`, `kemarin`); empty when there is none."""
    typed = find_dates_in_query(text, _ANY_DAY)
    start = text.find(typed.phrase) if typed else 0
    return range(start, start + len(typed.phrase) if typed else 0)


def _all(clauses: Sequence[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 and not isinstance(clauses[0], Not) else And(tuple(clauses))


@dataclass(frozen=True, slots=True)
class Planner:
    """Understands queries with one generation's analyzer and names."""

    analyzer: Analyzer
    aliases: Aliases
    resolve: Resolve

    def plan(self, text: str, fields: tuple[str, ...] = (), match: Match = Match.AUTO) -> Planned:
        """The clauses of a typed query.  Raises QueryError when it is too long, and for nothing else."""
        parsed = parse(text)
        reading = _Reading(self.analyzer, self.aliases, self.resolve, fields or TEXT_FIELDS)
        clauses = reading.clauses(parsed.root) if parsed.root is not None else []
        notices = [Notice(code) for code in parsed.notices] + reading.notices
        if reading.dropped:
            notices.append(Notice(NoticeCode.DROPPED_WORDS, " ".join(reading.dropped)))
        strict: Clause = _all(clauses) if clauses else Everything()
        if match is Match.ANY:
            strict = any_of(clauses) or strict
        relaxed = weightiest_part(clauses, reading.dated) if match is Match.AUTO else None
        return Planned(strict, relaxed, tuple(reading.words), tuple(notices))
