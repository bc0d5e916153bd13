"""When an article was published, from whatever a source wrote: ISO 8601, epoch seconds, or as news writes dates.

The zone is kept as written; a date without one is WIB.  A missing date is undated, an impossible one is refused.
Not here: the forms that news writes (`search.dates`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from search.dates import read_date
from search.model import DatePrecision

from .refusal import Refusal

FIRST_YEAR, LAST_YEAR = 1500, 2999

_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|-?\d{12,13}")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date: aware, in the zone as written, and how much of it was written."""

    at: datetime | None = None
    precision: DatePrecision = DatePrecision.NONE


UNDATED = Published()


def _from_epoch(text: str) -> Published | None:
    """Seconds, or milliseconds, since 1970."""
    seconds = float(text) / (1000 if len(text.lstrip("-")) > 11 and "." not in text else 1)
    try:
        return Published(datetime.fromtimestamp(seconds, UTC), DatePrecision.SECOND)
    except (ValueError, OverflowError, OSError):
        return None


def _parsed(text: str) -> Published | None:
    if _EPOCH.fullmatch(text):
        return _from_epoch(text)
    found = read_date(text) if len(text) <= _LONGEST else None
    return Published(found.instant, found.precision) if found else None


def read_published(written: str) -> Published:
    """The date that a source wrote; `UNDATED` for nothing.  Raises Refusal for what is no date, or an impossible one."""
    text = " ".join(written.split())
    if not text:
        return UNDATED
    published = _parsed(text)
    if published is None or published.at is None or not FIRST_YEAR <= published.at.year <= LAST_YEAR:
        raise Refusal(
            f"'published' is not a date that exists: {text[:60]!r}. "
            "Write it like 2025-01-22T02:08:00+07:00 or 22 Januari 2025, or leave it out"
        )
    return published
