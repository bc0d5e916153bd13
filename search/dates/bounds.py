"""Dates as the API takes them: `from`, `to` and `period`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .months import last_day_of_month


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range: a local day (inclusive), or an instant.  Exactly one of the two is given."""

    day: date | None = None
    instant: datetime | None = None


_BOUND = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PERIOD = re.compile(r"([1-9][0-9]{0,3})([hdwmy])")
_STEPS: dict[str, Callable[[int], timedelta]] = {
    "h": lambda n: timedelta(hours=n),
    "d": lambda n: timedelta(days=n),
    "w": lambda n: timedelta(weeks=n),
    "m": lambda n: timedelta(days=30 * n),
    "y": lambda n: timedelta(days=365 * n),
}


def parse_bound(text: str, *, end: bool) -> Bound | None:
    """`2025`, `2025-01`, `2025-01-22` as the first or (`end`) last day that they cover; RFC 3339 as an instant; else None."""
    text = text.strip()
    try:
        if match := _BOUND.fullmatch(text):
            year, month, day = (int(part) if part else None for part in match.groups())
            first = date(year or 0, month or 1, day or 1)
            last = first if day else last_day_of_month(first.year, month or 12)
            return Bound(day=last if end else first)
        if len(text) > 10 and text[10] in "Tt " and text.isascii():
            instant = datetime.fromisoformat(text.replace("z", "Z"))
            return Bound(instant=instant) if instant.tzinfo else None
    except ValueError:
        return None
    return None


def parse_period(text: str) -> timedelta | None:
    """`24h`, `7d`, `2w`, `3m` (of 30 days), `1y` (of 365) as a length of time; else None."""
    match = _PERIOD.fullmatch(text.strip())
    return _STEPS[match[2]](int(match[1])) if match else None
