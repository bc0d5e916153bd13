"""What hits show of a document, as plain values: made once, and kept for documents that were hits lately.

For the hits of a page, and to count few hits one by one.  Not here: many documents at once, which are arrays (`snapshot`, `tags`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .dates import UNDATED
from .snapshot import Snapshot

_KEPT = 1 << 13
"""Cards kept, some 400 bytes each."""


class Seen(NamedTuple):
    """What every hit of a page shows of its document: enough where nothing is counted."""

    document: int
    id: str
    seconds: int | None


class Card(NamedTuple):
    """One document.  `rank` is its place in the order newest first (undated last), by which cards compare; `outlet` is `""`
    when unknown; leaders are the most prominent first."""

    rank: int
    document: int
    id: str
    seconds: int | None
    outlet: str
    leaders: tuple[str, ...]


class Cards(dict[int, Card]):
    """The cards of a snapshot by document, made when asked for.  Shared by threads.

    `likely` = those of the last page, whose ids are likely to be asked for next.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot
        self.likely: Sequence[Card | Seen] = ()

    def __missing__(self, document: int) -> Card:
        if len(self) >= _KEPT:
            self.clear()
        card = self[document] = self._made(document)
        return card

    def _made(self, document: int) -> Card:
        snapshot = self._snapshot
        return Card(snapshot.rank_view[document], *self._seen(document), *snapshot.links.ids_of(document))

    def seen(self, document: int) -> Card | Seen:
        """What a page shows of a document: its card if there is one."""
        return self.get(document) or self._seen(document)

    def _seen(self, document: int) -> Seen:
        seconds: int = self._snapshot.seconds_view[document]
        return Seen(document, self._snapshot.id_of(document), None if seconds == UNDATED else seconds)

    def of_all(self, docs: Sequence[int]) -> list[Card]:
        """The cards of these documents."""
        return list(map(self.__getitem__, docs))

    def documents(self, ids: Iterable[str]) -> list[int]:
        """The live documents with these ids; unknown ids are left out."""
        likely = {card.id: card.document for card in self.likely}
        found = (likely[id] if id in likely else self._snapshot.document(id) for id in ids)
        return [document for document in found if document is not None]
