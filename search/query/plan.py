"""What an engine runs: a query analysed into terms.  Values only.

The service makes a plan from a `model.Query` (`query.planner`); engines read it and nothing else.
A clause is one of the dataclasses below.  Which articles it matches and what it adds to their score:

    Word        any field of `fields` holds any of `stem`                      -> sum over fields, see `query.ranking`
    Phrase      its words stand one after another in one field, in `stream`    -> sum of its words' scores
    Prefix      the exact stream of a field holds a term that begins so        -> as one term that occurs where any of them does
    Tagged      the article is linked to one of the outlets or leaders         -> 0
    And         all clauses (a Not among them excludes)                        -> sum
    Or          at least one clause                                            -> sum of those that match
    Either      at least one clause: what was typed, then other names of it    -> the highest of those that match, other
                                                                                  names times `ranking.other_name_factor`
    AtLeast     some clause, and those make at least `share` of all weights     -> sum of those that match
    Not         never stands alone: inside And only
    Everything  every article                                                  -> 0

The weight of a clause in AtLeast is its `ranking` word weight: Word: idf of its most frequent stem form and field, 0 when no
article holds it; Phrase, And, AtLeast: the sum of their parts; Either, Or: the highest; Prefix, Tagged, Everything: 1; Not: 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ..model import DateInterval, LeaderRole, Sort
from ..schema import TEXT_FIELDS
from .ranking import DEFAULT, Ranking

MAX_EXPANSIONS = 200


class Stream(StrEnum):
    """The two analysed forms of a text field."""

    EXACT = "exact"
    STEM = "stem"


@dataclass(frozen=True, slots=True)
class Word:
    """A typed word at one position: its forms in both streams.  `surface` is what was typed."""

    surface: str
    stem: tuple[str, ...]
    exact: tuple[str, ...]
    fields: tuple[str, ...] = TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand one after another in one field of `fields`, compared in `stream`."""

    words: tuple[Word, ...]
    stream: Stream = Stream.EXACT
    fields: tuple[str, ...] = TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Prefix:
    """Terms of the exact stream that begin with `prefix`: per field the `MAX_EXPANSIONS` most frequent."""

    prefix: str
    fields: tuple[str, ...] = TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Tagged:
    """`facet` is `outlet` or `leader`; `values` are canonical ids."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All clauses; a `Not` among them excludes."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one clause; the scores of those that match add up."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """What was typed, then other names of it: at least one clause, the highest score counts."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Clauses that make at least `share` (0 to 1) of the weight of all."""

    clauses: tuple[Clause, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Not:
    """What excludes; stands inside `And` only."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article, at score 0."""


Clause = Word | Phrase | Prefix | Tagged | And | Or | Either | AtLeast | Not | Everything


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Instants in UTC epoch seconds for articles dated to the minute or better; local days for coarser ones.

    An article of precision `second` or `minute` passes when start <= seconds < end.  One of precision `day` passes when
    its written day is within [start_day, end_day]; `month` and `year` when their whole period is.  Undated never passes.
    """

    start: int | None
    end: int | None
    start_day: date | None
    end_day: date | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions that never score.  Outlets, leaders and dates are facets' own filters (their counts ignore them).

    `leader_role` restricts which links count, for the `leaders` filter and for the leader facet's counts alike; with
    `leader_all` an article must name every one of `leaders`, and the leader facet keeps this filter.  `not_*` always holds.
    """

    outlets: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    leader_all: bool = False
    leader_role: LeaderRole = LeaderRole.ANY
    dates: DateFilter | None = None
    not_outlets: tuple[str, ...] = ()
    not_leaders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateCounts:
    """Ask for date counts: `interval` is resolved (`year`, `month` or `day`, never `auto`)."""

    interval: DateInterval
    tz: str


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """Which facets to count."""

    outlet: bool = False
    leader: bool = False
    date: DateCounts | None = None


@dataclass(frozen=True, slots=True)
class After:
    """The last hit of the page before: the next page begins behind it (sort by date only)."""

    seconds: int | None
    id: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an engine needs for one page.  `words` are the wanted words in typed order, for the bonus."""

    clause: Clause
    words: tuple[Word, ...] = ()
    filters: Filters = Filters()
    facets: FacetRequest = FacetRequest()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    after: After | None = None
    collapse_stories: bool = False
    ranking: Ranking = DEFAULT
    reference: datetime | None = None
