"""Counts by name, from the names of a few hits or from the counts of all codes.

Not here: which documents are counted (`facets`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Names = NDArray[np.object_]


def names_of(strings: Sequence[str]) -> Names:
    """Names by code, to be taken at once."""
    return np.array(strings, np.object_)


def tallied(names: Iterable[str]) -> dict[str, int]:
    """How often each name occurs."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def counted(names: Names, counts: NDArray[np.int64]) -> dict[str, int]:
    """The counts above 0 by name; names and counts stand in the order of codes."""
    codes = counts.nonzero()[0]
    return dict(zip(names.take(codes).tolist(), counts.take(codes).tolist(), strict=True))
