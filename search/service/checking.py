"""Whether a query can be asked at all: numbers in range, known names, a known time zone, dates that the calendar holds.

Whoever builds a `Query` by hand gets a QueryError that names the parameter, never an error from deep inside.
Not here: the text of a query (`query.grammar`), unknown outlets and leaders (they find nothing, and are said).
"""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from ..errors import QueryError
from ..model import Query
from ..schema import TEXT_FIELDS

FACETS = ("outlet", "leader", "date")
_LEAST = (("page", 1), ("limit", 0), ("facet_limit", 0), ("snippet_words", 1))


def check(query: Query) -> None:
    """Raise QueryError for the first parameter that cannot be meant."""
    for parameter, least in _LEAST:
        if getattr(query, parameter) < least:
            raise QueryError(f"`{parameter}` must be {least} or more", parameter, "out_of_range")
    _check_known("in", query.fields, TEXT_FIELDS)
    _check_known("facets", query.facets, FACETS)
    _check_instants(query, zone_of(query.tz))


def _check_known(parameter: str, given: Iterable[str], known: tuple[str, ...]) -> None:
    for name in given:
        if name not in known:
            raise QueryError(f"{name!r} is not one of {', '.join(known)}", parameter, "unknown_value")


def _check_instants(query: Query, zone: ZoneInfo) -> None:
    for parameter, instant in (("from", query.dates.start_instant), ("to", query.dates.end_instant)):
        try:
            if instant is not None:
                instant.astimezone(zone)
        except OverflowError as problem:
            raise QueryError(f"{instant} is beyond the calendar in {zone.key}", parameter, "out_of_range") from problem


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name.  Raises QueryError."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as problem:  # unknown; no plain name; a folder of zones
        raise QueryError(f"{name!r} is no IANA time zone, like Asia/Jakarta", "tz", "unknown_timezone") from problem
