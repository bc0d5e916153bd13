"""What is answered besides pages: one article, vocabularies, completions, a leader, figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .articles import Article
from .links import Links, Named
from .pages import Hit


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
