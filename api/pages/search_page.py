"""`/cari`: the page of results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from flask import Response

from search import DateFacet, Named, Page, Query, Sort, Suggestion, TermsFacet

from ..addresses import default_sort, first_page, from_start, language_pairs, pairs_of, sort_of
from ..answers import WINDOW, followed
from ..canonical import redirect_old_ids
from ..context import page_language, service, texts_in
from ..formats import number
from ..languages import Texts
from ..notices import notice_text
from ..parameters import FACETS, PageParameters, query_of
from ..routes.answering import now
from .filters import Chip, FacetView, chips, cleared, dates_text, facet_view
from .frame import kept_page, page_parameters, render
from .hits import HitView, hit_views
from .paging import Paging, paging_of
from .timelines import Timeline, timeline_of

FACET_VALUES = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to see the results."""

    label: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion: what it is called and the search that follows it."""

    kind: str
    text: str
    href: str
    applied: bool


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that the page shows."""

    query: Query
    title: str
    heading: str
    total: int
    hits: tuple[HitView, ...]
    facets: tuple[FacetView, ...]
    timeline: Timeline | None
    chips: tuple[Chip, ...]
    clear: str
    sorts: tuple[Choice, ...]
    stories: Choice
    person: Named | None
    offers: tuple[Offer, ...]
    notes: tuple[str, ...]
    relaxed: str
    only_all: str
    any_word: str
    paging: Paging | None
    kept_filters: tuple[tuple[str, str], ...]
    window: int = WINDOW


def search_page() -> Response:
    """The page of results for the parameters in the URL."""
    values = page_parameters(PageParameters)
    query = query_of({**values, "facets": FACETS, "facet_limit": FACET_VALUES}, now())
    redirect_old_ids(query)
    texts = texts_in(page_language())
    return kept_page(
        pairs_of(query), lambda: render("results.html", results=results_of(service().search(query), texts))
    )


def results_of(page: Page, texts: Texts) -> Results:
    """A page of the engine as shown."""
    query, language = _as_asked(page.query), texts.language
    terms = {name: facet for name, facet in page.facets.items() if isinstance(facet, TermsFacet)}
    names = _names(query, terms)
    dates = page.facets.get("date")
    to = partial(from_start, language=language)
    return Results(
        query=query,
        title=texts("results.title_for", q=query.text) if query.text else texts("results.newest"),
        heading=_heading(page, texts),
        total=page.total,
        hits=hit_views(page.hits, texts),
        facets=tuple(facet_view(name, facet, query, texts) for name, facet in terms.items()),
        timeline=timeline_of(dates, replace(query, facets=()), texts) if isinstance(dates, DateFacet) else None,
        chips=chips(query, names, texts),
        clear=to(cleared(query)),
        sorts=_sorts(query, texts),
        stories=_stories(query, texts),
        person=_person(query, names),
        offers=tuple(_offer(query, suggestion, texts) for suggestion in page.suggestions),
        notes=tuple(notice_text(notice, texts) for notice in page.warnings),
        relaxed=texts("results.relaxed", all_words=number(page.all_words or 0, language)) if page.relaxed else "",
        only_all=to(replace(query, match=type(query.match).ALL)) if page.relaxed else "",
        any_word=to(replace(query, match=type(query.match).ANY)) if " " in query.text.strip() else "",
        paging=paging_of(page, query, language),
        kept_filters=_kept(query, texts),
    )


def _names(query: Query, terms: Mapping[str, TermsFacet]) -> Mapping[str, str]:
    """The labels of chosen ids: those in the facets, and for exclusions, which no facet lists, from the vocabularies."""
    names = {bucket.value: bucket.label for facet in terms.values() for bucket in facet.values}
    if query.not_outlets or query.not_leaders:
        names |= {entry.id: entry.name for entry in (*service().outlets(), *service().leaders())}
    return names


def _person(query: Query, names: Mapping[str, str]) -> Named | None:
    """The leader whose name the words are, when the results name her or him."""
    id = service().resolve("leader", query.text) if query.text else None
    return Named(id, names[id]) if id is not None and id in names else None


def _as_asked(query: Query) -> Query:
    """The query without what the page itself set, so that its links say only what a reader chose."""
    sort = None if query.sort is default_sort(query) else query.sort
    return replace(query, facet_limit=Query().facet_limit, sort=sort)


def _heading(page: Page, texts: Texts) -> str:
    total = number(page.total, texts.language)
    if page.query.collapse_stories:
        return texts("results.stories", count=total)
    text = page.query.text
    return texts("results.count_for", count=total, q=text) if text else texts("results.count", count=total)


def _sorts(query: Query, texts: Texts) -> tuple[Choice, ...]:
    """Relevance makes sense with words only."""
    orders = tuple(Sort) if query.text else (Sort.NEWEST, Sort.OLDEST)
    default = default_sort(query)
    return tuple(
        Choice(
            texts(f"results.sort.{order.value}"),
            from_start(replace(query, sort=None if order is default else order), texts.language),
            order is sort_of(query),
        )
        for order in orders
    )


def _stories(query: Query, texts: Texts) -> Choice:
    other = replace(query, collapse_stories=not query.collapse_stories)
    label = texts("results.stories_off") if query.collapse_stories else texts("results.stories_on")
    return Choice(label, from_start(other, texts.language), query.collapse_stories)


def _offer(query: Query, suggestion: Suggestion, texts: Texts) -> Offer:
    href = from_start(followed(query, suggestion), texts.language)
    label = suggestion.text
    if suggestion.kind == "date" and suggestion.dates:
        label = texts("results.date", span=dates_text(suggestion.dates, texts.language))
    return Offer(suggestion.kind, label, href, suggestion.applied)


def _kept(query: Query, texts: Texts) -> tuple[tuple[str, str], ...]:
    """The filters that a new search in the box keeps, as hidden fields."""
    shown = replace(first_page(query), text="", facets=())
    return (*pairs_of(shown), *language_pairs(texts.language))
