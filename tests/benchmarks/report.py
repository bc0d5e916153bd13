"""What a run leaves: `bench.json` (`decisions.md` names its keys) and a table to read."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from .timing import Times


@dataclass(slots=True)
class Report:
    """Figures of one run; milliseconds are the middle of processor time unless they say otherwise."""

    docs: int
    versions: dict[str, str]
    classes: dict[str, dict[str, Any]] = field(default_factory=dict)
    page: dict[str, Any] = field(default_factory=dict)
    build: dict[str, Any] = field(default_factory=dict)
    disk: dict[str, Any] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)

    def add_class(self, name: str, peer: str, times: Times) -> None:
        """The times of a class in one engine."""
        row = self.classes.setdefault(name, {})
        row[f"{peer}_ms"] = round(times.p50, 4)
        row.setdefault("detail", {})[peer] = {key: round(value, 4) for key, value in times.record().items()}

    def add_page(self, peer: str, times: Times) -> None:
        """The times of a whole page in one engine."""
        self.page[f"{peer}_ms"] = round(times.p50, 4)
        self.page.setdefault("detail", {})[peer] = {key: round(value, 4) for key, value in times.record().items()}

    def finish(self) -> None:
        """Work out the ratios."""
        for row in (*self.classes.values(), self.page):
            for peer in ("tantivy", "fts5", "whoosh"):
                if row.get(f"{peer}_ms"):
                    row[f"ratio_{peer}"] = round(row["ours_ms"] / row[f"{peer}_ms"], 4)
        tantivy = self.disk.get("tantivy_bytes")
        if tantivy:
            self.disk["ratio_tantivy"] = round(self.disk["ours_bytes"] / tantivy, 3)

    def write(self, path: Path) -> None:
        """Write the JSON."""
        path.write_text(json.dumps(self._record(), indent=1, ensure_ascii=False) + "\n", "utf-8")

    def _record(self) -> dict[str, Any]:
        machine = {
            "processor": platform.processor() or platform.machine(),
            "cores": os.cpu_count(),
            "system": platform.platform(),
            "load_average": os.getloadavg(),
        }
        versions = {"python": platform.python_version(), "numpy": np.__version__, **self.versions}
        names = ("classes", "page", "build", "disk", "memory")
        return {"docs": self.docs, "machine": machine, "versions": versions, **{n: getattr(self, n) for n in names}}

    def table(self) -> str:
        """The classes as a Markdown table."""
        peers = [
            p
            for p in ("cold", "default", "tantivy", "fts5", "whoosh")
            if any(f"{p}_ms" in r for r in self.classes.values())
        ]
        head = ["class", "hits", "ours", *peers, "ours / tantivy"]
        lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        for name, row in self.classes.items():
            cells = [name, str(row.get("hits", "")), f"{row['ours_ms']:.3f}"]
            cells += [f"{row[f'{p}_ms']:.3f}" if f"{p}_ms" in row else "" for p in peers]
            lines.append("| " + " | ".join([*cells, f"{row.get('ratio_tantivy', 0):.2f}"]) + " |")
        return "\n".join(lines)
