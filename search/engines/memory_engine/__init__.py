"""The oracle engine: everything in memory, nothing clever."""

from .engine import MemoryEngine

__all__ = ["MemoryEngine"]
