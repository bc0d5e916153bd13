"""The service: one object that answers everything, always from the published generation.

A new generation is seen at the next call, without a restart; answers under way keep the one they began with.
"""

from __future__ import annotations

import logging
import secrets
import threading
from dataclasses import replace
from datetime import date
from typing import NoReturn

from ..analysis import Token
from ..cursors import Cursors
from ..entities.names import key
from ..errors import IndexUnavailableError, QueryError, TelisikError
from ..generations import Collection
from ..model import (
    ArticleView,
    Bucket,
    CollectionStats,
    Completion,
    Hit,
    LeaderProfile,
    LinkDecision,
    Page,
    Query,
    TermsFacet,
    VocabularyEntry,
)
from ..settings import Settings
from .answer import Answer
from .opened import OpenGeneration, open_generation
from .profiles import leader_profile
from .reading import MAX_RELATED, article_view, related_hits

_log = logging.getLogger(__name__)


class SearchService:
    """Answers from one collection.  Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._collection = Collection(settings.indexes, settings.collection)
        self._cursors = Cursors((settings.secret or secrets.token_hex(16)).encode())
        self._lock = threading.Lock()
        self._seen: object = None
        self._open: OpenGeneration | None = None

    # --- the published generation ---

    def _opened(self) -> OpenGeneration:
        signature, opened = self._collection.signature(), self._open
        if opened is not None and signature == self._seen:
            return opened
        with self._lock:
            if self._open is None or signature != self._seen:
                self._open = self._reopened(self._open)
                self._seen = signature
            return self._open

    def _reopened(self, before: OpenGeneration | None) -> OpenGeneration:
        """The published generation, or what stands in for it: the one before, else the first that is whole."""
        faults = []
        for name in self._collection.candidates():
            if before is not None and before.name == name:
                return before
            try:
                manifest = self._collection.verified(name)
                opened = open_generation(self._collection, manifest, self._settings.cache_for(manifest.documents))
            except TelisikError as fault:
                _log.error("generation %s cannot be served: %s", name, fault)
                faults.append(str(fault))
                if before is not None:
                    return before
            else:
                _log.info("serving generation %s of %s", opened.name, self._collection.name)
                return opened
        return before or self._nothing(faults)

    def _nothing(self, faults: list[str]) -> NoReturn:
        if faults:
            raise IndexUnavailableError("No generation is whole. Run `telisik rebuild`. " + " ".join(faults))
        raise IndexUnavailableError(f"Nothing is published in {self._collection.root}. Run `telisik rebuild`.")

    def generation(self) -> str:
        """The name of the generation that answers.  Raises IndexUnavailableError."""
        return self._opened().name

    def degraded(self) -> bool:
        """Whether another generation answers than the published one, for that one is not whole."""
        return self._opened().name != self._collection.current()

    def close(self) -> None:
        """Forget the open generation."""
        with self._lock:
            self._open, self._seen = None, None

    # --- answers ---

    def search(self, query: Query) -> Page:
        """A page of hits with facets.  Raises QueryError, StaleCursorError, IndexUnavailableError."""
        return Answer(self._opened(), self._cursors, query).page()

    def ids(self, query: Query) -> tuple[str, ...]:
        """Only the ids of a query's hits, in order: nothing is fetched, highlighted or counted."""
        return Answer(self._opened(), self._cursors, query).ids()

    def article(self, id: str) -> ArticleView:
        """One whole article.  Raises ArticleNotFoundError."""
        return article_view(self._opened(), id)

    def related(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Articles about the same, best first, copies of it left out.  Raises ArticleNotFoundError."""
        return related_hits(self._opened(), id, max(0, min(limit, MAX_RELATED)))

    def decisions(self, id: str) -> tuple[LinkDecision, ...]:
        """Every place of an article that could name a leader: linked or refused, and by which rule."""
        opened = self._opened()
        return tuple(opened.linker.decide(article_view(opened, id).article))

    def analyze(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, as they are indexed."""
        return tuple(self._opened().analyzer.tokens(text))

    def suggest(self, text: str, limit: int = 10) -> tuple[Completion, ...]:
        """Completions of what is being typed."""
        return self._opened().suggester.complete(text, limit)

    # --- outlets and leaders ---

    def outlets(self) -> tuple[VocabularyEntry, ...]:
        """Outlets by number of articles."""
        return self._opened().naming.vocabulary("outlet")

    def leaders(self) -> tuple[VocabularyEntry, ...]:
        """Leaders by number of articles."""
        return self._opened().naming.vocabulary("leader")

    def leader(self, id: str) -> LeaderProfile:
        """One leader.  Raises UnknownEntityError."""
        return leader_profile(self._opened(), id)

    def resolve(self, facet: str, value: str) -> str | None:
        """The canonical id of an `outlet` or `leader` by id, QID, old id or name; None when unknown."""
        return self._opened().naming.resolve(facet, value)

    def facet_search(self, facet: str, prefix: str, query: Query, limit: int) -> tuple[Bucket, ...]:
        """Buckets of `outlet` or `leader` under a query whose labels have a word that begins with `prefix`."""
        if facet not in ("outlet", "leader"):
            raise QueryError(
                f"there is no facet {facet!r} to search in; use outlet or leader", "facet", "unknown_facet"
            )
        everything = replace(query, facets=(facet,), facet_limit=1 << 30, limit=0, page=1, cursor="")
        found = self.search(everything).facets[facet]
        wanted = f" {key(prefix)}"
        values = found.values if isinstance(found, TermsFacet) else ()
        return tuple(b for b in values if wanted in f" {key(b.label)}")[: max(0, limit)]

    # --- figures ---

    def stats(self) -> CollectionStats:
        """Figures of the published generation."""
        opened = self._opened()
        stats, manifest = opened.stats, opened.manifest
        return CollectionStats(
            collection=self._collection.name,
            generation=opened.name,
            documents=stats.documents,
            undated=stats.undated,
            first_day=date.fromisoformat(stats.first_day) if stats.first_day else None,
            last_day=date.fromisoformat(stats.last_day) if stats.last_day else None,
            outlets=stats.outlets,
            leaders=stats.leaders,
            built_at=manifest.built_at,
            bytes_on_disk=sum(file.bytes for file in manifest.files),
        )


def open_service(settings: Settings) -> SearchService:
    """A service over the collection that the settings name.  Opens it at the first call."""
    return SearchService(settings)
