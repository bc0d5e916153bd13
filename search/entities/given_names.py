"""Given and family names that are too frequent to tell people apart.

Not here: names of leaders that are too common as a whole (`needs_context` in `leaders.jsonl`).
"""

from __future__ import annotations

from functools import cache

from .names import reduced
from .tables import package_text

_DATA = "given_names.txt"


@cache
def given_names() -> frozenset[str]:
    """The names in reduced spelling."""
    lines = (line for line in package_text(_DATA).split("\n") if not line.startswith("#"))
    return frozenset(reduced(name) for line in lines for name in line.split())


def is_given_name(word: str) -> bool:
    """Whether very many people have this name."""
    return reduced(word) in given_names()
