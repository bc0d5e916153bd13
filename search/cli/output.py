"""What commands print: JSON for machines, lines and columns for people; errors and notices on standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click


def plain(value: Any) -> Any:
    """A value made of what JSON has: dataclasses and named tuples become objects, dates ISO text."""
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def notice(text: str) -> None:
    """A line on standard error."""
    click.echo(text, err=True)


def print_columns(rows: Iterable[Sequence[object]]) -> None:
    """Rows as aligned columns; numbers to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(row[i][0]) for row in cells) for i in range(len(cells[0]))] if cells else []
    for row in cells:
        click.echo(
            "  ".join(
                text.rjust(w) if right else text.ljust(w) for (text, right), w in zip(row, widths, strict=True)
            ).rstrip()
        )


def _cell(value: object) -> tuple[str, bool]:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}", True
    return str(value), False
