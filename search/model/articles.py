"""Articles as they are read, and records that could not become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DatePrecision(StrEnum):
    """How much of a publication date was written."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


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


def joined_body(paragraphs: Sequence[str]) -> str:
    """The body as one text: the text that offsets in `body` refer to."""
    return "\n".join(paragraphs)
