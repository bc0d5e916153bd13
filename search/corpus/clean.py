"""Boilerplate goes: what a site puts between and behind the sentences of an article.

The rules are rows of `data/boilerplate.tsv`, each with an example that a test runs.  A rule may miss boilerplate;
it may never take a sentence.  Not here: bylines and datelines (`plain_text`, `dateline`), tags (`markup`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from search.errors import DataFileError

from .text import one_line

TABLE = "data/boilerplate.tsv"
SCOPES = ("line", "inline", "tail", "ending", "list")
PARAGRAPH_MARK = " ¶ "

_TAIL_PARAGRAPHS = 4
_LONGEST_LIST = 10
_HEADLINE = re.compile(r"(?!.*[.!?][\"'”’)]?\s+[A-Z\"“])(?=.{3,110}$).*[^.,;:!\"”]$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: paragraphs of `example`, cleaned, are `expected`."""

    scope: str
    pattern: re.Pattern[str]
    example: tuple[str, ...]
    expected: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The table, one pattern for each scope."""

    line: re.Pattern[str]
    inline: re.Pattern[str]
    tail: re.Pattern[str]
    ending: re.Pattern[str]
    list: re.Pattern[str]


def _paragraphs(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(PARAGRAPH_MARK) if part and part != "-")


def _flags(scope: str) -> re.RegexFlag:
    """Inline patterns are looked for everywhere in a text, which is only cheap when case counts."""
    return re.NOFLAG if scope == "inline" else re.IGNORECASE


def _rule(number: int, row: str) -> Rule:
    cells = row.split("\t")
    if len(cells) != 5:
        raise DataFileError(f"{TABLE}:{number}: {len(cells)} columns where 5 are needed")
    scope, pattern, example, expected, why = cells
    if scope not in SCOPES:
        raise DataFileError(f"{TABLE}:{number}: scope {scope!r} is none of {', '.join(SCOPES)}")
    try:
        compiled = re.compile(pattern, _flags(scope))
    except re.error as error:
        raise DataFileError(f"{TABLE}:{number}: the pattern is no regular expression: {error}") from error
    return Rule(scope, compiled, _paragraphs(example), _paragraphs(expected), why)


def read_rules(table: str) -> tuple[Rule, ...]:
    """The rules of a table's text.  Raises DataFileError that names the line."""
    rows = enumerate(table.split("\n"), start=1)
    return tuple(_rule(number, row) for number, row in rows if row.strip() and not row.startswith("#"))


@cache
def boilerplate_rules() -> tuple[Rule, ...]:
    """The rules that ship with Telisik."""
    return read_rules(files("search.corpus").joinpath(TABLE).read_text(encoding="utf-8"))


@cache
def _compiled() -> Rules:
    def joined(scope: str) -> re.Pattern[str]:
        patterns = [rule.pattern.pattern for rule in boilerplate_rules() if rule.scope == scope]
        return re.compile("|".join(patterns), _flags(scope))

    return Rules(*(joined(scope) for scope in SCOPES))


def _without_lists(paragraphs: Sequence[str], heading: re.Pattern[str]) -> Iterator[str]:
    """Drop a heading of related links with the headlines that follow it."""
    links = 0
    for paragraph in paragraphs:
        if heading.fullmatch(paragraph):
            links = _LONGEST_LIST
        elif links and _HEADLINE.match(paragraph):
            links -= 1
        else:
            links = 0
            yield paragraph


def _without_lines(paragraphs: Sequence[str], rules: Rules) -> Iterator[str]:
    for paragraph in paragraphs:
        kept = one_line(rules.inline.sub(" ", paragraph))
        if kept and not rules.line.fullmatch(kept):
            yield kept


def _without_tail(paragraphs: list[str], rules: Rules) -> list[str]:
    start = max(0, len(paragraphs) - _TAIL_PARAGRAPHS)
    kept = paragraphs[:start] + [p for p in paragraphs[start:] if not rules.tail.fullmatch(p)]
    if kept:
        kept[-1] = rules.ending.sub("", kept[-1]).rstrip()
    return [paragraph for paragraph in kept if paragraph]


def _cleaned_once(paragraphs: tuple[str, ...], rules: Rules) -> tuple[str, ...]:
    linked = tuple(_without_lists(paragraphs, rules.list))
    return tuple(_without_tail(list(_without_lines(linked, rules)), rules))


def clean(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs that are text of the article, in order, none empty.  Cleaning twice is cleaning once."""
    rules = _compiled()
    before = tuple(filter(None, map(one_line, paragraphs)))
    while (after := _cleaned_once(before, rules)) != before:
        before = after
    return after
