"""Sorted byte strings in two arrays: all of them joined, and where each begins.

Order is that of bytes, so all strings with a prefix are neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from .arrays import ArrayFile, ArrayWriter, bounds, smallest


def write_strings(writer: ArrayWriter, name: str, strings: Sequence[bytes]) -> None:
    """Write a table of strings as the arrays `name` and `name.starts`."""
    starts = bounds(np.fromiter(map(len, strings), np.int64, len(strings)))
    writer.add(name, np.frombuffer(b"".join(strings), np.uint8))
    writer.add(f"{name}.starts", smallest(starts))


class StringTable:
    """A sorted table of distinct strings, read in place."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._blob = file.memory(name)
        self._starts = file.memory(f"{name}.starts")
        self._count = len(self._starts) - 1

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        starts = self._starts
        return bytes(self._blob[starts[number] : starts[number + 1]])

    def text(self, number: int) -> str:
        """A string of the table as text."""
        starts = self._starts
        return str(self._blob[starts[number] : starts[number + 1]], "utf-8")

    def __iter__(self) -> Iterator[bytes]:
        return self.among(range(self._count))

    def among(self, numbers: range) -> Iterator[bytes]:
        """Strings that stand side by side."""
        starts = self._starts[numbers.start : numbers.stop + 1].tolist()
        first = starts[0]
        blob = bytes(self._blob[first : starts[-1]])
        return (blob[a - first : b - first] for a, b in pairwise(starts))

    def lower(self, string: bytes) -> int:
        """The number of strings below `string`."""
        return bisect_left(range(self._count), string, key=self.__getitem__)

    def find(self, string: bytes) -> int:
        """The number of a string, -1 when absent."""
        number = self.lower(string)
        return number if number < self._count and self[number] == string else -1

    def prefix(self, prefix: bytes) -> range:
        """The numbers of the strings that begin with `prefix`."""
        first = self.lower(prefix)
        beyond = bisect_left(range(first, self._count), True, key=lambda n: self[n][: len(prefix)] > prefix)
        return range(first, first + beyond)
