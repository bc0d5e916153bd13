"""The documents of the peers, analysed once and kept on disk, so that a peer's build measures the peer alone.

Read back in a small fraction of the time that any peer needs, and never held in memory as a whole.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from .peers import PeerDocument

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file of documents in chunks."""

    path: Path

    def write(self, documents: Iterable[PeerDocument]) -> None:
        """Write all documents."""
        rows = ((d.id, d.texts, d.outlet, d.month, d.leaders, d.stored) for d in documents)
        with self.path.open("wb") as file:
            while chunk := list(islice(rows, _CHUNK)):
                marshal.dump(chunk, file)

    def __iter__(self) -> Iterator[PeerDocument]:
        with self.path.open("rb") as file:
            while True:
                try:
                    chunk = marshal.load(file)
                except EOFError:
                    return
                yield from (PeerDocument(*row) for row in chunk)
