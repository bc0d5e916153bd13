"""What is asked.  How it is understood: `query`; how it is answered: `service`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
