"""From a query to a page: planned, found, labelled, highlighted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..cursors import Cursors
from ..dates import find_dates_in_query
from ..engines.base import RawHit, RawTags, RawTerms
from ..engines.published import JAKARTA
from ..errors import QueryError
from ..facets import DateTotals, date_facet, terms_facet_values
from ..model import (
    Article,
    DateFacet,
    DateInterval,
    Duplicates,
    Hit,
    Notice,
    NoticeCode,
    Page,
    Part,
    Query,
    Sort,
    Suggestion,
    TermsFacet,
)
from ..query.plan import After, DateCounts, Everything, FacetRequest, Filters, Plan
from ..snippets import Highlighter
from .checking import check
from .finding import Found, find
from .opened import OpenGeneration
from .restrictions import days_of, filters_of, window_of

MAX_WINDOW = 1000


class Answer:
    """Answers one query from one generation.  Raises QueryError for one that cannot be asked."""

    def __init__(self, generation: OpenGeneration, cursors: Cursors, query: Query) -> None:
        check(query)
        self._open = generation
        self._cursors = cursors
        self._query = query
        self._sort = query.sort or (Sort.RELEVANCE if query.text.strip() else Sort.NEWEST)
        wanted = "date" in query.facets
        # One hit more than is shown tells whether a cursor would find anything.
        self._by_date = self._sort is not Sort.RELEVANCE and query.limit > 0
        self._window = window_of(query, generation.stats, generation.manifest.reference) if wanted else None

    def page(self) -> Page:
        """The page that the query asks for.  Raises QueryError and StaleCursorError."""
        filters, notices = filters_of(self._query, self._open.naming)
        found = find(self._open, self._query, self._plan(filters))
        raw, query = found.page, self._query
        notices += found.planned.notices
        notices += [Notice(NoticeCode.CUT_PREFIX, prefix) for prefix in raw.cut_prefixes]
        return Page(
            query=replace(query, sort=self._sort),
            total=raw.total,
            hits=self._hits(found),
            facets=self._facets(found, filters),
            generation=self._open.name,
            documents=self._open.stats.documents,
            pages=-(-min(raw.total, MAX_WINDOW) // query.limit) if query.limit else 0,
            relaxed=found.all_words is not None,
            all_words=found.all_words,
            next_cursor=self._next_cursor(found),
            suggestions=self._suggestions(found),
            warnings=tuple(notices),
        )

    def ids(self) -> tuple[str, ...]:
        """The ids of the page's hits, in order."""
        filters, _ = filters_of(self._query, self._open.naming)
        return tuple(hit.id for hit in self._shown(find(self._open, self._query, self._plan(filters))))

    # --- asking ---

    def _plan(self, filters: Filters) -> Plan:
        query = self._query
        after = self._after()
        offset = 0 if after else (query.page - 1) * query.limit
        if offset + query.limit > MAX_WINDOW:
            raise QueryError(
                f"only the first {MAX_WINDOW} hits have pages; go on with `cursor` and sort=newest or sort=oldest",
                "page",
                "beyond_window",
            )
        interval = self._window.interval if self._window else DateInterval.YEAR
        dates = DateCounts(interval, query.tz) if "date" in query.facets else None
        return Plan(
            Everything(),
            filters=filters,
            facets=FacetRequest("outlet" in query.facets, "leader" in query.facets, dates),
            sort=self._sort,
            offset=offset,
            limit=query.limit + self._by_date,
            after=after,
            collapse_stories=query.collapse_stories,
            reference=self._open.manifest.reference,
        )

    def _after(self) -> After | None:
        if not self._query.cursor:
            return None
        if self._sort is Sort.RELEVANCE:
            raise QueryError("a cursor needs sort=newest or sort=oldest", "cursor", "cursor_needs_date_sort")
        return self._cursors.read(self._query.cursor, self._open.name, self._question())

    def _question(self) -> str:
        """What must stay the same from page to page; how much is shown of it may change."""
        query = self._query
        wanted = Query(text=query.text, fields=query.fields, sort=self._sort, match=query.match, typo=query.typo)
        return repr((wanted, query.collapse_stories, filters_of(query, self._open.naming)[0]))

    def _shown(self, found: Found) -> tuple[RawHit, ...]:
        return tuple(found.page.hits[: self._query.limit])

    def _next_cursor(self, found: Found) -> str:
        if not self._by_date or len(found.page.hits) <= self._query.limit:
            return ""
        last = self._shown(found)[-1]
        return self._cursors.make(self._open.name, self._question(), After(last.seconds, last.id))

    def _suggestions(self, found: Found) -> tuple[Suggestion, ...]:
        today = self._open.manifest.reference.astimezone(ZoneInfo(self._query.tz)).date()
        dated = find_dates_in_query(self._query.text, today) if self._query.text else None
        spelling = (found.suggestion,) if found.suggestion else ()
        return (*spelling, Suggestion("date", dated.rest, dated.dates)) if dated else spelling

    # --- hits ---

    def _hits(self, found: Found) -> tuple[Hit, ...]:
        hits, reader = self._shown(found), self._open.reader
        ids = [hit.id for hit in hits]
        rows = zip(hits, reader.fetch(ids), reader.tags(ids), strict=True)
        highlighter = Highlighter(self._open.analyzer, found.plan.clause)
        return tuple(self._hit(found, highlighter, raw, article, tags) for raw, article, tags in rows)

    def _hit(self, found: Found, highlighter: Highlighter, raw: RawHit, article: Article, tags: RawTags) -> Hit:
        naming, reader, query = self._open.naming, self._open.reader, self._query
        return Hit(
            article=article,
            outlet=naming.outlet(tags.outlet),
            leaders=naming.leaders(tags.leaders),
            title=highlighter.title(article.title) if query.highlight else (Part(article.title),),
            snippet=highlighter.snippet(article, query.snippet_words) if query.highlight else (),
            score=raw.score,
            duplicates=self._duplicates(raw) if query.collapse_stories else None,
            explanation=() if raw.score is None or not query.explain else tuple(reader.explain(found.plan, raw.id)),
        )

    def _duplicates(self, raw: RawHit) -> Duplicates | None:
        if not raw.story:
            return None
        outlets = (self._open.naming.outlet(tags.outlet) for tags in self._open.reader.tags(raw.story))
        return Duplicates(len(raw.story), tuple(dict.fromkeys(o for o in outlets if o)))

    # --- facets ---

    def _facets(self, found: Found, filters: Filters) -> dict[str, TermsFacet | DateFacet]:
        raw = found.page
        facets: dict[str, TermsFacet | DateFacet] = {}
        if raw.outlet is not None:
            facets["outlet"] = self._terms_facet("outlet", raw.outlet, filters.outlets)
        if raw.leader is not None:
            facets["leader"] = self._with_offices(self._terms_facet("leader", raw.leader, filters.leaders), raw.newest)
        if raw.date is not None:
            totals = DateTotals(raw.date.buckets, raw.date.years, raw.date.undated)
            facets["date"] = date_facet(totals, self._window, self._selected(), self._query.tz)
        return facets

    def _terms_facet(self, facet: str, raw: RawTerms, selected: tuple[str, ...]) -> TermsFacet:
        limit = self._query.facet_limit
        values, others = terms_facet_values(raw.counts, selected, limit, lambda id: self._open.naming.label(facet, id))
        return TermsFacet(values, len(raw.counts), others, raw.missing, len(raw.counts) > limit)

    def _with_offices(self, facet: TermsFacet, newest: int | None) -> TermsFacet:
        day = None if newest is None else datetime.fromtimestamp(newest, JAKARTA)
        return replace(facet, values=tuple(self._open.naming.described(bucket, day) for bucket in facet.values))

    def _selected(self) -> tuple[date, date] | None:
        start, end = days_of(self._query.dates, ZoneInfo(self._query.tz))
        if start is None and end is None:
            return None
        return start or date.min, end or date.max
