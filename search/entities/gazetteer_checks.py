"""What must hold between leaders: one owner of an id or alias at a time, one holder of a one-seat office.

Not here: the form of a record (`leader_records`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from ..errors import DataFileError
from .leader import DatedOffice, Leader
from .names import fold
from .offices import seats_of

# Pads for dates of a year or month: the first and (nearly) the last day that they can mean.
_FIRST, _LAST = "0001-01-01", "9999-12-28"
_GRACE_DAYS = 31


def _overlap_days(one: DatedOffice, other: DatedOffice) -> int:
    """Days that two offices share for certain, whatever partial dates mean; negative when they may be apart."""
    start = max((office.start or _FIRST) + _LAST[len(office.start or _FIRST) :] for office in (one, other))
    end = min((office.end or _LAST) + _FIRST[len(office.end or _LAST) :] for office in (one, other))
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _in_office_together(one: Leader, other: Leader) -> bool:
    return any(_overlap_days(a, b) > 0 for a in one.offices for b in other.offices)


def _identifiers(leaders: Mapping[str, Leader], places: Mapping[str, str]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for leader in leaders.values():
        for field, value in (("id", leader.id), ("qid", leader.qid), *(("old_ids", old) for old in leader.old_ids)):
            owner = owners.setdefault(value, leader.id) if value else leader.id
            if owner != leader.id:
                yield f"{places[leader.id]}: {field}: {value!r} belongs to {owner} already; correct one of them."


def _aliases(leaders: Mapping[str, Leader], places: Mapping[str, str]) -> Iterator[str]:
    owners: defaultdict[str, list[Leader]] = defaultdict(list)
    for leader in leaders.values():
        for form in dict.fromkeys(map(fold, leader.full_forms)):
            owners[form].append(leader)
    for form, holders in owners.items():
        for one, other in combinations(holders, 2):
            if not (one.needs_context and other.needs_context) and _in_office_together(one, other):
                yield (
                    f"{places[other.id]}: aliases: {form!r} also names {one.id}, in office at the same time; "
                    "drop it from one, or set needs_context on both."
                )


def _crowded(leaders: Mapping[str, Leader], places: Mapping[str, str], exact: bool) -> Iterator[str]:
    """Offices with more holders than seats, among whole dates or among the others."""
    holders: defaultdict[str, list[tuple[Leader, DatedOffice]]] = defaultdict(list)
    for leader in leaders.values():
        for office in leader.offices:
            if seats_of(office.title) == 1:
                holders[office.title].append((leader, office))
    for title, terms in holders.items():
        for (one, a), (other, b) in combinations(terms, 2):
            if one.id == other.id or (a.exact and b.exact) != exact:
                continue
            days = _overlap_days(a, b)
            if days > _GRACE_DAYS:
                yield (
                    f"{places[other.id]}: offices: {title!r} is held by {one.id} too, {days} days together; "
                    "correct the dates, or give the title more seats in offices.tsv."
                )


def complaints(leaders: Mapping[str, Leader], places: Mapping[str, str]) -> Iterator[str]:
    """Everything that must not be, as `file:line: field: what to do`."""
    yield from _identifiers(leaders, places)
    yield from _aliases(leaders, places)
    yield from _crowded(leaders, places, exact=True)


def warnings(leaders: Mapping[str, Leader], places: Mapping[str, str]) -> Iterator[str]:
    """What is probably wrong but rests on dates that are not whole."""
    yield from _crowded(leaders, places, exact=False)


def check_leaders(leaders: Mapping[str, Leader], places: Mapping[str, str]) -> None:
    """Raise DataFileError with the first complaint."""
    first = next(complaints(leaders, places), None)
    if first is not None:
        raise DataFileError(first)
