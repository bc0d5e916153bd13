"""What is told while a build runs, and how long each stage took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ..model import RejectedRecord


def _tell_nobody(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Watch:
    """Whom to tell: `progress(stage, articles done)`, each rejected record, each duplicate (as a sentence)."""

    progress: Callable[[str, int], None] = _tell_nobody
    rejected: Callable[[RejectedRecord], None] = _tell_nobody
    duplicate: Callable[[str], None] = _tell_nobody


class Stages:
    """Wall seconds by stage, in the order in which they began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside; a stage entered twice adds up."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
