"""A query back into the parameters of a URL: every link of an answer or a page is a query, written down here.

The inverse of `parameters.query_of`, in one canonical order and without defaults; so it is also what an ETag stands on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import quote, urlencode

from search import DateRange, Query, Sort

from .languages import Language
from .parameters import Highlight, Presentation

Pair = tuple[str, str]
Pairs = tuple[Pair, ...]
SAFE = ",:"


def pairs_of(query: Query) -> tuple[Pair, ...]:
    """The parameters that make this query, without those at their default."""
    return tuple(pair for pair, default in zip(_pairs(query), DEFAULT_PAIRS, strict=True) if pair != default)


def presentation_pairs(presentation: Presentation) -> tuple[Pair, ...]:
    """The parameters of how an answer is written down; `highlight=none` is part of the query already."""
    html = (("highlight", "html"),) if presentation.highlight is Highlight.HTML else ()
    return html + ((("fields", ",".join(presentation.fields)),) if presentation.fields else ())


def address(path: str, pairs: Iterable[Pair]) -> str:
    """A relative URL."""
    text = urlencode(list(pairs), quote_via=quote, safe=SAFE)
    return f"{path}?{text}" if text else path


def article_path(prefix: str, id: str) -> str:
    """The path of one article, leader or outlet under `prefix`; ids are percent-encoded."""
    return f"{prefix}/{quote(id, safe='')}"


def page_address(query: Query, language: Language) -> str:
    """The search page for a query: what the page does not let a reader choose is left out."""
    shown = replace(query, facets=(), highlight=True, cursor="", explain=False)
    return address("/cari", (*pairs_of(shown), *language_pairs(language)))


def from_start(query: Query, language: Language) -> str:
    """The search page for a query, from its first page."""
    return page_address(first_page(query), language)


def days_address(query: Query, language: Language, start: date | None, end: date | None) -> str:
    """The search page for a query limited to these days."""
    return page_address(within(query, start, end), language)


def language_pairs(language: Language) -> tuple[Pair, ...]:
    """`lang=en`, or nothing for Indonesian."""
    return (("lang", language.value),) if language is not Language.INDONESIAN else ()


def toggled(query: Query, facet: str, value: str) -> Query:
    """The query with one outlet or leader switched on or off, from its first page."""
    chosen = query.outlets if facet == "outlet" else query.leaders
    values = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
    return first_page(replace(query, outlets=values) if facet == "outlet" else replace(query, leaders=values))


def within(query: Query, start: date | None, end: date | None) -> Query:
    """The query limited to these days, from its first page."""
    return first_page(replace(query, dates=DateRange(start, end)))


def first_page(query: Query) -> Query:
    """The same query from its beginning."""
    return replace(query, page=1, cursor="")


def default_sort(query: Query) -> Sort:
    """The order of hits when none is asked for: relevance with words, newest without."""
    return Sort.RELEVANCE if query.text.strip() else Sort.NEWEST


def sort_of(query: Query) -> Sort:
    """The order of hits."""
    return query.sort or default_sort(query)


def _pairs(query: Query) -> tuple[Pair, ...]:
    return (
        ("q", query.text),
        ("in", ",".join(query.fields)),
        ("outlet", ",".join(query.outlets)),
        ("leader", ",".join(query.leaders)),
        ("not_outlet", ",".join(query.not_outlets)),
        ("not_leader", ",".join(query.not_leaders)),
        ("leader_op", "all" if query.leader_all else ""),
        ("leader_role", query.leader_role.value),
        ("from", moment_text(query.dates.start_instant or query.dates.start)),
        ("to", moment_text(query.dates.end_instant or query.dates.end)),
        ("tz", query.tz),
        ("match", query.match.value),
        ("typo", "auto" if query.typo else "off"),
        ("sort", "" if query.sort in (None, default_sort(query)) else query.sort.value),
        ("page", str(query.page)),
        ("limit", str(query.limit)),
        ("cursor", query.cursor),
        ("facets", ",".join(query.facets)),
        ("facet_limit", str(query.facet_limit)),
        ("date_interval", query.date_interval.value),
        ("highlight", "parts" if query.highlight else "none"),
        ("snippet_words", str(query.snippet_words)),
        ("collapse", "story" if query.collapse_stories else ""),
        ("explain", "1" if query.explain else "0"),
    )


def moment_text(value: date | datetime | None) -> str:
    """A `from` or `to` parameter; instants in UTC with `Z`."""
    if value is None:
        return ""
    return value.isoformat().replace("+00:00", "Z")


DEFAULT_PAIRS = _pairs(Query())
