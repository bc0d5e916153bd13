"""The kinds of request parameters: how each is written in a URL, what is refused, and how OpenAPI shows it.

A field refuses with a code (`problems.refuse`); the words are in `texts.tsv`.  Not here: which parameters there are (`parameters`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from marshmallow import fields, missing

from .problems import refuse

YEARS = range(1800, 2200)
MAX_ID = 200
MAX_VALUES = 50
MOMENT = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?)?)?$"
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?\Z", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:\d\d)\Z", re.ASCII)
_PERIOD = re.compile(r"(?P<number>[1-9]\d{0,3})(?P<unit>[hdwy])\Z", re.ASCII)
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1), "y": timedelta(days=365)}


def clean_text(value: object, max_length: int) -> str:
    """A parameter's text.  Refuses control characters (white space is none), lone surrogates and too much of it."""
    text = str(value)
    if len(text) > max_length:
        raise refuse("too_long", max=max_length, length=len(text))
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r" for c in text):
        raise refuse("control_character")
    return text


class Text(fields.String):
    """Free text of bounded length; may be empty."""

    def __init__(self, description: str, max_length: int = 500, default: str = "", required: bool = False) -> None:
        metadata = {"description": description, "maxLength": max_length}
        if required:
            super().__init__(required=True, metadata=metadata, error_messages={"required": "missing"})
        else:
            super().__init__(load_default=default, metadata=metadata)
        self.max_length = max_length

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> str:
        return clean_text(value, self.max_length)


class Choice(fields.String):
    """One of a few words; without a default it may be absent."""

    def __init__(self, choices: Sequence[str], default: str | None, description: str) -> None:
        metadata = {"description": description, "enum": list(choices)}
        super().__init__(metadata=metadata, load_default=missing if default is None else default)
        self.choices = tuple(choices)

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> str:
        return _chosen(str(value), self.choices)


class Number(fields.Integer):
    """A whole number in decimal digits within bounds."""

    def __init__(self, low: int, high: int, default: int, description: str) -> None:
        super().__init__(load_default=default, metadata={"description": description, "minimum": low, "maximum": high})
        self.low, self.high = low, high

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> int:
        text = str(value)
        if not re.fullmatch(r"-?[0-9]+", text, re.ASCII):
            raise refuse("not_a_number")
        number = int(text) if len(text) <= 12 else self.high + 1
        if not self.low <= number <= self.high:
            raise refuse("out_of_range", min=self.low, max=self.high)
        return number


class Many(fields.List[Any]):
    """Values given by repeating the parameter, by commas, or both; without repeats, in the order given."""

    def __init__(self, description: str, choices: Sequence[str] = (), max_length: int = MAX_ID) -> None:
        inner = fields.String(metadata={"enum": list(choices)} if choices else {"maxLength": max_length})
        super().__init__(inner, load_default=(), metadata={"description": description, "maxItems": MAX_VALUES})
        self.choices = tuple(choices)
        self.max_length = max_length

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> tuple[str, ...]:  # type: ignore[override]
        given = value if isinstance(value, list) else [value]
        values = [part.strip() for text in given for part in str(text).split(",")]
        if not all(values):
            raise refuse("empty_value")
        if len(values) > MAX_VALUES:
            raise refuse("too_many_values", max=MAX_VALUES)
        if self.choices:
            values = [_chosen(text, self.choices) for text in values]
        return tuple(dict.fromkeys(clean_text(text, self.max_length) for text in values))


class Moment(fields.Field[date | datetime]):
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD` or RFC 3339.  Without a time of day it is a whole day: the first or the last of what
    was written, as `edge` is `start` or `end`."""

    def __init__(self, edge: str, description: str) -> None:
        example = "2025-01" if edge == "start" else "2025-12-31"
        metadata = {"description": description, "type": "string", "pattern": MOMENT, "example": example}
        super().__init__(metadata=metadata)
        self.edge = edge

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> date | datetime:
        text = re.sub(r" (\d\d:\d\d)\Z", r"+\1", str(value))  # a bare + in a URL arrives as a space
        try:
            found = _date_of(text, self.edge)
        except (ValueError, OverflowError):
            raise refuse("invalid_date") from None
        if found.year not in YEARS:
            raise refuse("date_out_of_range", min=YEARS.start, max=YEARS.stop - 1)
        return found


class Period(fields.Field[timedelta]):
    """A length of time back from now: `24h`, `7d`, `4w`, `1y` (a year is 365 days)."""

    def __init__(self, description: str) -> None:
        metadata = {"description": description, "type": "string", "pattern": "^[1-9][0-9]{0,3}[hdwy]$", "example": "7d"}
        super().__init__(metadata=metadata)

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> timedelta:
        match = _PERIOD.match(str(value))
        if not match:
            raise refuse("invalid_period")
        length = int(match["number"]) * _UNITS[match["unit"]]
        if length > timedelta(days=365 * 100):
            raise refuse("invalid_period")
        return length


class Zone(fields.String):
    """An IANA time zone."""

    def __init__(self, default: str, description: str) -> None:
        super().__init__(load_default=default, metadata={"description": description, "example": "Asia/Makassar"})

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> str:
        if str(value) not in _zones():
            raise refuse("invalid_timezone")
        return str(value)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _chosen(text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        raise refuse("not_a_choice", choices=", ".join(choices))
    return text


def _date_of(text: str, edge: str) -> date | datetime:
    """The date or aware instant that a text writes.  Raises ValueError."""
    if _INSTANT.match(text):
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    match = _DATE.match(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return date(year, month, day)
    if edge == "start":
        return date(year, month or 1, 1)
    following = date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    return following - timedelta(days=1)
