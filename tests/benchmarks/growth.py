"""How cost grows with the archive: two measurements beside each other.

    python -m tests.benchmarks.growth b50.json b500.json

A query should cost what its matches cost: where the larger archive holds ten times the matches, ten times the time is fair,
and where it holds as many, so should the time be.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .markdown import count, milliseconds, ratio, table

Row = Mapping[str, Any]
SIZES = (50_000, 500_000)
CLASSES = (
    "rare term",
    "rare term 3f",
    "AND mid+common",
    "phrase, name",
    "AND + outlet",
    "OR + outlet",
    "AND + outlet 3f",
)
"""Those whose matches are few or filtered."""


def small_and_large(records: Sequence[Row]) -> tuple[Row, Row] | None:
    """The two measurements that are held against each other, when both are there."""
    by_size = {record["docs"]: record for record in records}
    return (by_size[SIZES[0]], by_size[SIZES[1]]) if by_size.keys() >= set(SIZES) else None


def hits_grown(small: Row, large: Row) -> float:
    """How many times the matches of a class."""
    return float(large["hits"] / max(small["hits"], 1))


def time_grown(small: Row, large: Row, key: str) -> float:
    """How many times its milliseconds."""
    return float(large[key] / small[key])


def growth(small: Row, large: Row) -> str:
    """Hits and milliseconds of both, and by how much each grew."""
    rows = []
    for name in CLASSES:
        if name in small["classes"] and name in large["classes"]:
            a, b = small["classes"][name], large["classes"][name]
            rows.append(
                [
                    name,
                    *(count(each["hits"]) for each in (a, b)),
                    ratio(hits_grown(a, b)),
                    *(text for engine in ("ours", "cold", "tantivy") for text in _grown(a, b, f"{engine}_ms")),
                ]
            )
    sizes = [count(each["docs"]) for each in (small, large)]
    head = ["class", *(f"hits of {size}" for size in sizes), "grown"]
    head += [text for engine in ("warm", "cold", "tantivy") for text in (f"{engine}, ms", "grown")]
    return table(head, rows)


def _grown(small: Row, large: Row, key: str) -> tuple[str, str]:
    if key not in small or key not in large:
        return "", ""
    return f"{milliseconds(small[key])} → {milliseconds(large[key])}", ratio(time_grown(small, large, key))


if __name__ == "__main__":
    first, second = (json.loads(Path(name).read_text("utf-8")) for name in sys.argv[1:])
    sys.stdout.write(growth(first, second) + "\n")
