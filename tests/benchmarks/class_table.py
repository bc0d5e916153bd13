"""The times of query classes by engine, with what each found: all engines must find the same number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .timing import Times

PEERS = ("tantivy", "tantivy_stems", "fts5", "whoosh")
"""Those that our times are divided by; `tantivy_stems` is its easier page."""


class ClassTable:
    """Rows by class: `ours_ms`, `tantivy_ms` and so on are the middle of processor time, the rest is in `detail`."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Any]] = {}

    def add(self, name: str, engine: str, times: Times) -> None:
        """The times of a class in one engine."""
        row = self.rows.setdefault(name, {})
        row[f"{engine}_ms"] = round(times.p50, 4)
        row.setdefault("detail", {})[engine] = {key: round(value, 4) for key, value in times.record().items()}
        if engine in PEERS and "ours_ms" in row:
            row[f"ratio_{engine}"] = round(row["ours_ms"] / row[f"{engine}_ms"], 4)

    def found(self, name: str, engine: str, totals: Sequence[int]) -> None:
        """What the queries of a class found; ours come first, and a peer's are held against them."""
        row = self.rows.setdefault(name, {})
        if engine == "ours":
            row["hits"] = sorted(totals)[len(totals) // 2]
            row["totals"] = list(totals)
        else:
            same = list(totals) == row["totals"][: len(totals)]
            row.setdefault("finds_same" if same else "finds_others", []).append(engine)

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return {name: {key: value for key, value in row.items() if key != "totals"} for name, row in self.rows.items()}
