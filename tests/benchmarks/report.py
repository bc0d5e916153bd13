"""What a run leaves: `bench.json` with every figure, the versions and the machine.  `tables` shows it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from .builds import Built
from .class_table import ClassTable
from .once import Figures
from .page import PAGES


@dataclass(slots=True)
class Report:
    """Figures of one run; milliseconds are the middle of processor time unless they say otherwise."""

    docs: int
    versions: Mapping[str, str]
    rounds: int
    classes: ClassTable = field(default_factory=ClassTable)
    pages: ClassTable = field(default_factory=ClassTable)
    stages: ClassTable = field(default_factory=ClassTable)
    snippets: Figures = field(default_factory=dict)
    build: Figures = field(default_factory=dict)
    rebuild: Figures = field(default_factory=dict)
    disk: Figures = field(default_factory=dict)
    memory: Figures = field(default_factory=dict)
    indosum_docs: int = 0
    indosum: ClassTable = field(default_factory=ClassTable)

    def add_build(self, engine: str, built: Built) -> None:
        """An index of the corpus."""
        self.build[engine] = built.figures
        self.disk[f"{engine}_bytes"] = built.bytes

    def record(self) -> dict[str, Any]:
        """For JSON.  `page` holds the figures of the bar's page itself, and all pages by class in `rows`."""
        pages = self.pages.record()
        ours, tantivy = self.disk.get("ours_bytes"), self.disk.get("tantivy_bytes")
        return {
            "docs": self.docs,
            "measured": datetime.now(UTC).date().isoformat(),
            "rounds": self.rounds,
            "machine": _machine(),
            "versions": {"python": platform.python_version(), "numpy": np.__version__, **self.versions},
            "classes": self.classes.record(),
            "page": pages.get(PAGES[0], {}) | {"rows": pages, "stages": self.stages.record()},
            "snippets": self.snippets,
            "build": self.build,
            "rebuild": self.rebuild,
            "disk": self.disk | ({"ratio_tantivy": round(ours / tantivy, 3)} if ours and tantivy else {}),
            "memory": self.memory,
            "indosum": {"docs": self.indosum_docs, "classes": self.indosum.record()},
        }

    def write(self, path: Path) -> None:
        """Write the JSON."""
        path.write_text(json.dumps(self.record(), indent=1, ensure_ascii=False) + "\n", "utf-8")


def _machine() -> Figures:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "load_average": [round(load, 1) for load in os.getloadavg()],
    }


def _processor() -> str:
    """The processor's own name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
