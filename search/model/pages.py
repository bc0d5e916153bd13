"""What is answered to a query: hits, facets, notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .articles import Article
from .links import Named
from .queries import DateInterval, DateRange, Query


class Part(NamedTuple):
    """A piece of highlighted text.  The parts of a text joined give the text.

    A tuple, because every page makes fifty of them.
    """

    text: str
    match: bool = False


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The other articles of a hit's story (agency copies), as far as they are hits too."""

    count: int
    outlets: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One addend or factor of a score: `name` as in `docs/relevance.md`, `detail` for people."""

    name: str
    value: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article on a page.  `title` and `snippet` are parts; `score` is None when sorted by date."""

    article: Article
    outlet: Named | None
    leaders: tuple[Named, ...]
    title: tuple[Part, ...]
    snippet: tuple[Part, ...]
    score: float | None
    duplicates: Duplicates | None = None
    explanation: tuple[ScorePart, ...] = ()


class Bucket(NamedTuple):
    """One value of a facet with its exact count; selected values stay listed at count 0.

    A tuple, because every page makes forty of them.
    """

    value: str
    label: str
    count: int  # type: ignore[assignment]  # the field hides the method of tuples
    selected: bool = False
    country: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class TermsFacet:
    """Outlet or leader facet: buckets by count then label, selected first-class; `missing_count` = hits without a value."""

    values: tuple[Bucket, ...]
    total_values: int
    other_count: int
    missing_count: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class DateBucket:
    """One interval of the date facet; `start` and `end` are ready-made `from` and `to` parameters."""

    key: str
    start: date
    end: date
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class DateFacet:
    """Histogram over `window` with zero buckets (counts under all filters) and `years` (all filters but the date)."""

    interval: DateInterval
    tz: str
    start: date | None
    end: date | None
    buckets: tuple[DateBucket, ...]
    years: tuple[DateBucket, ...]
    undated: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something offered to the reader, never applied in silence.  `kind`: `typo` or `date`."""

    kind: str
    text: str
    dates: DateRange | None = None
    applied: bool = False


class NoticeCode(StrEnum):
    """What a reader is told about how a query was read.  `api` has the sentence for each, in both languages."""

    UNBALANCED_QUOTE = "unbalanced_quote"
    UNBALANCED_BRACKET = "unbalanced_bracket"
    DANGLING_OPERATOR = "dangling_operator"
    EMPTY_SCOPE = "empty_scope"
    TOO_MANY_WORDS = "too_many_words"
    TOO_DEEP = "too_deep"
    SHORT_PREFIX = "short_prefix"
    TOO_MANY_PREFIXES = "too_many_prefixes"
    CUT_PREFIX = "cut_prefix"
    UNKNOWN_OUTLET = "unknown_outlet"
    UNKNOWN_LEADER = "unknown_leader"
    DROPPED_WORDS = "dropped_words"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: `value` = what was typed (or used), `nearest` = known ids that resemble it."""

    code: NoticeCode
    value: str = ""
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a query.  `total` is exact; `all_words` = articles with all words when the query was relaxed."""

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, TermsFacet | DateFacet]
    generation: str
    documents: int
    pages: int
    relaxed: bool = False
    all_words: int | None = None
    next_cursor: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    warnings: tuple[Notice, ...] = ()
