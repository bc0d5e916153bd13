"""Numbers, clock times and numeric dates: rules 3 and 5.  A number is one token; its parts are not words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .reading import Reading, fixed

MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}|(?:,[0-9]{3})+(?=\.))(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"[0-9]+,[0-9]+")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_CLOCK = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})(?:[.:][0-9]{2})?")
# No decimal is written so: half past nine, not nine point three.
_EARLY = re.compile(r"0[0-9]\.[0-5][0-9]")
_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_DOTTED_DATE = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SEASON = re.compile(r"((?:19|20)[0-9]{2})/([0-9]{2})")
_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def number(text: str) -> str | None:
    """A written number with thousands closed up and a decimal point: `1.250.000,75` -> `1250000.75`; else None."""
    if _THOUSANDS.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if _ENGLISH.fullmatch(text):
        return text.replace(",", "")
    if _DECIMAL.fullmatch(text):
        return text.replace(",", ".")
    return text if _PLAIN.fullmatch(text) else None


def clock(text: str) -> tuple[str, ...]:
    """The forms of a time of day: `9.30` -> `09:30` and `9:30`; none when it is no time of day."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return ()
    hour, minute = int(match[1]), match[2]
    if hour > 24 or int(minute) > 59:
        return ()
    return (f"{hour:02}:{minute}", f"{hour}:{minute}") if hour < 10 else (f"{hour}:{minute}",)


def _day_forms(day: str, month: str) -> tuple[str, ...]:
    valid = 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    return (f"{int(day)}/{int(month)}",) if valid else ()


def _date_forms(text: str) -> tuple[str, ...]:
    """`21/1` -> itself; with a year the full form too; none when it is no date."""
    if match := _DAY.fullmatch(text):
        return _day_forms(match[1], match[2])
    if match := _ISO.fullmatch(text):
        day = _day_forms(match[3], match[2])
        return (f"{day[0]}/{match[1]}", *day, text) if day else ()
    if match := _DATE.fullmatch(text) or _DOTTED_DATE.fullmatch(text):
        day = _day_forms(match[1], match[2])
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return (f"{day[0]}/{year}", *day) if day else ()
    return ()


def date(text: str) -> list[Reading]:
    """A date in digits as one position (a query that names the year looks for the full form only), or nothing."""
    forms = _date_forms(text)
    return [fixed((0, len(text)), "date", forms, forms[:1])] if forms else []


def spelled_date(spans: Sequence[tuple[int, int]], text: str, month: str) -> list[Reading]:
    """Positions of `17 Agustus 1945`: its words, the month also as `17/8`, the year also as `17/8/1945`.

    A query takes the date in digits for any of its words.
    """
    words = [text[start:end] for start, end in spans]
    year = f"/{words[-1]}" if len(words[-1]) == 4 and words[-1].isdigit() else ""
    days = [
        form
        for word in words
        if word.isdigit() and len(word) <= 2
        for form in _day_forms(word, str(MONTHS.index(month) + 1))
    ]
    full = [day + year for day in days]
    found = []
    for span, word in zip(spans, words, strict=True):
        if not word.isdigit():
            found.append(fixed(span, "month", (month, *days), (month, *full)))
        elif len(word) == 4:
            found.append(fixed(span, "number", (word, *full), (word, *full)))
        else:
            day = str(int(word))
            own = [form for form in full if form.startswith(f"{day}/")]
            found.append(fixed(span, "number", (day, word), (day, *own)))
    return found


def _season(text: str) -> list[Reading]:
    """`2024/25` -> 2024 and 2025, when the second is the next year."""
    match = _SEASON.fullmatch(text)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        return []
    second = str(int(match[1]) + 1)
    return [fixed(match.span(1), "number", (match[1],)), fixed(match.span(2), "number", (second, match[2]), (second,))]


def numeric(text: str) -> list[Reading]:
    """Positions of a piece of digits and `. , : /`."""
    if found := date(text) or _season(text):
        return found
    if ":" in text and (times := clock(text)):
        return [fixed((0, len(text)), "clock", times)]
    value = number(text)
    if value is not None and _EARLY.fullmatch(text):
        return [fixed((0, len(text)), "clock", (*clock(text), value))]
    if value is not None:
        # A reader may type `15.00` for a time that the text writes after `pukul`.
        return [fixed((0, len(text)), "number", (value,), (value, *(clock(text) if "." in text else ())))]
    return [
        fixed(match.span(), "number", (number(match.group()) or match.group().replace(",", "."),))
        for match in _RUN.finditer(text)
    ]
