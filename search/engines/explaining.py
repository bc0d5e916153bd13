"""The parts of one article's score, told to a person, by walking the plan's clauses: the same for every engine.

An engine gives the score of any clause for the article; here that is taken apart as `query.plan` and `query.ranking` put it
together, so that the addends times the factor are the score.  Not here: which articles get a bonus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ..model import ScorePart
from ..query.plan import And, AtLeast, Clause, Either, Not, Or, Phrase, Prefix, Word
from ..query.ranking import Ranking, other_name_factor

_ROUNDING = 1e-6


class Scores(Protocol):
    """What clauses come to for one article."""

    def score(self, clause: Clause) -> float | None:
        """What the clause adds to the article's score; None when it does not match."""
        ...

    def weight(self, clause: Clause) -> float:
        """The weight of the clause (`query.plan`)."""
        ...


@dataclass(frozen=True, slots=True)
class Extras:
    """What an article gets besides its words: the weighted addends of its bonus, and the recency factor."""

    proximity: float = 0.0
    phrase: float = 0.0
    title_all: float = 0.0
    lead: float = 0.0
    recency: float = 1.0


def explanation(clause: Clause, scores: Scores, extras: Extras, ranking: Ranking) -> Sequence[ScorePart]:
    """Addends `word`, `prefix`, `proximity`, `phrase`, `title_all`, `lead`, then the factor `recency`.  Empty: no match."""
    addends = _addends(clause, scores)
    if addends is None:
        return ()
    bonus = (
        ("proximity", extras.proximity, "neighbouring words stand near each other"),
        ("phrase", extras.phrase, "all words stand side by side"),
        ("title_all", extras.title_all, "the title holds all words"),
        ("lead", extras.lead, "words stand near the beginning of the body"),
    )
    told = (ScorePart(name, value, detail if value else "") for name, value, detail in bonus)
    return (*addends, *told, ScorePart("recency", extras.recency, _age(extras.recency, ranking)))


def _age(factor: float, ranking: Ranking) -> str:
    if factor <= 1.0:
        return ""
    days = ranking.recency_half_days * (ranking.recency_weight / (factor - 1.0) - 1.0)
    return f"{max(0.0, days):.0f} days old when the index was built"


def _addends(clause: Clause, scores: Scores) -> list[ScorePart] | None:
    """The parts that sum up to the clause's score; None when it does not match."""
    if isinstance(clause, And):
        return _all(clause, scores)
    if isinstance(clause, Or | AtLeast):
        return _some(clause, scores)
    if isinstance(clause, Either):
        return _best(clause, scores)
    value = scores.score(clause)
    if value is None:
        return None
    if isinstance(clause, Phrase):
        return [part for word in clause.words for part in _addends(word, scores) or ()]
    if isinstance(clause, Word):
        return [ScorePart("word", value, f"{clause.surface}: {_by_field(clause, scores)}")]
    if isinstance(clause, Prefix):
        return [ScorePart("prefix", value, f"{clause.prefix}*: {_by_field(clause, scores)}")]
    return []


def _by_field(clause: Word | Prefix, scores: Scores) -> str:
    parts = ((name, scores.score(replace(clause, fields=(name,)))) for name in clause.fields)
    return ", ".join(f"{name} {value:.2f}" for name, value in parts if value is not None)


def _all(clause: And, scores: Scores) -> list[ScorePart] | None:
    found: list[ScorePart] = []
    for child in clause.clauses:
        parts = _addends(child.clause if isinstance(child, Not) else child, scores)
        if (parts is None) is not isinstance(child, Not):
            return None
        found += () if isinstance(child, Not) else parts or ()
    return found


def _some(clause: Or | AtLeast, scores: Scores) -> list[ScorePart] | None:
    matching = [(child, parts) for child in clause.clauses if (parts := _addends(child, scores)) is not None]
    if isinstance(clause, AtLeast):
        needed = clause.share * sum(map(scores.weight, clause.clauses))
        if sum(scores.weight(child) for child, _ in matching) < needed * (1 - _ROUNDING):
            return None
    return [part for _, parts in matching for part in parts] if matching else None


def _best(clause: Either, scores: Scores) -> list[ScorePart] | None:
    """Those of the name that scores most, times its factor."""
    typed, *others = clause.clauses
    most = scores.weight(typed)
    names = [_addends(typed, scores)]
    for other in others:
        factor, note = other_name_factor(most, scores.weight(other)), f" (as another name of {_typed(typed)})"
        names.append(_times(_addends(other, scores), factor, note))
    found = [parts for parts in names if parts is not None]
    return max(found, key=lambda parts: sum(part.value for part in parts)) if found else None


def _times(parts: list[ScorePart] | None, factor: float, note: str) -> list[ScorePart] | None:
    scale = "" if factor == 1.0 else f", times {factor:.2f}"
    return parts and [ScorePart(part.name, part.value * factor, part.detail + scale + note) for part in parts]


def _typed(clause: Clause) -> str:
    if isinstance(clause, Word):
        return clause.surface
    if isinstance(clause, Phrase):
        return " ".join(word.surface for word in clause.words)
    return " ".join(map(_typed, clause.clauses)) if isinstance(clause, And) else "it"
