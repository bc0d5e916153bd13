"""The engines by name: the one place that knows which there are."""

from __future__ import annotations

from ..errors import SettingsError
from .base import Engine


def engine_named(name: str) -> Engine:
    """The engine called `whoosh` (the default everywhere) or `memory`.  Each is imported only when asked for."""
    if name == "whoosh":
        from .whoosh_engine.engine import WhooshEngine

        return WhooshEngine()
    if name == "memory":
        from .memory_engine import MemoryEngine

        return MemoryEngine()
    raise SettingsError(f"there is no engine {name!r}; use whoosh or memory.")
