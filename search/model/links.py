"""Whom an article names and who published it.  How that is found: `entities`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A canonical id with the label that readers see."""

    id: str
    name: str


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
class LinkDecision:
    """One place that could name a leader: linked or refused, and by which rule."""

    mention: Mention
    surface: str
    leader: str
    linked: bool
    rule: str
