"""Figures as people read them, in Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Row = Sequence[str]


def table(head: Row, rows: Iterable[Row]) -> str:
    """A table; no rows, no table."""
    lines = [_line(row) for row in rows]
    return "\n".join([_line(head), "|" + "---|" * len(head), *lines]) if lines else "Not measured."


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"


def milliseconds(value: float | None) -> str:
    """`0.034`, `12.3`; nothing where nothing was measured."""
    if value is None:
        return ""
    return f"{value:.3f}" if value < 10 else f"{value:,.1f}"


def ratio(value: float | None) -> str:
    """`0.52`, `0.0031` when small."""
    if value is None:
        return ""
    return f"{value:.2f}" if value >= 0.01 else f"{value:.4f}"


def megabytes(value: float | None) -> str:
    """Of a million bytes."""
    return "" if value is None else f"{value / 1e6:,.0f} MB"


def count(value: float | None) -> str:
    """A whole number."""
    return "" if value is None else f"{value:,.0f}"


def first_and_rest(values: Sequence[float]) -> str:
    """`41 to 70 (the first 196)`: the first of a row of equal things does what the others find done."""
    first, rest = values[:1], values[1:]
    said = f"{min(rest):.0f} to {max(rest):.0f}" if rest else ""
    return f"{said} (the first {first[0]:.0f})".strip() if first else ""
