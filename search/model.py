"""What goes in and what comes out: articles, queries, pages.  Values only: frozen, without behaviour that needs an index.

Not here: how a query is run (`query.plan`), what an engine returns (`engines.base`), JSON (`api.schemas`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DatePrecision(StrEnum):
    """How much of a publication date was written."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class Sort(StrEnum):
    """The order of hits.  Ties are always newest first, then by id."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Match(StrEnum):
    """How many of the words an article must hold: `auto` = all, widened when fewer than ten articles have all."""

    AUTO = "auto"
    ALL = "all"
    ANY = "any"


class LeaderRole(StrEnum):
    """Where a leader must be named for `leader=` to count: anywhere, in the title, or in the title or first 500 characters."""

    ANY = "any"
    TITLE = "title"
    LEAD = "lead"


class DateInterval(StrEnum):
    """The width of a bar in the date facet."""

    AUTO = "auto"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


# --- articles ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was read.  `published` is aware and keeps the zone as written (no zone = WIB).

    `body` is paragraphs, in order, none empty.  `outlet` and `leaders` are as given by the source, not canonical:
    linking (`entities`) turns them into ids.  `source` is `file:line` of the record.
    """

    id: str
    title: str
    body: tuple[str, ...]
    outlet: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    caption: str = ""
    place: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    published: datetime | None = None
    date_precision: DatePrecision = DatePrecision.NONE
    title_derived: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """A record that could not become an article.  `str()` is `file:line: what is wrong and what to do`."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a leader: `[start, end)` in code points of `field` (`title`, `caption`, or `body`,
    whose paragraphs are joined by one newline)."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LeaderLink:
    """A leader named by an article.  `prominence` = 3 x in title + 2 x in the first 500 characters + min(mentions, 5)."""

    leader: str
    mentions: tuple[Mention, ...]
    in_title: bool
    in_lead: bool
    prominence: int


@dataclass(frozen=True, slots=True)
class Links:
    """Whom and what an article is about: canonical outlet id (`""` = unknown outlet) and leaders, most prominent first."""

    outlet: str = ""
    leaders: tuple[LeaderLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A canonical id with the label that readers see."""

    id: str
    name: str


# --- query ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateRange:
    """Local calendar days, both inclusive; `None` = open.  `tz` is the IANA zone whose days these are."""

    start: date | None = None
    end: date | None = None
    start_instant: datetime | None = None
    end_instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What the user asked, validated for form but not yet analysed."""

    text: str = ""
    fields: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    not_outlets: tuple[str, ...] = ()
    not_leaders: tuple[str, ...] = ()
    leader_all: bool = False
    leader_role: LeaderRole = LeaderRole.ANY
    dates: DateRange = DateRange()
    tz: str = "Asia/Jakarta"
    sort: Sort | None = None
    page: int = 1
    limit: int = 10
    cursor: str = ""
    facets: tuple[str, ...] = ()
    facet_limit: int = 20
    date_interval: DateInterval = DateInterval.AUTO
    match: Match = Match.AUTO
    typo: bool = True
    collapse_stories: bool = False
    highlight: bool = True
    snippet_words: int = 30
    explain: bool = False


# --- page -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of highlighted text.  The parts of a text joined give the text."""

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


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of a facet with its exact count; selected values stay listed at count 0."""

    value: str
    label: str
    count: int
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


@dataclass(frozen=True, slots=True)
class CollectionStats:
    """Figures of a published generation."""

    collection: str
    generation: str
    documents: int
    undated: int
    first_day: date | None
    last_day: date | None
    outlets: int
    leaders: int
    built_at: datetime
    bytes_on_disk: int


def joined_body(paragraphs: Sequence[str]) -> str:
    """The body as one text: the text that offsets in `body` refer to."""
    return "\n".join(paragraphs)


# --- other answers ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One whole article with its canonical outlet and leaders."""

    article: Article
    outlet: Named | None
    leaders: tuple[Named, ...]
    links: Links


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """A leader or an outlet with the number of live articles; `country` and `site` where they apply."""

    id: str
    name: str
    count: int
    aliases: tuple[str, ...] = ()
    country: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """A suggestion while typing.  `kind`: `leader`, `outlet`, `headline` or `query`; `id` for leaders and outlets."""

    kind: str
    text: str
    id: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Office:
    """A dated office; `start` and `end` are ISO dates of any precision, `end` None = in office at the last check."""

    title: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class LeaderProfile:
    """A leader's page: who, how many articles, a monthly timeline (`2025-01`), and whom she or he is named with most."""

    entry: VocabularyEntry
    qid: str
    offices: tuple[Office, ...]
    timeline: tuple[tuple[str, int], ...]
    named_with: tuple[VocabularyEntry, ...]
    newest: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """One place that could name a leader: linked or refused, and by which rule."""

    mention: Mention
    surface: str
    leader: str
    linked: bool
    rule: str
