"""The terms that corrections choose from, by first letter; what was read is kept, within bounds.

Not here: which term a misspelt word meant (`query.typos`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..engines.base import Reader
from ..engines.cache import ByteCache

Counted = Sequence[tuple[str, int]]

_BYTES_PER_TERM = 130
"""A string, its number and the pair of them, as measured on vocabularies of news."""


class Vocabulary:
    """The terms of the exact stream, of titles and bodies.  Safe to share between threads."""

    def __init__(self, reader: Reader, cache_bytes: int) -> None:
        self._reader = reader
        self._cache = ByteCache(cache_bytes)

    def terms(self, letter: str) -> Counted:
        """Those that begin with a letter, with the number of articles of the field where each is most frequent."""
        found: Counted | None = self._cache.get(letter)
        if found is None:
            found = self._read(letter)
            self._cache.put(letter, found, len(found) * _BYTES_PER_TERM)
        return found

    def _read(self, letter: str) -> Counted:
        found = dict(self._reader.terms("body", "exact", letter))
        for term, count in self._reader.terms("title", "exact", letter):
            found[term] = max(count, found.get(term, 0))
        return list(found.items())
