"""Analysis made visible: what `telisik analyze TEXT` prints."""

from __future__ import annotations

from dataclasses import dataclass

from .chain import Analyzer


@dataclass(frozen=True, slots=True)
class Explained:
    """One position of a text: what stood there, what is indexed in each stream, what a query looks for, and by which rule."""

    position: int
    start: int
    end: int
    surface: str
    exact: tuple[str, ...]
    stem: tuple[str, ...]
    wanted: tuple[str, ...]
    rule: str


def explain(analyzer: Analyzer, text: str) -> tuple[Explained, ...]:
    """Every position of `text`, in order."""
    pairs = zip(analyzer.tokens(text), analyzer.query_tokens(text), strict=True)
    return tuple(
        Explained(
            token.position,
            token.start,
            token.end,
            text[token.start : token.end],
            token.forms.exact,
            token.forms.stem,
            asked.forms.exact,
            token.forms.rule,
        )
        for token, asked in pairs
    )
