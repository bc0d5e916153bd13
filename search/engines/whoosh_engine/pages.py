"""How much of the mapped files stays in the memory of this process.

A search maps the pages that it reads, and they count as the memory of every worker that ever read them.  Given back to the
system they stay in its cache of files: to read one again costs a fault, no disk.
Not here: what is kept on purpose (`cache`).
"""

from __future__ import annotations

from collections.abc import Sequence
from mmap import PAGESIZE
from pathlib import Path

from .arrays import ArrayFile

LIMIT = 32 << 20
"""Bytes of mapped pages, beyond what the process had mapped when the index was opened."""

_SHARE = 8
"""Of a large index, one byte in so many may be mapped."""

_EVERY = 32
"""Searches from one look to the next."""

_STATM = Path("/proc/self/statm")


class MappedPages:
    """Keeps the mapped pages of some files within a limit.  Shared by threads: a look too few or too many does no harm."""

    def __init__(self, files: Sequence[ArrayFile]) -> None:
        self._files = files
        self._limit = max(LIMIT, sum(file.nbytes for file in files) // _SHARE)
        self._others = mapped_bytes()
        self._searches = 0

    def searched(self) -> None:
        """Called once a search; gives all pages back when they have become too many."""
        self._searches += 1
        if self._searches % _EVERY or mapped_bytes() - self._others <= self._limit:
            return
        for file in self._files:
            file.forget_pages()
        # What is left belongs to others: it does not count the next time.
        self._others = mapped_bytes()


def mapped_bytes() -> int:
    """Mapped pages of this process; 0 where the system does not tell."""
    try:
        with _STATM.open("rb", buffering=0) as figures:
            return int(figures.read().split()[2]) * PAGESIZE
    except OSError:
        return 0
