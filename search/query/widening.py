"""Wider clauses than `all words`, made from those: any of the words, or the weightiest part of them.

Not here: when to widen (`service.finding`), what typed words become (`planner`).
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from .plan import And, AtLeast, Clause, Either, Everything, Not, Or, Tagged, Word

RELAXED_SHARE = 0.2


def any_of(clauses: Sequence[Clause]) -> Clause | None:
    """What holds any of the words, phrases or groups; tags and exclusions restrict as before.  None = no wider."""
    wanted = [_loose(c) for c in clauses if not isinstance(c, Tagged | Not)]
    if not wanted or (len(wanted) == 1 and wanted[0] in clauses):
        return None
    return _within(Or(tuple(wanted)), [c for c in clauses if isinstance(c, Tagged | Not)])


def weightiest_part(clauses: Sequence[Clause], optional: Container[Clause]) -> Clause | None:
    """What holds the weightiest part of the words; None when there is nothing to leave out.

    Words that are `optional` (those of a date) add to the score and are not asked for, unless nothing else was typed.
    Phrases, prefixes, tags, groups and exclusions were asked for on purpose and stay required.
    """
    words = [c for c in clauses if isinstance(c, Word | Either)]
    asked = [c for c in words if c not in optional] or words
    spare = [c for c in words if c not in asked]
    loose = [_loose(c) for c in asked]
    if not spare and len(asked) < 2 and loose == asked:
        return None
    some = loose[0] if len(loose) == 1 else AtLeast(tuple(loose), RELAXED_SHARE)
    others = [c for c in clauses if not isinstance(c, Word | Either)]
    return _within(some, [Or((*spare, Everything())), *others] if spare else others)


def _within(some: Clause, others: Sequence[Clause]) -> Clause:
    return And((some, *others)) if others else some


def _loose(clause: Clause) -> Clause:
    """A typed name of several words is found by any of them; its other names stay whole."""
    if isinstance(clause, Either) and isinstance(clause.clauses[0], And):
        return Either((Or(clause.clauses[0].clauses), *clause.clauses[1:]))
    return clause
