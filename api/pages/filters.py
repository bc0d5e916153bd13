"""Facets as lists of links, and active filters as chips that remove themselves.  Each link is a query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from search import Bucket, DateRange, Query, TermsFacet

from ..addresses import address, days_address, first_page, from_start, language_pairs, page_address, pairs_of, toggled
from ..formats import instant, span
from ..languages import Language, Texts


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet: `href` switches it on or off."""

    label: str
    note: str
    count: int
    selected: bool
    href: str
    profile: str = ""


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as shown.  `find` leads to all values and a search inside them; empty when all are here."""

    name: str
    title: str
    options: tuple[Option, ...]
    missing: int
    total: int
    find: str
    together: str = ""
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter; `href` is the search without it."""

    label: str
    href: str


def facet_view(name: str, facet: TermsFacet, query: Query, texts: Texts) -> FacetView:
    """An outlet or leader facet of a page of results."""
    together = ""
    if name == "leader" and len(query.leaders) > 1:
        together = page_address(first_page(replace(query, leader_all=not query.leader_all)), texts.language)
    return FacetView(
        name=name,
        title=texts(f"filters.{name}"),
        options=options(name, facet.values, query, texts.language),
        missing=facet.missing_count,
        total=facet.total_values,
        find=facet_address(name, query, texts.language) if facet.truncated else "",
        together=together,
        is_together=query.leader_all,
    )


def options(name: str, buckets: tuple[Bucket, ...], query: Query, language: Language) -> tuple[Option, ...]:
    """Buckets as links."""
    return tuple(
        Option(
            label=bucket.label,
            note=bucket.office or bucket.country,
            count=bucket.count,
            selected=bucket.selected,
            href=page_address(toggled(query, name, bucket.value), language),
        )
        for bucket in buckets
    )


def facet_address(name: str, query: Query, language: Language, prefix: str = "") -> str:
    """The page of all values of a facet for a query."""
    shown = replace(first_page(query), facets=(), highlight=True, explain=False, facet_limit=20)
    pairs = (*pairs_of(shown), *((("prefix", prefix),) if prefix else ()), *language_pairs(language))
    return address(f"/cari/{name}", pairs)


def chips(query: Query, names: Mapping[str, str], texts: Texts) -> tuple[Chip, ...]:
    """Every active filter.  `names` are the labels of ids."""
    language = texts.language
    to = partial(from_start, language=language)
    label = partial(_label, names)
    found = [Chip(label(v), to(toggled(query, "outlet", v))) for v in query.outlets]
    found += [Chip(label(v), to(toggled(query, "leader", v))) for v in query.leaders]
    found += [
        Chip(texts("filters.not", label=label(v)), to(replace(query, not_outlets=_without(query.not_outlets, v))))
        for v in query.not_outlets
    ]
    found += [
        Chip(texts("filters.not", label=label(v)), to(replace(query, not_leaders=_without(query.not_leaders, v))))
        for v in query.not_leaders
    ]
    if query.dates != DateRange():
        found.append(Chip(dates_text(query.dates, language), days_address(query, language, None, None)))
    return tuple(found)


def cleared(query: Query) -> Query:
    """The query with its words only."""
    return Query(text=query.text, sort=query.sort, tz=query.tz)


def dates_text(dates: DateRange, language: Language) -> str:
    """A date filter in words."""
    if dates.start_instant or dates.end_instant:
        ends = [dates.start_instant or dates.start, dates.end_instant or dates.end]
        return " – ".join(_moment(end, language) for end in ends)
    return span(dates.start, dates.end, language)


def _moment(value: object, language: Language) -> str:
    if isinstance(value, datetime):
        return instant(value, language)
    return span(value, value, language) if isinstance(value, date) else "…"


def _label(names: Mapping[str, str], id: str) -> str:
    return names.get(id, id)


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(v for v in values if v != value)
