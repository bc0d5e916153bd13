"""Work that is done once and kept with its figures, so that a second run in the same folder measures queries only."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

_MARKER = "done"
Figures = dict[str, Any]


def is_done(directory: Path) -> bool:
    """Whether the folder is as `once` leaves it."""
    return (directory / _MARKER).exists()


def once(directory: Path, make: Callable[[], Figures]) -> Figures:
    """The figures that `make` told when it filled the folder, in this run or an earlier one."""
    marker = directory / _MARKER
    if not is_done(directory):
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        figures = make()
        marker.write_text(json.dumps(figures), "utf-8")
    kept: Figures = json.loads(marker.read_text("utf-8") or "{}")
    return kept


def size(directory: Path) -> int:
    """Bytes of all files but the marker."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file() and path.name != _MARKER)
