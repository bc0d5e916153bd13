"""One search from plan to page.

matches of the clause -> filters -> recency -> the best -> their bonus -> stories folded -> the page's window
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from search.model import Sort
from search.query.plan import Plan

from ..base import RawHit, RawPage
from .bonus import total_bonus
from .cards import Card, Seen
from .collapse import Folded, folded
from .compile import Evaluator
from .counts import Counted
from .dates import UNDATED
from .facets import FacetCounter
from .few import Few
from .matches import Docs, Matches, Scores, Sparse, looked_up
from .tools import Tools, times
from .topk import behind, best_scored, first_in_order


class Window(NamedTuple):
    """What a page shows of its hits, in order, and how many hits there are in all."""

    hits: Sequence[Card | Seen]
    scores: list[float] | None
    total: int
    stories: Folded | None = None


_hit_of: Callable[[tuple[object, ...]], RawHit] = partial(tuple.__new__, RawHit)
"""A hit from its fields, at half the price of calling its class."""


class Search:
    """Runs one plan."""

    def __init__(self, tools: Tools, plan: Plan) -> None:
        self._tools = tools
        self._plan = plan
        self._space = tools.snapshot.space
        self._scorer = tools.scorer(plan.ranking)
        self._evaluator = Evaluator(self._scorer, tools.filters)

    def page(self) -> RawPage:
        """The page with its facets."""
        hits, counted = self._hits()
        window = self._by_score(hits) if self._plan.sort is Sort.RELEVANCE else self._by_date(hits)
        self._tools.pages.searched()
        newest = self._newest(hits) if self._plan.facets.leader else None
        return RawPage(window.total, self._raw_hits(window), *counted, tuple(self._evaluator.cut), newest)

    def best(self) -> Docs:
        """The documents that get a bonus."""
        ranked = times(self._hits()[0], self._tools.recency(self._plan.ranking, self._plan.reference))
        return best_scored(ranked, self._tools.snapshot.rank, self._plan.ranking.depth)[0]

    # --- which -------------------------------------------------------------------------------------------------------

    def _hits(self) -> tuple[Matches, Counted]:
        """Matches under all filters, and the facets."""
        plan, filters = self._plan, self._tools.filters
        own, unwanted = filters.own(plan.filters), filters.unwanted(plan.filters)
        request = plan.facets
        if not (request.outlet or request.leader or request.date):
            return self._space.difference(self._evaluator.within(plan.clause, list(own.values())), unwanted), Counted()
        text = self._space.difference(self._evaluator.matches(plan.clause), unwanted)
        hits = self._space.intersection([text, *own.values()])
        return hits, FacetCounter(self._tools, text, hits, own).count(request, plan.filters.leader_role)

    def _newest(self, hits: Matches) -> int | None:
        """The seconds of the newest hit; the rank puts undated documents last."""
        if few := Few.of(hits, self._tools.cards):
            return few.newest()
        snapshot = self._tools.snapshot
        if isinstance(hits, Sparse):
            newest = int(hits.docs[snapshot.rank.take(hits.docs).argmin()])
        else:
            newest = int(first_in_order(hits, snapshot.order, snapshot.rank, 1)[0])
        seconds: int = snapshot.seconds_view[newest]
        return None if seconds == UNDATED else seconds

    # --- in which order ----------------------------------------------------------------------------------------------

    def _by_score(self, hits: Matches) -> Window:
        plan, rank = self._plan, self._tools.snapshot.rank
        ranked = times(hits, self._tools.recency(plan.ranking, plan.reference))
        wanted = plan.offset + plan.limit
        depth = plan.ranking.depth if plan.words else 0
        if not plan.collapse_stories:
            if not depth and (few := Few.of(hits, self._tools.cards)):
                cards, best = few.best(ranked, wanted)
                return Window(cards[plan.offset :], best[plan.offset :], hits.count)
            docs, scores = self._with_bonus(*best_scored(ranked, rank, max(depth, wanted)))
            return self._window(docs[plan.offset : wanted], scores[plan.offset : wanted], hits.count)
        ranked = self._patched(ranked, *self._with_bonus(*best_scored(ranked, rank, depth)))
        shared = self._tools.stories.among(ranked)
        found = looked_up(ranked, shared)[1]
        keys = np.zeros(len(shared), np.float32) if found is None else found
        stories = folded(self._tools.stories, shared.take(np.lexsort((rank.take(shared), -keys))))
        left = self._space.difference(ranked, [stories.others])
        docs, scores = best_scored(left, rank, wanted)
        return self._window(docs[plan.offset :], scores[plan.offset :], left.count, stories)

    def _with_bonus(self, docs: Docs, scores: Scores) -> tuple[Docs, Scores]:
        """The best `depth` get their bonus and are ordered anew; they stay ahead of the others."""
        plan, depth = self._plan, self._plan.ranking.depth
        if not depth or not plan.words or not len(docs):
            return docs, scores
        top = docs[:depth]
        bonus = total_bonus(self._scorer, plan.words, top)
        factors = self._tools.recency(plan.ranking, plan.reference)
        raised = scores[:depth] + (bonus if factors is None else bonus * factors.take(top)).astype(np.float32)
        order = np.lexsort((self._tools.snapshot.rank.take(top), -raised))
        if len(docs) == len(top):
            return top.take(order), raised.take(order)
        return np.concatenate([top.take(order), docs[depth:]]), np.concatenate([raised.take(order), scores[depth:]])

    def _patched(self, ranked: Matches, docs: Docs, scores: Scores) -> Matches:
        """The matches with the final scores of these documents."""
        if not len(docs):
            return ranked
        if isinstance(ranked, Sparse):
            own = np.zeros(ranked.count, np.float32) if ranked.scores is None else ranked.scores.copy()
            own[np.searchsorted(ranked.docs, docs)] = scores
        else:
            own = np.zeros(self._space.padded, np.float32) if ranked.scores is None else ranked.scores.copy()
            own[docs] = scores
        return ranked.with_scores(own)

    def _by_date(self, hits: Matches) -> Window:
        plan, tools = self._plan, self._tools
        order, keys = tools.date_order(plan.sort)
        stories = None
        if plan.collapse_stories:
            shared = tools.stories.among(hits)
            stories = folded(tools.stories, shared.take(np.argsort(keys.take(shared))))
            hits = self._space.difference(hits, [stories.others])
        if plan.after is None:
            docs = first_in_order(hits, order, keys, plan.offset + plan.limit)[plan.offset :]
        else:
            later = behind(tools.snapshot, plan.sort, plan.after, hits.docs, keys)
            docs = first_in_order(self._space.of_docs(later), order, keys, plan.limit)
        return self._window(docs, None, hits.count, stories)

    # --- as a page ----------------------------------------------------------------------------------------------------

    def _window(self, docs: Docs, scores: Scores | None, total: int, stories: Folded | None = None) -> Window:
        hits = list(map(self._tools.cards.seen, docs.tolist()))
        return Window(hits, None if scores is None else scores.tolist(), total, stories)

    def _raw_hits(self, window: Window) -> tuple[RawHit, ...]:
        hits = window.hits
        self._tools.cards.likely = hits
        scores: Sequence[float | None] = window.scores or [None] * len(hits)
        stories = self._stories(hits, window.stories) if window.stories else [()] * len(hits)
        rows = zip(hits, scores, stories, strict=True)
        return tuple([_hit_of((hit.id, score, hit.seconds, story)) for hit, score, story in rows])

    def _stories(self, hits: Sequence[Card | Seen], stories: Folded) -> list[tuple[str, ...]]:
        """The ids of the other hits of each hit's story."""
        docs = [hit.document for hit in hits]
        pairs = zip(docs, self._tools.stories.of.take(docs).tolist(), strict=True)
        others = [stories.with_story_of(document, number).tolist() for document, number in pairs]
        return [tuple(map(self._tools.snapshot.id_of, some)) for some in others]
