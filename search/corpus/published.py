"""When an article was published, from whatever a source wrote: ISO 8601, RFC 2822, epoch seconds, or Indonesian.

The zone is kept as written; a date without one is WIB.  A missing date is undated, an impossible one is an error.
Not here: the Indonesian forms themselves (`search.dates`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from search.model import DatePrecision

from .refusal import Refusal

WIB = timezone(timedelta(hours=7), "WIB")
FIRST_YEAR, LAST_YEAR = 1500, 2999

_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2})"
    r"(?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|z|UTC|GMT|WIB|WITA|WIT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?"
)
_RFC_2822 = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}(:\d{2})?\s+[-+A-Za-z0-9]+")
_MONTHS = ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember")
_INDONESIAN = re.compile(
    r"(?:[A-Za-z']+,?\s+)?(?P<day>\d{1,2}) (?P<month>[A-Za-z]+) (?P<year>\d{4})"
    r"(?:\s*[|,/-]?\s*(?:pukul )?(?P<hour>\d{1,2})[.:](?P<minute>\d{2}))?(?:\s*(?P<zone>WIB|WITA|WIT))?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|-?\d{12,13}")
_ZONES = {
    "z": UTC,
    "utc": UTC,
    "gmt": UTC,
    "wib": WIB,
    "wita": timezone(timedelta(hours=8), "WITA"),
    "wit": timezone(timedelta(hours=9), "WIT"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date: aware, in the zone as written, and how much of it was written."""

    at: datetime | None = None
    precision: DatePrecision = DatePrecision.NONE


UNDATED = Published()


def _zone(written: str | None) -> timezone:
    if not written:
        return WIB
    named = _ZONES.get(written.lower())
    if named is not None:
        return named
    digits = written[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if written[0] == "-" else offset)


def _from_iso(match: re.Match[str]) -> Published:
    part = match.groupdict()
    numbers = {name: int(part[name]) for name in ("year", "month", "day", "hour", "minute", "second") if part[name]}
    precision = next(
        DatePrecision(name) for name in ("second", "minute", "day", "month", "year") if part[name] is not None
    )
    at = datetime(**({"month": 1, "day": 1} | numbers), tzinfo=_zone(part["zone"]))  # type: ignore[arg-type]
    return Published(at, precision)


def _from_epoch(text: str) -> Published:
    seconds = float(text) / (1000 if len(text.lstrip("-")) > 11 and "." not in text else 1)
    return Published(datetime.fromtimestamp(seconds, UTC), DatePrecision.SECOND)


def _from_indonesian(match: re.Match[str]) -> Published | None:
    part = match.groupdict()
    months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(part["month"].lower()[:3])]
    if not months:
        return None
    clock = (int(part["hour"]), int(part["minute"])) if part["hour"] else (0, 0)
    at = datetime(int(part["year"]), months[0], int(part["day"]), *clock, tzinfo=_zone(part["zone"]))
    return Published(at, DatePrecision.MINUTE if part["hour"] else DatePrecision.DAY)


def _parsed(text: str) -> Published | None:
    iso = _ISO.fullmatch(text)
    if iso:
        return _from_iso(iso)
    if _EPOCH.fullmatch(text):
        return _from_epoch(text)
    rfc = _RFC_2822.fullmatch(text)
    if rfc:
        at = parsedate_to_datetime(text)
        precision = DatePrecision.SECOND if rfc[1] else DatePrecision.MINUTE
        return Published(at if at.tzinfo else at.replace(tzinfo=UTC), precision)
    indonesian = _INDONESIAN.fullmatch(text)
    return _from_indonesian(indonesian) if indonesian else None


def read_published(written: str) -> Published:
    """The date that a source wrote; `UNDATED` for nothing.  Raises Refusal for what is no date, or an impossible one."""
    text = " ".join(written.split())
    if not text:
        return UNDATED
    try:
        published = _parsed(text)
    except (ValueError, OverflowError, OSError):
        published = None
    if published is None or published.at is None or not FIRST_YEAR <= published.at.year <= LAST_YEAR:
        raise Refusal(
            f"'published' is not a date that exists: {text[:60]!r}. "
            "Write it like 2025-01-22T02:08:00+07:00 or 22 Januari 2025, or leave it out"
        )
    return published
