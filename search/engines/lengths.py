"""Field lengths in one byte, as Whoosh stores them, so that every engine scores with the same lengths.

A length becomes the first of 256 steps that is not below it: exact to 10, within 4 % above; everything from the last
step on is the last step.  The steps are those of Whoosh 2.7.4 (`whoosh.util.numeric`), which this module must equal
without importing it.  Not here: how lengths enter the score (`query.ranking`).
"""

from __future__ import annotations

from bisect import bisect_left

LENGTHS: tuple[int, ...] = tuple(round((1.033**byte - 1) * 27) for byte in range(256))
"""The length that each byte stands for, ascending."""


def length_to_byte(length: int) -> int:
    """The byte of a length: 0 for 0, 255 for everything above the last step."""
    return min(bisect_left(LENGTHS, length), 255)


def byte_to_length(byte: int) -> int:
    """The length that a byte stands for."""
    return LENGTHS[byte]


def quantised(length: int) -> int:
    """The length as the score sees it."""
    return LENGTHS[length_to_byte(length)]


def average_length(total: int, documents: int) -> float:
    """The average length of a field: the sum of its exact lengths over all documents, those without the field too.

    At least a tiny length, so that a field that no document has may stand in a formula.
    """
    return max(total / max(documents, 1), 1e-9)
