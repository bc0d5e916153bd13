"""The facets of some hits, and counts by name from the counts of all codes.

Not here: which documents are counted (`facets`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..base import RawDates, RawTerms

Names = NDArray[np.object_]


class Counted(NamedTuple):
    """The facets that were counted; the others None."""

    outlet: RawTerms | None = None
    leader: RawTerms | None = None
    date: RawDates | None = None


def names_of(strings: Sequence[str]) -> Names:
    """Names by code, to be taken at once."""
    return np.array(strings, np.object_)


def counted(names: Names, counts: NDArray[np.int64]) -> dict[str, int]:
    """The counts above 0 by name; names and counts stand in the order of codes."""
    codes = counts.nonzero()[0]
    return dict(zip(names.take(codes).tolist(), counts.take(codes).tolist(), strict=True))
