"""Cuts a typed query into lexemes, within the limit of depth.  What they mean together: `grammar`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..schema import FIELDS

MAX_DEPTH = 4


def scopes() -> dict[str, str]:
    """Typed name -> field or facet, for `name:` in a query."""
    typed = {name: f.name for f in FIELDS for name in f.typed}
    return typed | {"media": "outlet", "outlet": "outlet", "tokoh": "leader", "leader": "leader"}


SCOPES = scopes()
_LEXEME = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<not>-(?=[\w"“(]))
  | (?P<open>\()
  | (?P<close>\))
  | (?P<scope>(?:"""
    + "|".join(SCOPES)
    + r"""):(?=\S))
  | "(?P<quoted>[^"“”]*)" | “(?P<curly>[^"“”]*)”
  | (?P<quote>["“”])
  | (?P<word>[^\s()"“”]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OR, _AND, _NOT = {"ATAU", "OR"}, {"DAN", "AND"}, {"BUKAN", "NOT"}
OPERATORS = frozenset(_OR | _AND | _NOT)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a typed query: `kind` is a group of the pattern below, an operator or `prefix`."""

    kind: str
    text: str


def _all_lexemes(text: str) -> Iterator[Lexeme]:
    after_space = True
    for match in _LEXEME.finditer(text):
        kind, value = str(match.lastgroup), match.group()
        if kind == "curly":
            kind = "quoted"
        if kind == "quoted":
            value = value[1:-1]
        if kind == "not" and not after_space:
            kind = "space"
        if kind == "word":
            kind = _kind_of(value)
        yield Lexeme(kind, value)
        after_space = kind in ("space", "open", "or", "and", "not", "scope")


def _kind_of(word: str) -> str:
    for kind, words in (("or", _OR), ("and", _AND), ("not", _NOT)):
        if word in words:
            return kind
    return "prefix" if word.endswith("*") else "word"


def lexemes(text: str) -> tuple[list[Lexeme], bool]:
    """The lexemes of a query without blanks, and whether brackets deeper than `MAX_DEPTH` were left out."""
    kept: list[Lexeme] = []
    depth = too_deep = 0
    cut = False
    for lexeme in _all_lexemes(text):
        if lexeme.kind == "open" and depth == MAX_DEPTH:
            too_deep += 1
            cut = True
        elif lexeme.kind == "close" and too_deep:
            too_deep -= 1
        elif lexeme.kind != "space":
            depth += {"open": 1, "close": -1 if depth else 0}.get(lexeme.kind, 0)
            kept.append(lexeme)
    return kept, cut
