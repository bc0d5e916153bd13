"""Hits of one story folded into the best of them.

Only hits that share a story with another article are looked at, so that most hits cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.stories import ALONE

from .matches import Docs, Matches, Sparse, looked_up


@dataclass(frozen=True, slots=True, eq=False)
class Stories:
    """Per document the number of its story; `ALONE` = it has none.  `shared` = the documents that have one."""

    of: NDArray[np.int32]
    shared: Docs

    @staticmethod
    def of_numbers(numbers: NDArray[np.int32]) -> Stories:
        """Stories from a row of numbers."""
        return Stories(numbers, np.flatnonzero(numbers != ALONE).astype(np.int32))

    def among(self, hits: Matches) -> Docs:
        """The hits that have a story."""
        return self.shared.take(looked_up(hits, self.shared)[0])


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """Hits with a story in their order: `others` = all but the first of each story."""

    ordered: Docs
    numbers: NDArray[np.int32]
    others: Matches

    def with_story_of(self, document: int, number: int) -> Docs:
        """The other hits of a document's story, in order."""
        if number == ALONE:
            return self.ordered[:0]
        return self.ordered.compress((self.numbers == number) & (self.ordered != document))


def folded(stories: Stories, ordered: Docs) -> Folded:
    """Fold hits with a story, given in their order."""
    numbers = stories.of.take(ordered)
    firsts = np.unique(numbers, return_index=True)[1]
    others = np.ones(len(ordered), np.bool_)
    others[firsts] = False
    return Folded(ordered, numbers, Sparse(np.sort(ordered[others])))
