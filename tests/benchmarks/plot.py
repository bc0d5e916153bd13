"""A plot of `bench.json`: `python -m tests.benchmarks.plot bench.json docs/benchmarks.svg`.

One row a class, one dot an engine, milliseconds on a logarithmic axis.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

COLOURS = {"ours": "#0b6e4f", "tantivy": "#c1440e", "fts5": "#3d5a80", "whoosh": "#8d6a9f"}
NAMES = {"ours": "Telisik", "tantivy": "tantivy", "fts5": "SQLite FTS5", "whoosh": "Whoosh"}
LEFT, WIDTH, ROW, TOP = 190, 520, 22, 46
DECADES = range(-3, 4)


def place(milliseconds: float) -> float:
    """Where a time stands."""
    share = (math.log10(milliseconds) - DECADES[0]) / (DECADES[-1] - DECADES[0])
    return LEFT + WIDTH * share


def elements(record: dict[str, Any]) -> Iterator[str]:
    """The parts of the picture."""
    rows = record["classes"]
    bottom = TOP + ROW * len(rows)
    for decade in DECADES:
        x = place(10.0**decade)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 6}" y2="{bottom}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{10.0**decade:g} ms</text>'
    for number, (engine, colour) in enumerate(COLOURS.items()):
        x = LEFT + 130 * number
        yield f'<circle cx="{x}" cy="20" r="5" fill="{colour}"/><text x="{x + 10}" y="24">{NAMES[engine]}</text>'
    for number, (name, row) in enumerate(rows.items()):
        y = TOP + ROW * number + ROW / 2
        yield f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end">{escape(name)}</text>'
        for engine, colour in COLOURS.items():
            if row.get(f"{engine}_ms"):
                yield f'<circle cx="{place(row[f"{engine}_ms"]):.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'


def picture(record: dict[str, Any]) -> str:
    """The whole SVG."""
    height = TOP + ROW * len(record["classes"]) + 30
    title = f"Milliseconds a query, {record['docs']:,} articles, middle of processor time"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 40} {height}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{title}</title><rect width="100%" height="100%" fill="#fff"/>'
    )
    return "\n".join([head, *elements(record), "</svg>\n"])


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(picture(json.loads(Path(sys.argv[1]).read_text("utf-8"))), "utf-8")
