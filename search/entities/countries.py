"""Countries as leaders' records use them: codes, labels, and the names that place a leader in a text.

Not here: provinces and cities (they are part of office titles).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .tables import alternatives, read_table


@dataclass(frozen=True, slots=True)
class Country:
    """A country or body; `names` are the forms that the press uses, the label among them."""

    code: str
    label: str
    names: tuple[str, ...]


@cache
def countries() -> Mapping[str, Country]:
    """All countries by code."""
    return {
        row.cells[0]: Country(row.cells[0], row.cells[1], alternatives(row.cells[2]))
        for row in read_table("countries.tsv", 3)
    }


@cache
def country_labels() -> Mapping[str, str]:
    """Labels by code."""
    return {code: country.label for code, country in countries().items()}
