"""Months: their names as written in news, and the first and last day of one."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = (
    ("januari", "djanuari", "january", "jan"),
    ("februari", "pebruari", "february", "feb", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "djuni", "june", "jun"),
    ("juli", "djuli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "agst", "agust", "aug"),
    ("september", "septembre", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
"""Per month: its name, then other spellings and abbreviations (the same as `analysis/data/months.tsv`, and English)."""

_MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
MONTH = "|".join(sorted(_MONTH_NUMBERS, key=lambda name: (-len(name), name)))


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation in lower case; raises KeyError for other words."""
    return _MONTH_NUMBERS[name]


def last_day_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies `months` before the month of `day`.  Raises ValueError before year 1."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def day_months_before(day: date, months: int) -> date:
    """The same day `months` before, or the last one of that month.  Raises ValueError before year 1."""
    first = months_before(day, months)
    return first.replace(day=min(day.day, last_day_of_month(first.year, first.month).day))
