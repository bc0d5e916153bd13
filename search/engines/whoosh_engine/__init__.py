"""The engine that stores its index with Whoosh and computes with NumPy.  `WhooshEngine` is imported when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine import WhooshEngine as WhooshEngine

__all__ = ["WhooshEngine"]


def __getattr__(name: str) -> Any:
    if name == "WhooshEngine":
        from .engine import WhooshEngine

        return WhooshEngine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
