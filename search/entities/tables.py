"""Rule tables: tab-separated files with `#` comments that say source and reason, checked as they are read.

Not here: what the columns mean (the module that owns a table says so).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from ..errors import DataFileError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table and where it stands, as `file:line`."""

    where: str
    cells: tuple[str, ...]


@cache
def package_text(name: str) -> str:
    """The text of a file in this package's `data/`, or of one by its absolute path."""
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def read_table(name: str, columns: int) -> Iterator[Row]:
    """The rows of a table of this package; a missing last cell is empty.  Raises DataFileError that names file and line."""
    for number, line in enumerate(package_text(name).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        where = f"{Path(name).name}:{number}"
        if len(cells) > columns or not cells[0]:
            raise DataFileError(f"{where}: {len(cells)} cells; this table has {columns}, separated by tabs.")
        yield Row(where, cells + ("",) * (columns - len(cells)))


def alternatives(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by `|`."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
