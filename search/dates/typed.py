"""Dates that readers type into a query: `januari 2025`, `kemarin`, `7 hari terakhir`.  They are offered as a filter, never applied."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ..model import DateRange
from .months import MONTH, last_day_of_month, month_number, months_before


@dataclass(frozen=True, slots=True)
class TypedDates:
    """A date phrase inside a query: the days that it means, the phrase as typed, and the query without it."""

    dates: DateRange
    phrase: str
    rest: str


_LAST = r"(?:\s+(?:yang\s+)?(?:lalu|kemarin))"
_TYPED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, date]]], ...] = tuple(
    (re.compile(rf"(?<!\S)(?:(?:pada|di|selama|dalam)\s+)?{phrase}(?!\S)", re.IGNORECASE), days)
    for phrase, days in (
        (
            rf"(?:tanggal\s+)?([0-9]{{1,2}})\s+({MONTH})\s+((?:19|20)[0-9]{{2}})",
            lambda m, _: _one_day(m[3], m[2], m[1]),
        ),
        (r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]((?:19|20)[0-9]{2})", lambda m, _: _one_day(m[3], m[2], m[1])),
        (r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})", lambda m, _: _one_day(m[1], m[2], m[3])),
        (
            rf"(?<![0-9]\s)(?:bulan\s+)?({MONTH})\s+((?:19|20)[0-9]{{2}})",
            lambda m, _: _month(int(m[2]), month_number(m[1].lower())),
        ),
        (r"tahun\s+((?:19|20)[0-9]{2})", lambda m, _: (date(int(m[1]), 1, 1), date(int(m[1]), 12, 31))),
        (r"hari\s+ini", lambda _, today: (today, today)),
        (r"(?:kemarin|kemaren)", lambda _, today: (today - timedelta(1),) * 2),
        (rf"(?:minggu|pekan){_LAST}", lambda _, today: _week(today, 1)),
        (r"(?:minggu|pekan)\s+ini", lambda _, today: _week(today, 0)),
        (rf"bulan{_LAST}", lambda _, today: _month_of(months_before(today, 1))),
        (r"bulan\s+ini", lambda _, today: _month_of(today)),
        (rf"tahun{_LAST}", lambda _, today: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))),
        (r"tahun\s+ini", lambda _, today: (date(today.year, 1, 1), date(today.year, 12, 31))),
        (
            r"([0-9]{1,3}\s+|se|satu\s+)(hari|minggu|pekan|bulan|tahun)\s+(?:terakhir|belakangan(?:\s+ini)?)",
            lambda m, today: _latest(m[1], m[2], today),
        ),
    )
)


def find_dates_in_query(text: str, today: date) -> TypedDates | None:
    """The first date phrase outside quotes (`januari 2025`, `kemarin`, `7 hari terakhir`), or None.  A bare year is a word."""
    for pattern, days in _TYPED:
        match = pattern.search(text)
        if match is None or text[: match.start()].count('"') % 2:
            continue
        try:
            start, end = days(match, today)
        except (ValueError, OverflowError, KeyError):
            continue
        rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
        return TypedDates(DateRange(start, end), match.group(), rest)
    return None


def _one_day(year: str, month: str, day: str) -> tuple[date, date]:
    number = int(month) if month.isdigit() else month_number(month.lower())
    found = date(int(year), number, int(day))
    return found, found


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), last_day_of_month(year, month)


def _month_of(day: date) -> tuple[date, date]:
    return _month(day.year, day.month)


def _week(today: date, before: int) -> tuple[date, date]:
    """Monday to Sunday, `before` weeks before this one."""
    monday = today - timedelta(days=today.weekday() + 7 * before)
    return monday, monday + timedelta(days=6)


def _latest(count: str, unit: str, today: date) -> tuple[date, date]:
    number = int(count) if count.strip().isdigit() else 1
    days = {"hari": 1, "minggu": 7, "pekan": 7, "bulan": 30, "tahun": 365}[unit.lower()]
    return today - timedelta(days=number * days - 1), today
