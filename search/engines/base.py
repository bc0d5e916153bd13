"""The seam between Telisik and what stores its index: our own types only.

An engine builds a directory and opens it; it knows nothing of CURRENT, manifests or publishing (`generations`).
`tests/contract/` holds every engine to the meaning of a plan as `query.plan` and `query.ranking` state it.

What a page is made of crosses the seam as tuples (`Raw...`): a frozen dataclass takes three times as long to make, and a
search of few hits takes no longer than its answer takes to write down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from ..analysis import Analyzer
from ..model import Article, Links, ScorePart
from ..query.plan import Plan


class RawHit(NamedTuple):
    """A hit before it is fetched.  `score` is None when sorted by date; `story` = ids of the other hits of its story."""

    id: str
    score: float | None
    seconds: int | None = None
    story: tuple[str, ...] = ()


class RawTerms(NamedTuple):
    """Exact counts of a facet's ids under all filters but its own, and of articles without any."""

    counts: Mapping[str, int]
    missing: int


class RawDates(NamedTuple):
    """`buckets` by ISO key (`2025`, `2025-01`, `2025-01-22`) under all filters; `years` under all but the date's.

    An article counts only in buckets as coarse as its precision.  `undated` = hits (all filters but the date's) without a date.
    """

    buckets: Mapping[str, int]
    years: Mapping[str, int]
    undated: int


class RawPage(NamedTuple):
    """`total` is exact: articles, or stories when the plan collapses them.  `cut_prefixes` = prefixes with more expansions
    than were used.  `newest` = the seconds of the newest of all hits, told when leaders are counted."""

    total: int
    hits: tuple[RawHit, ...]
    outlet: RawTerms | None = None
    leader: RawTerms | None = None
    date: RawDates | None = None
    cut_prefixes: tuple[str, ...] = ()
    newest: int | None = None


class RawTags(NamedTuple):
    """What a list of hits shows of an article's links: its outlet's id (`""` = unknown), its leaders' ids, most prominent first."""

    outlet: str
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EngineStats:
    """Figures that the planner and `telisik stats` need.  Days are ISO dates in Asia/Jakarta."""

    documents: int
    deleted: int
    undated: int
    first_day: str | None
    last_day: str | None
    outlets: int
    leaders: int


class Reader(Protocol):
    """A snapshot of one built directory.  Safe to share between threads; answers stay the same until `close`."""

    def search(self, plan: Plan) -> RawPage: ...
    def fetch(self, ids: Sequence[str]) -> Sequence[Article]:
        """The articles with these ids, in this order; unknown ids are left out."""
        ...

    def links(self, ids: Sequence[str]) -> Sequence[Links]:
        """The links of these articles, in this order; unknown ids are left out."""
        ...

    def tags(self, ids: Sequence[str]) -> Sequence[RawTags]:
        """Outlet and leaders of these articles, in this order; unknown ids are left out."""
        ...

    def ids(self, ids: Iterable[str]) -> Set[str]:
        """Those of these ids that exist."""
        ...

    def articles(self) -> Iterator[tuple[Article, Links]]:
        """Every live article, oldest build order first."""
        ...

    def terms(self, field: str, stream: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Terms of a text field's stream in order, with the number of articles that hold them."""
        ...

    def frequency(self, stream: str, term: str) -> int:
        """The number of articles of the text field where `term` is most frequent (deleted ones included)."""
        ...

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """`outlet` or `leader`: id -> number of live articles."""
        ...

    def stats(self) -> EngineStats: ...
    def explain(self, plan: Plan, id: str) -> Sequence[ScorePart]:
        """The parts of the score of one article; empty when the plan does not match it."""
        ...

    def close(self) -> None: ...


def nothing_superseded() -> Set[int]:
    """No article is replaced by a later one."""
    return frozenset()


def no_progress(done: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Changes:
    """One build.  Without `base` a full build of `articles`; with `base` the articles are added or replaced by id, `delete`
    ids go, `relink` recomputes every link with `link` and keeps the rest, `compact` merges all segments.

    `superseded()` is asked once after the last article: the ordinals (from 0) of articles that a later one replaces.
    Unchanged files of `base` are hard-linked, never rewritten.  `reference` is the instant from which recency counts.
    """

    articles: Iterable[Article] = ()
    link: Callable[[Article], Links] | None = None
    analyzer: Analyzer | None = None
    reference: datetime | None = None
    base: Path | None = None
    delete: Set[str] = field(default_factory=frozenset)
    relink: bool = False
    compact: bool = False
    superseded: Callable[[], Set[int]] = nothing_superseded
    jobs: int = 1
    progress: Callable[[int], None] = no_progress


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `seconds` by stage name (`analysis`, `links`, `write`, ...)."""

    documents: int
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)


class Engine(Protocol):
    """Builds and opens directories.  `name` is in the manifest; `format` changes when older readers must refuse."""

    name: str
    format: int

    def build(self, directory: Path, changes: Changes) -> BuildReport:
        """Write a complete index into `directory` (which exists and is empty).  Raises BuildError; never touches `base`."""
        ...

    def open(self, directory: Path, analyzer: Analyzer, cache_bytes: int) -> Reader:
        """Open a directory that `build` wrote.  Raises CorruptGenerationError."""
        ...
