"""Searches the dictionaries: the plain meaning of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime

from ...model import Article, DateInterval, Links, ScorePart, Sort
from ...query.plan import Clause, Plan, Stream
from ...query.ranking import recency
from ..base import EngineStats, RawHit, RawPage, RawTags
from ..explaining import Extras, explanation
from ..published import JAKARTA, bucket_key, seconds
from .bonus import bonus_of
from .clauses import Evaluator, Scores, leader_tags, outlet_tags
from .counting import allowed, count_dates, count_terms
from .index import Entry, MemoryIndex

SortKey = tuple[float, float, str]


class _Scores:
    """The scores of clauses for one document."""

    def __init__(self, evaluator: Evaluator, index: MemoryIndex, number: int) -> None:
        self._evaluator = evaluator
        self._number = number
        self.weight = index.weight

    def score(self, clause: Clause) -> float | None:
        """What the clause adds to the document's score; None when it does not match."""
        return self._evaluator.scores(clause).get(self._number)


class MemoryReader:
    """A snapshot: nothing in it changes."""

    def __init__(self, index: MemoryIndex, reference: datetime | None) -> None:
        self._index = index
        self._reference = reference
        self._numbers = {index.entries[n].article.id: n for n in sorted(index.live)}

    # --- searching ---

    def search(self, plan: Plan) -> RawPage:
        """One page of the plan's hits, with the facets that it asks for."""
        evaluator = Evaluator(self._index, plan.ranking)
        base = {n: s for n, s in evaluator.scores(plan.clause).items() if n in self._index.live}
        hits = self._allowed(plan, base)
        scores = self._final_scores(plan, hits) if plan.sort is Sort.RELEVANCE else None
        grouped = self._grouped(self._ordered(plan.sort, hits, scores), plan.collapse_stories)
        matched = [self._index.entries[n] for n in base]
        request = plan.facets
        return RawPage(
            total=len(grouped),
            hits=tuple(self._raw_hit(n, story, scores) for n, story in self._window(plan, grouped)),
            outlet=count_terms(matched, "outlet", plan) if request.outlet else None,
            leader=count_terms(matched, "leader", plan) if request.leader else None,
            date=count_dates(matched, request.date, plan.filters) if request.date else None,
            cut_prefixes=tuple(evaluator.cut),
            newest=self._newest(hits) if request.leader else None,
        )

    def _newest(self, hits: Scores) -> int | None:
        return max((at for n in hits if (at := seconds(self._index.entries[n].article)) is not None), default=None)

    def _raw_hit(self, number: int, story: Sequence[int], scores: Scores | None) -> RawHit:
        entry = self._index.entries[number]
        others = tuple(self._index.entries[n].article.id for n in story)
        return RawHit(entry.article.id, scores[number] if scores else None, seconds(entry.article), others)

    def _window(self, plan: Plan, grouped: list[tuple[int, Sequence[int]]]) -> list[tuple[int, Sequence[int]]]:
        if plan.after is None:
            return grouped[plan.offset : plan.offset + plan.limit]
        edge = self._date_key(plan.sort, plan.after.seconds, plan.after.id)
        behind = [g for g in grouped if self._number_key(plan.sort, g[0]) > edge]
        return behind[: plan.limit]

    def _allowed(self, plan: Plan, base: Scores) -> Scores:
        return {n: s for n, s in base.items() if allowed(self._index.entries[n], plan.filters)}

    def _ordered(self, sort: Sort, hits: Scores, scores: Scores | None) -> list[int]:
        if scores is None:
            return sorted(hits, key=lambda n: self._number_key(sort, n))
        return sorted(hits, key=lambda n: (-scores[n], *self._number_key(Sort.NEWEST, n)))

    def _number_key(self, sort: Sort, number: int) -> SortKey:
        article = self._index.entries[number].article
        return self._date_key(sort, seconds(article), article.id)

    @staticmethod
    def _date_key(sort: Sort, at: int | None, id: str) -> SortKey:
        if at is None:
            return (1.0, 0.0, id)
        return (0.0, float(at if sort is Sort.OLDEST else -at), id)

    def _grouped(self, ordered: Sequence[int], by_story: bool) -> list[tuple[int, Sequence[int]]]:
        groups: dict[int, list[int]] = {}
        for number in ordered:
            alone = -1 - number
            story = self._index.stories.get(self._index.entries[number].article.id, alone) if by_story else alone
            groups.setdefault(story, []).append(number)
        return [(members[0], members[1:]) for members in groups.values()]

    # --- scores ---

    def _recency(self, plan: Plan, number: int) -> float:
        at = seconds(self._index.entries[number].article)
        reference = plan.reference or self._reference
        if at is None or reference is None:
            return 1.0
        return recency((reference.timestamp() - at) / 86400.0, plan.ranking)

    def _best(self, plan: Plan, hits: Scores) -> list[int]:
        ordered = sorted(hits, key=lambda n: (-hits[n] * self._recency(plan, n), *self._number_key(Sort.NEWEST, n)))
        return ordered[: plan.ranking.depth]

    def _final_scores(self, plan: Plan, hits: Scores) -> Scores:
        scores = dict(hits)
        for number in self._best(plan, hits):
            scores[number] += bonus_of(self._index, plan.words, number, plan.ranking).total
        return {n: score * self._recency(plan, n) for n, score in scores.items()}

    def explain(self, plan: Plan, id: str) -> Sequence[ScorePart]:
        """The parts of the score of one article (`engines.explaining`); empty when the plan does not match it."""
        number = self._numbers.get(id)
        if number is None:
            return ()
        evaluator = Evaluator(self._index, plan.ranking)
        base = {n: s for n, s in evaluator.scores(plan.clause).items() if n in self._index.live}
        extras = Extras(recency=self._recency(plan, number))
        if number in self._best(plan, self._allowed(plan, base)):
            bonus = bonus_of(self._index, plan.words, number, plan.ranking)
            extras = replace(
                extras, proximity=bonus.proximity, phrase=bonus.phrase, title_all=bonus.title_all, lead=bonus.lead
            )
        return explanation(plan.clause, _Scores(evaluator, self._index, number), extras, plan.ranking)

    # --- reading ---

    def _entries(self, ids: Iterable[str]) -> list[Entry]:
        return [self._index.entries[self._numbers[i]] for i in ids if i in self._numbers]

    def fetch(self, ids: Sequence[str]) -> Sequence[Article]:
        """The articles with these ids, in this order; unknown ids are left out."""
        return [entry.article for entry in self._entries(ids)]

    def links(self, ids: Sequence[str]) -> Sequence[Links]:
        """The links of these articles, in this order; unknown ids are left out."""
        return [entry.links for entry in self._entries(ids)]

    def tags(self, ids: Sequence[str]) -> Sequence[RawTags]:
        """Outlet and leaders of these articles, in this order; unknown ids are left out."""
        return [RawTags(e.links.outlet, tuple(x.leader for x in e.links.leaders)) for e in self._entries(ids)]

    def ids(self, ids: Iterable[str]) -> Set[str]:
        """Those of these ids that exist."""
        return self._numbers.keys() & set(ids)

    def articles(self) -> Iterator[tuple[Article, Links]]:
        """Every live article in build order."""
        return ((e.article, e.links) for e in self._index.entries if not e.deleted)

    def terms(self, field: str, stream: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Terms of a stream in order, with document frequencies."""
        postings = self._index.streams[field, Stream(stream)].postings
        return ((t, len(postings[t])) for t in sorted(postings) if t.startswith(prefix))

    def frequency(self, stream: str, term: str) -> int:
        """The number of articles of the text field where `term` is most frequent."""
        return self._index.frequency(Stream(stream), term)

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """Live articles by outlet or leader."""
        tags = outlet_tags if facet == "outlet" else leader_tags
        return dict(Counter(tag for _, links in self.articles() for tag in tags(links)))

    def stats(self) -> EngineStats:
        """Figures of the snapshot."""
        articles = [article for article, _ in self.articles()]
        days = sorted(k for a in articles if (k := bucket_key(a, JAKARTA, DateInterval.DAY)))
        return EngineStats(
            documents=len(articles),
            deleted=len(self._index.entries) - len(articles),
            undated=sum(a.published is None for a in articles),
            first_day=days[0] if days else None,
            last_day=days[-1] if days else None,
            outlets=len(self.facet_counts("outlet")),
            leaders=len(self.facet_counts("leader")),
        )

    def close(self) -> None:
        """Nothing to release."""
