"""Searches a snapshot: `engines.base.Reader` for this engine.

Evaluates the text once, filters and counts on what it matched, and computes the bonus of the best hits only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from sys import getsizeof

import numpy as np

from search.model import Article, DatePrecision, LeaderRole, Links, ScorePart
from search.query.plan import Plan, Stream

from ..base import EngineStats, RawPage, RawTags
from ..cache import ByteCache
from ..records import article_from_json
from .collapse import Stories
from .dates import PRECISIONS, UNDATED
from .explain import Explainer
from .fields import stream_field
from .filters import FilterSet
from .searching import Search
from .snapshot import Snapshot
from .store import Guard
from .tools import Tools
from .vocabulary import counted_terms

RECENT_SHARE = 16
"""Of the bytes for caches, one in so many is for articles read recently: those of a popular query are read again and again."""

_ARTICLE_BYTES = 1500
"""What an article takes beside its text."""

_DAY = PRECISIONS.index(DatePrecision.DAY)


class WhooshReader:
    """A snapshot of one built directory.  Safe to share between threads."""

    def __init__(
        self, directory: Path, snapshot: Snapshot, reference: datetime | None, stories: Stories, cache_bytes: int
    ) -> None:
        self._guard = Guard(directory)
        self._snapshot = snapshot
        self._recent = ByteCache(cache_bytes // RECENT_SHARE)
        cache = ByteCache(cache_bytes - cache_bytes // RECENT_SHARE)
        self._filters = FilterSet(snapshot, cache)
        self._tools = Tools(snapshot, self._filters, cache, stories, reference)
        self._explainer = lru_cache(maxsize=2)(lambda plan: Explainer(self._tools, plan))

    def search(self, plan: Plan) -> RawPage:
        """One page of the plan's hits, with the facets that it asks for."""
        with self._guard:
            return Search(self._tools, plan).page()

    def explain(self, plan: Plan, id: str) -> Sequence[ScorePart]:
        """The parts of the score of one article (`engines.explaining`); empty when the plan does not match it."""
        with self._guard:
            document = self._snapshot.document(id)
            return () if document is None else self._explainer(plan).of(document)

    # --- reading ---

    def _stored(self, document: int) -> str:
        segment, own = self._snapshot.segment_of(document)
        return segment.stored(own)

    def _recent_article(self, document: int) -> Article:
        article: Article | None = self._recent.get(document)
        if article is None:
            text = self._stored(document)
            article = article_from_json(text)
            self._recent.put(document, article, getsizeof(text) + _ARTICLE_BYTES)
        return article

    def _links(self, document: int) -> Links:
        segment, own = self._snapshot.segment_of(document)
        return segment.links.of(own)

    def fetch(self, ids: Sequence[str]) -> Sequence[Article]:
        """The articles with these ids, in this order; unknown ids are left out."""
        with self._guard:
            return [self._recent_article(document) for document in self._tools.cards.documents(ids)]

    def links(self, ids: Sequence[str]) -> Sequence[Links]:
        """The links of these articles, in this order; unknown ids are left out."""
        with self._guard:
            return [self._links(document) for document in self._tools.cards.documents(ids)]

    def tags(self, ids: Sequence[str]) -> Sequence[RawTags]:
        """Outlet and leaders of these articles, in this order; unknown ids are left out."""
        with self._guard:
            cards = self._tools.cards.of_all(self._tools.cards.documents(ids))
            return [RawTags(card.outlet, card.leaders) for card in cards]

    def ids(self, ids: Iterable[str]) -> Set[str]:
        """Those of these ids that exist."""
        return {id for id in ids if self._snapshot.document(id) is not None}

    def articles(self) -> Iterator[tuple[Article, Links]]:
        """Every live article in build order."""
        with self._guard:
            for document in self._snapshot.live_documents():
                yield article_from_json(self._stored(document)), self._links(document)

    def terms(self, field: str, stream: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Terms of a stream in order, with document frequencies."""
        return counted_terms(self._snapshot.locals(stream_field(field, Stream(stream))), prefix)

    def frequency(self, stream: str, term: str) -> int:
        """The number of articles of the text field where `term` is most frequent."""
        return self._snapshot.most_holding(Stream(stream), term)

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """Live articles by outlet or leader."""
        return self._counts[facet]

    @cached_property
    def _counts(self) -> Mapping[str, Mapping[str, int]]:
        everything, tags = self._snapshot.everything, self._filters.tags
        return {
            "outlet": tags.count_outlets(everything).counts,
            "leader": tags.count_leaders(everything, LeaderRole.ANY).counts,
        }

    def stats(self) -> EngineStats:
        """Figures of the snapshot."""
        snapshot = self._snapshot
        docs = snapshot.everything.docs
        days = snapshot.dates.days.take(docs)[snapshot.dates.precision.take(docs) <= _DAY]
        ends = [_iso(day) for day in (days.min(), days.max())] if len(days) else [None, None]
        return EngineStats(
            documents=len(docs),
            deleted=snapshot.documents - len(docs),
            undated=int(np.count_nonzero(snapshot.dates.seconds.take(docs) == UNDATED)),
            first_day=ends[0],
            last_day=ends[1],
            outlets=len(self._counts["outlet"]),
            leaders=len(self._counts["leader"]),
        )

    def forget(self) -> None:
        """Empty the caches of scored terms, filters, cards and articles, as before the first query."""
        self._explainer.cache_clear()
        self._tools.cards.clear()
        self._recent.clear()
        self._tools.cache.clear()

    def close(self) -> None:
        """Forget what is cached; the maps go with the last view of them."""
        self.forget()


def _iso(ordinal: np.int32) -> str:
    return datetime.fromordinal(int(ordinal)).date().isoformat()
