"""Numbers, dates and instants as Indonesian (or English) readers write them.  Pure functions of a value and a language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from search import DatePrecision

from .languages import Language

MONTHS = {
    Language.INDONESIAN: (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    Language.ENGLISH: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def number(value: int, language: Language) -> str:
    """`1234` as `1.234` in Indonesian and `1,234` in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if language is Language.INDONESIAN else text


def day(value: date, language: Language) -> str:
    """`22 Januari 2025`."""
    return f"{value.day} {month(value, language)}"


def month(value: date, language: Language) -> str:
    """`Januari 2025`."""
    return f"{MONTHS[language][value.month - 1]} {value.year}"


def short_month(value: date, language: Language) -> str:
    """`Jan`: the first three letters, as the press abbreviates."""
    return MONTHS[language][value.month - 1][:3]


def instant(value: datetime, language: Language) -> str:
    """`22 Januari 2025, 02.08 WIB`, in the zone as written."""
    clock = value.strftime("%H.%M" if language is Language.INDONESIAN else "%H:%M")
    return f"{day(value.date(), language)}, {clock} {_zone(value)}"


def published(value: datetime | None, precision: DatePrecision, language: Language) -> str:
    """A publication date, no finer than it was written; an empty string when there is none."""
    if value is None or precision is DatePrecision.NONE:
        return ""
    if precision is DatePrecision.YEAR:
        return str(value.year)
    if precision is DatePrecision.MONTH:
        return month(value, language)
    if precision is DatePrecision.DAY:
        return day(value, language)
    return instant(value, language)


def machine_date(value: datetime | None, precision: DatePrecision) -> str:
    """The same for `<time datetime>`: `2025`, `2025-01`, `2025-01-22` or the full instant."""
    if value is None or precision is DatePrecision.NONE:
        return ""
    lengths = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7, DatePrecision.DAY: 10}
    return value.isoformat()[: lengths.get(precision)]


def partial_date(text: str, language: Language) -> str:
    """An ISO date of any precision (`2019`, `2019-10`, `2019-10-20`) in words; other text stays as it is."""
    try:
        if len(text) == len("2019-10"):
            return month(date.fromisoformat(f"{text}-01"), language)
        return day(date.fromisoformat(text), language)
    except ValueError:
        return text


def span(start: date | None, end: date | None, language: Language) -> str:
    """A range of days in the fewest words: `2025`, `Januari 2025`, `22 Januari 2025`, or `from – to`; open ends as `…`."""
    if start and end:
        if start == end:
            return day(start, language)
        following = end + timedelta(days=1)
        if (start.month, start.day, following.month, following.day) == (
            1,
            1,
            1,
            1,
        ) and following.year == start.year + 1:
            return str(start.year)
        if (
            start.day == following.day == 1
            and (following.year * 12 + following.month) == start.year * 12 + start.month + 1
        ):
            return month(start, language)
    return f"{day(start, language) if start else '…'} – {day(end, language) if end else '…'}"


def _zone(value: datetime) -> str:
    offset = value.utcoffset() or timedelta()
    hours, rest = divmod(offset, timedelta(hours=1))
    if not rest and hours in ZONES:
        return ZONES[hours]
    return "UTC" if not offset else f"UTC{value.strftime('%z')[:3]}.{value.strftime('%z')[3:5]}"
