"""Tokens: what analysis makes of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forms:
    """What is indexed at one position: at least one form in each stream.  `rule` names the rule or table row behind them."""

    exact: tuple[str, ...]
    stem: tuple[str, ...]
    rule: str = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """One position of a text: its forms, and `[start, end)` of the surface form in code points of the original text."""

    position: int
    start: int
    end: int
    forms: Forms
