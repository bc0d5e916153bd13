"""Runs a query: all words first, corrected when nothing has them, widened when few articles do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..engines.base import RawPage
from ..model import Query, Suggestion
from ..query.plan import Clause, Plan
from ..query.planner import Planned
from ..query.typos import corrected_text
from .opened import OpenGeneration

ENOUGH = 10
"""Below this many articles with all words, `match=auto` widens."""


@dataclass(frozen=True, slots=True)
class Found:
    """A raw page and how it came about.  `plan` is the one that was run; `all_words` is None unless it was widened."""

    page: RawPage
    plan: Plan
    planned: Planned
    all_words: int | None = None
    suggestion: Suggestion | None = None


def find(generation: OpenGeneration, query: Query, plan: Plan) -> Found:
    """Run the text of a query with the filters, facets and paging of `plan`."""
    found = _run(generation, query, plan, query.text)
    corrected = _corrected(generation, query, found) if query.typo else None
    if corrected is None:
        return _widened(generation, found)
    offered = replace(found, suggestion=Suggestion("typo", corrected))
    if found.page.total:
        return _widened(generation, offered)
    instead = replace(_run(generation, query, plan, corrected), suggestion=Suggestion("typo", corrected, applied=True))
    return _first_that_finds(generation, offered, instead)


def _first_that_finds(generation: OpenGeneration, offered: Found, instead: Found) -> Found:
    """No article has all words as typed: the corrected words, all of them; some of the typed; some of the corrected."""
    if instead.page.total:
        return _widened(generation, instead)
    typed = _widened(generation, offered)
    if typed.page.total:
        return typed
    corrected = _widened(generation, instead)
    return corrected if corrected.page.total else typed


def _run(generation: OpenGeneration, query: Query, plan: Plan, text: str) -> Found:
    planned = generation.planner.plan(text, query.fields, query.match)
    plan = _with_clause(plan, planned, planned.strict)
    return Found(generation.reader.search(plan), plan, planned)


def _with_clause(plan: Plan, planned: Planned, clause: Clause) -> Plan:
    return replace(plan, clause=clause, words=planned.words)


def _corrected(generation: OpenGeneration, query: Query, found: Found) -> str | None:
    if found.page.total >= ENOUGH:
        return None
    return corrected_text(query.text, found.planned.strict, generation.vocabulary.terms, generation.frequency)


def _widened(generation: OpenGeneration, found: Found) -> Found:
    if found.planned.relaxed is None or found.page.total >= ENOUGH:
        return found
    plan = _with_clause(found.plan, found.planned, found.planned.relaxed)
    page = generation.reader.search(plan)
    if page.total <= found.page.total:
        return found
    return replace(found, page=page, plan=plan, all_words=found.page.total)
