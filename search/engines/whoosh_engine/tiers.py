"""Which segments are merged, and merging the arrays that stand beside Whoosh's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .codec import TelisikSegment


def merged_segments(directory: Path, segments: Sequence[TelisikSegment], whole: bool) -> list[TelisikSegment]:
    """The segments after merging: one when `whole`, else as the tiers ask."""
    return list(segments)
