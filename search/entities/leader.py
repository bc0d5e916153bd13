"""A leader and the offices that she or he held: values.

Not here: files (`leader_records`), all leaders together (`gazetteer`).
"""

from __future__ import annotations

from dataclasses import dataclass

_FULL_DATE = 10


@dataclass(frozen=True, slots=True)
class DatedOffice:
    """An office; `start` and `end` are ISO dates of any precision, `""` = unknown start, or still in office."""

    title: str
    start: str = ""
    end: str = ""

    def holds_on(self, day: str) -> bool:
        """Whether the office is held on an ISO day.  A year or month stands for all its days; an end day is the successor's."""
        if self.start and day[: len(self.start)] < self.start:
            return False
        if not self.end:
            return True
        return day < self.end if len(self.end) == _FULL_DATE else day[: len(self.end)] <= self.end

    @property
    def exact(self) -> bool:
        """Whether both ends are whole days (or the office is still held)."""
        return len(self.start) == _FULL_DATE and len(self.end) in (0, _FULL_DATE)


@dataclass(frozen=True, slots=True)
class Leader:
    """A person of the leader facet.

    `name` is the label; `aliases` may stand alone in a text; `short` forms need a full mention or a title beside them.
    `needs_context`: the name is too common to link without the office or the country.  `old_ids` still resolve.
    """

    id: str
    name: str
    country: str
    country_name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    offices: tuple[DatedOffice, ...] = ()
    qid: str = ""
    old_ids: tuple[str, ...] = ()
    needs_context: bool = False
    source: str = ""

    @property
    def full_forms(self) -> tuple[str, ...]:
        """The forms that name this leader on their own: the name, then the aliases."""
        return (self.name, *self.aliases)

    def office_on(self, day: str) -> str:
        """The first listed office held on an ISO day; `""` when none."""
        return next((office.title for office in self.offices if office.holds_on(day)), "")
