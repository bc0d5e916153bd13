"""Publication dates as Indonesian news writes them: `Rabu, 22 Januari 2025 | 02:08 WIB`, `(21/1)`, `17 menit yang lalu`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from ..model import DatePrecision
from .months import MONTH, day_months_before, month_number

WIB = timezone(timedelta(hours=7), "WIB")
_ZONES: dict[str, tzinfo] = {
    "wib": WIB,
    "wita": timezone(timedelta(hours=8), "WITA"),
    "wit": timezone(timedelta(hours=9), "WIT"),
    "utc": UTC,
    "gmt": UTC,
    "z": UTC,
}
_DAY_NAME = r"(?:(?:hari )?(?:senin|selasa|rabu|kamis|jumat|jum'?at|sabtu|minggu|ahad|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[\s,/|]*)?"
_TIME = (
    r"(?:[\s,|/–—-]*(?:pukul|jam|pkl\.?|at)?[\s:]*"
    r"(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2}))?(?![0-9])"
    r"\s*(?P<zone>wib|wita|wit|utc|gmt|z)?"
    r"(?P<offset>[+-][0-9]{2}:?[0-9]{2}(?!\s*(?:wib|wita|wit))|(?<=[a-z])[+-][0-9]{1,2}(?![0-9:.]))?\b)?"
)
_OPEN, _CLOSE = r"\(?\s*", r"\s*\)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![0-9])(?P<year>[0-9]{4})(?P<cut>[/-])(?P<month>[0-9]{2})(?P=cut)(?P<day>[0-9]{2})(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
        r"(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?P<zone>z|utc|gmt|wib|wita|wit)?(?P<offset>[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])",
        rf"{_DAY_NAME}{_OPEN}(?P<day>[0-9]{{1,2}})[\s.-]*(?P<month>{MONTH})\b\.?[\s,-]*(?P<year>[0-9]{{4}})(?![0-9]){_CLOSE}{_TIME}",
        rf"\b(?P<month>{MONTH})\b\.?\s*(?P<day>[0-9]{{1,2}}),\s*(?P<year>[0-9]{{4}})(?![0-9]){_TIME}",
        rf"{_DAY_NAME}{_OPEN}(?<![0-9/.-])(?P<day>[0-9]{{1,2}})(?P<cut>[/.-])(?P<month>[0-9]{{1,2}})(?P=cut)"
        rf"(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9/]){_CLOSE}{_TIME}",
        rf"{_DAY_NAME}{_OPEN}(?<![0-9/.-])(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})(?![0-9/]){_CLOSE}{_TIME}",
        rf"(?<![0-9])(?<![0-9][\s.-])\b(?P<month>{MONTH})\b\.?\s*(?P<year>[0-9]{{4}})(?![0-9])",
        rf"{_DAY_NAME}(?<![0-9])(?P<day>[0-9]{{1,2}})[\s.-]*(?P<month>{MONTH})\b(?!\.?\s*[0-9]{{4}}){_TIME}",
        r"^\s*(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?\s*$",
    )
)
_AGO = re.compile(
    r"(?P<count>[0-9]{1,4}|se|satu|sebuah|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)\s*(?P<unit>detik|menit|jam|hari|minggu|pekan|bulan|tahun)\s+(?:yang\s+)?(?:lalu|silam)",
    re.I,
)
_NAMED_DAYS = (
    (re.compile(rf"\b(?:kemarin lusa|dua hari (?:yang )?lalu)\b{_TIME}", re.I), 2),
    (re.compile(rf"\b(?:kemarin|kemaren)\b{_TIME}", re.I), 1),
    (re.compile(rf"\bhari ini\b{_TIME}", re.I), 0),
)
_NOW = re.compile(r"\b(?:barusan|baru saja)\b", re.I)
_COUNTS = {
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date that was read: the instant in the zone as written, and how much of it was written."""

    instant: datetime
    precision: DatePrecision


def read_date(text: str, reference: datetime | None = None) -> ReadDate | None:
    """The first date in `text`, or None.

    `reference` (when the article was published, or fetched) gives the year of `(21/1)`, which is the nearest past
    one, and the meaning of `17 menit yang lalu` and `kemarin`; without it such phrases give None.
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST])
    if reference is not None and reference.tzinfo is None:
        reference = reference.replace(tzinfo=WIB)
    for form in _FORMS:
        for match in form.finditer(text):
            if found := _from_match(match.groupdict(), reference):
                return found
    return _relative(text, reference) if reference is not None else None


def _from_match(parts: dict[str, str | None], reference: datetime | None) -> ReadDate | None:
    try:
        hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
        day, month = int(parts.get("day") or 1), _month(parts.get("month") or "1")
        year = _year(parts.get("year"), month, day, reference)
        if year is None or hour > 24:
            return None
        moment = datetime.combine(date(year, month, day), time(hour % 24, minute, second), _zone(parts))
        return ReadDate(moment, _precision(parts))
    except (ValueError, OverflowError, KeyError):
        return None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else month_number(written.lower())


def _year(written: str | None, month: int, day: int, reference: datetime | None) -> int | None:
    if written is None:
        return _nearest_year(month, day, reference)
    return int(written) + (2000 if len(written) == 2 else 0)


def _zone(parts: dict[str, str | None]) -> tzinfo:
    if offset := parts.get("offset"):
        sign = -1 if offset[0] == "-" else 1
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) == 4 else (int(digits), 0)
        if hours < 24 and minutes < 60:
            return timezone(sign * timedelta(hours=hours, minutes=minutes))
    return _ZONES[(parts.get("zone") or "wib").lower()]


def _precision(parts: dict[str, str | None]) -> DatePrecision:
    for part in (DatePrecision.SECOND, DatePrecision.MINUTE, DatePrecision.DAY, DatePrecision.MONTH):
        if parts.get(part.value):
            return part
    return DatePrecision.YEAR


def _nearest_year(month: int, day: int, reference: datetime | None) -> int | None:
    """The last year, up to the reference's local day, that has this day of this month."""
    if reference is None:
        return None
    today = reference.astimezone(WIB).date()
    for year in range(today.year, max(today.year - 8, 1), -1):
        try:
            if date(year, month, day) <= today:
                return year
        except ValueError:
            continue
    return None


def _relative(text: str, reference: datetime) -> ReadDate | None:
    try:
        if match := _AGO.search(text):
            count = int(match["count"]) if match["count"].isdigit() else _COUNTS.get(match["count"].lower(), 1)
            return _ago(count, match["unit"].lower(), reference)
        for pattern, days in _NAMED_DAYS:
            if match := pattern.search(text):
                return _on(reference - timedelta(days=days), match.groupdict())
        if _NOW.search(text):
            return ReadDate(reference, DatePrecision.MINUTE)
    except (ValueError, OverflowError, KeyError):
        return None
    return None


def _on(day: datetime, parts: dict[str, str | None]) -> ReadDate:
    """The day, at the time of `parts` if there is one."""
    if parts["hour"] is None:
        return ReadDate(_midnight(day), DatePrecision.DAY)
    zone = _zone(parts) if parts["zone"] or parts["offset"] else day.tzinfo
    at = time(int(parts["hour"]) % 24, int(parts["minute"] or 0), int(parts["second"] or 0), tzinfo=zone)
    return ReadDate(datetime.combine(day.astimezone(zone).date(), at), _precision(parts))


def _ago(count: int, unit: str, reference: datetime) -> ReadDate:
    if unit in ("detik", "menit", "jam"):
        step = {"detik": timedelta(seconds=1), "menit": timedelta(minutes=1), "jam": timedelta(hours=1)}[unit]
        return ReadDate(reference - count * step, DatePrecision.SECOND if unit == "detik" else DatePrecision.MINUTE)
    if unit in ("hari", "minggu", "pekan"):
        days = count * (1 if unit == "hari" else 7)
        return ReadDate(_midnight(reference - timedelta(days=days)), DatePrecision.DAY)
    months = count * (12 if unit == "tahun" else 1)
    day = day_months_before(reference.date(), months)
    precision = DatePrecision.YEAR if unit == "tahun" else DatePrecision.MONTH
    return ReadDate(datetime.combine(day, time(), reference.tzinfo), precision)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
