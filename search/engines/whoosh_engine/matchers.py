"""A matcher over one term's postings, for queries that Whoosh itself runs.

Whoosh's contract, where it surprises: `id` must not fail on an exhausted matcher (AndNot asks after `skip_to_quality`); `next`
says whether a block ended; `skip_to_quality` says how many blocks it skipped.  A block is 128 postings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Self

import numpy as np
from whoosh import formats
from whoosh.matching import LeafMatcher, ReadTooFar

from ..lengths import byte_to_length
from .arrays import Array
from .postings import FieldPostings
from .value_formats import COLUMNS, EXISTS, FREQUENCY, OPAQUE, encoded, encoded_count, mode_of

BLOCK = 128


class _TermPostings:
    """The postings of a term, each part made when it is first asked for; copies of a matcher share them."""

    def __init__(self, field: FieldPostings, number: int) -> None:
        self.field = field
        self.number = number
        self.first = int(field.starts[number])
        self.last = int(field.starts[number + 1])
        self.count = self.last - self.first

    @cached_property
    def ids(self) -> list[int]:
        """Document numbers."""
        values: list[int] = self.field.docs[self.first : self.last].tolist()
        return values

    @cached_property
    def weights(self) -> list[float]:
        """Weights."""
        values: list[float] = self.field.weights(self.first, self.last).tolist()
        return values

    @cached_property
    def offsets(self) -> list[int]:
        """Where the occurrences of each posting begin."""
        values: list[int] = self.field.occurrences(self.number)[0].tolist()
        return values

    @cached_property
    def columns(self) -> list[Array]:
        """What is known of the occurrences, in the order of the mode's columns."""
        return [self.field.column(self.number, name) for name in COLUMNS[self.field.info.mode]]

    @cached_property
    def block_max_weights(self) -> list[float]:
        """The highest weight of each block."""
        values: list[float] = np.maximum.reduceat(self.field.weights(self.first, self.last), self._heads).tolist()
        return values

    @cached_property
    def block_lengths(self) -> list[tuple[int, int]]:
        """The shortest and longest document of each block."""
        lengths = self.field.posting_lengths(self.first, self.last)
        low, high = np.minimum.reduceat(lengths, self._heads), np.maximum.reduceat(lengths, self._heads)
        return [(byte_to_length(a), byte_to_length(b)) for a, b in zip(low.tolist(), high.tolist(), strict=True)]

    @property
    def _heads(self) -> Array:
        return np.arange(0, self.count, BLOCK)

    def rows(self, at: int) -> list[list[Any]]:
        """The columns of one posting."""
        low, high = self.offsets[at], self.offsets[at + 1]
        return [column[low:high].tolist() for column in self.columns]


class PostingMatcher(LeafMatcher):  # type: ignore[misc]
    """Reads the postings of a term in order."""

    def __init__(self, field: FieldPostings, number: int, format_: formats.Format, scorer: Any = None) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = (field.name, field.term(number))
        self._mode = field.info.mode
        self._plain = mode_of(format_) == field.info.mode
        self._postings = _TermPostings(field, number)
        self._count = self._postings.count
        self._at = 0

    def reset(self) -> None:
        """Back to the first posting."""
        self._at = 0

    def is_active(self) -> bool:
        """Whether a posting is left."""
        return self._at < self._count

    def copy(self) -> Self:
        """A matcher at the same posting."""
        twin = type(self).__new__(type(self))
        twin.__dict__.update(self.__dict__)
        return twin

    def id(self) -> int:
        """The document; the last one for an exhausted matcher."""
        return self._postings.ids[min(self._at, self._count - 1)]

    def weight(self) -> float:
        """The weight of the posting."""
        return self._postings.weights[self._at]

    def value(self) -> bytes:
        """The value, as the field's format encodes it."""
        at = self._postings.first + self._at
        if self._mode == EXISTS:
            return b""
        if self._mode == FREQUENCY:
            return encoded_count(int(self._postings.field.frequencies[at]))
        if self._mode == OPAQUE:
            return self._postings.field.value(at)
        return encoded(self._mode, self.format, self._postings.rows(self._at))

    def value_as(self, astype: str) -> Any:
        """The value, decoded; positions without the way through bytes."""
        if self._plain and astype == "positions" and self._mode in COLUMNS:
            return self._postings.rows(self._at)[0]
        if self._plain and astype == "frequency" and self._mode not in (EXISTS, OPAQUE):
            return int(self._postings.field.frequencies[self._postings.first + self._at])
        return self.format.decoder(astype)(self.value())

    def next(self) -> bool:
        """Go on; whether a block ended."""
        self._at += 1
        return self._at % BLOCK == 0 or self._at == self._count

    def skip_to(self, id: int) -> None:
        """Go to the first posting whose document is not below `id`."""
        if self._at >= self._count:
            raise ReadTooFar
        self._at = bisect_left(self._postings.ids, id, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        """Skip blocks that cannot reach a score above `minquality`; how many."""
        skipped = 0
        while self._at < self._count and self.block_quality() <= minquality:
            self._at = min((self._at // BLOCK + 1) * BLOCK, self._count)
            skipped += 1
        return skipped

    def block_min_id(self) -> int:
        """The first document of the block."""
        return self._postings.ids[self._at // BLOCK * BLOCK]

    def block_max_id(self) -> int:
        """The last document of the block."""
        return self._postings.ids[min((self._at // BLOCK + 1) * BLOCK, self._count) - 1]

    def block_min_length(self) -> int:
        """The length of the block's shortest document."""
        return self._postings.block_lengths[self._at // BLOCK][0]

    def block_max_length(self) -> int:
        """The length of the block's longest document."""
        return self._postings.block_lengths[self._at // BLOCK][1]

    def block_max_weight(self) -> float:
        """The highest weight in the block."""
        return self._postings.block_max_weights[self._at // BLOCK]

    def all_ids(self) -> Iterator[int]:
        """The documents from here on."""
        return iter(self._postings.ids[self._at :])
