"""Documents by local day, month and year: codes for the date counts, and the documents within a date filter.

A clock time falls into the day of the zone asked for; a date written to the day, month or year keeps its written period in
every zone, and counts only in buckets as coarse as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import zip_longest
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from search.model import DateInterval, DatePrecision
from search.query.plan import DateFilter

from ..base import RawDates
from ..published import JAKARTA
from .arrays import Array, smallest
from .counts import Names, counted, names_of
from .dates import CLOCK, PRECISIONS, UNDATED, Dates
from .matches import Dense, Docs, Mask, Matches, Sparse
from .order import Order
from .space import Space

_EPOCH = date(1970, 1, 1).toordinal()
_UNITS = {DateInterval.YEAR: "Y", DateInterval.MONTH: "M", DateInterval.DAY: "D"}
_COARSEST = {
    DateInterval.YEAR: PRECISIONS.index(DatePrecision.YEAR),
    DateInterval.MONTH: PRECISIONS.index(DatePrecision.MONTH),
    DateInterval.DAY: PRECISIONS.index(DatePrecision.DAY),
}
_MONTH, _YEAR = PRECISIONS.index(DatePrecision.MONTH), PRECISIONS.index(DatePrecision.YEAR)


@dataclass(frozen=True, eq=False)
class Buckets:
    """Per document a code: 0 = undated; then the buckets, in order of `keys`; then, one a year, documents dated too coarsely
    to be in a bucket.  `years` gives the place of a code's year in `year_keys`."""

    codes: Array
    keys: tuple[str, ...]
    years: NDArray[np.intp]
    year_keys: tuple[str, ...]

    @property
    def kinds(self) -> int:
        """How many codes there are."""
        return len(self.years) + 1

    @cached_property
    def names(self) -> Sequence[tuple[str, str]]:
        """Per code the keys of its bucket and year, "" = none."""
        years = [self.year_keys[place] for place in self.years.tolist()]
        return (("", ""), *zip_longest(self.keys, years, fillvalue=""))

    @cached_property
    def _key_array(self) -> Names:
        return names_of(self.keys)

    @cached_property
    def _year_array(self) -> Names:
        return names_of(self.year_keys)

    @cached_property
    def view(self) -> memoryview:
        """The codes as plain numbers."""
        return self.codes.data

    def count(self, docs: Docs) -> RawDates:
        """Count documents."""
        return self.counted(np.bincount(self.codes.take(docs), minlength=self.kinds))

    def counted(self, counts: NDArray[np.int64]) -> RawDates:
        """The counts of all codes by key."""
        by_year = np.bincount(self.years, weights=counts[1:], minlength=len(self.year_keys)).astype(np.int64)
        buckets = counted(self._key_array, counts[1 : len(self.keys) + 1])
        return RawDates(buckets, counted(self._year_array, by_year), int(counts[0]))


class Calendar:
    """The dates of a snapshot."""

    def __init__(self, dates: Dates, order: Order, space: Space) -> None:
        self._space = space
        self._dates = dates
        self._order = order

    # --- buckets ------------------------------------------------------------------------------------------------------

    def buckets(self, interval: DateInterval, tz: str) -> Buckets:
        """The buckets of an interval in a zone."""
        dated = self._dates.seconds != UNDATED
        counted = dated & (self._dates.precision <= _COARSEST[interval])
        days = (self._local_days(tz) - _EPOCH).astype("M8[D]")
        units, keys = _units(days, counted, _UNITS[interval])
        years, year_keys = _units(days, dated, _UNITS[DateInterval.YEAR])
        codes = np.where(counted, units + 1, np.where(dated, years + 1 + len(keys), 0))
        own_years = np.array([year_keys.index(key[:4]) for key in keys], np.intp)
        year_of = np.concatenate([own_years, np.arange(len(year_keys))])
        return Buckets(smallest(codes), keys, year_of, year_keys)

    def _local_days(self, tz: str) -> NDArray[np.int64]:
        """Ordinals of local days (0 = undated)."""
        days = self._dates.days.astype(np.int64)
        if tz == JAKARTA.key:
            return days
        clock = np.flatnonzero(self._dates.precision <= CLOCK)
        if len(clock):
            seconds = self._dates.seconds[clock]
            days[clock] = _days_in(ZoneInfo(tz), seconds)
        return days

    # --- filters ------------------------------------------------------------------------------------------------------

    def within(self, wanted: DateFilter) -> Matches:
        """Documents that pass, deleted ones included."""
        first, last = self._clock_range(wanted)
        if not self._space.is_many(last - first):
            slice_ = self._order[first:last]
            clock = slice_[self._dates.precision.take(slice_) <= CLOCK]
            coarse = self._coarse[self._coarse_passes(wanted)]
            return Sparse(np.sort(np.concatenate([clock, coarse])).astype(np.int32))
        mask = np.zeros(self._space.padded, np.bool_)
        mask[self._order[first:last]] = True
        mask[self._coarse] = self._coarse_passes(wanted)
        return Dense(mask, None, int(np.count_nonzero(mask)))

    def _clock_range(self, wanted: DateFilter) -> tuple[int, int]:
        """The places in the order whose seconds lie in [start, end)."""
        keys = self._keys
        dated = int(np.searchsorted(keys, np.iinfo(np.int64).max, "left"))
        # Newest first: the end of the period comes first.
        first = 0 if wanted.end is None else int(np.searchsorted(keys, -wanted.end, "right"))
        last = dated if wanted.start is None else int(np.searchsorted(keys, -wanted.start, "right"))
        return min(first, dated), max(min(last, dated), min(first, dated))

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        seconds = self._dates.seconds.take(self._order)
        return np.where(seconds == UNDATED, np.iinfo(np.int64).max, -seconds)

    @cached_property
    def _coarse(self) -> Docs:
        """Documents dated to the day, month or year."""
        precision = self._dates.precision
        return np.flatnonzero((precision > CLOCK) & (precision <= _YEAR)).astype(np.int32)

    @cached_property
    def _periods(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """First and last written day of the coarse documents."""
        first = self._dates.days.take(self._coarse)
        precision = self._dates.precision.take(self._coarse)
        last = first.copy()
        for level, unit in ((_MONTH, "M"), (_YEAR, "Y")):
            own = precision == level
            begins = (first[own] - _EPOCH).astype("M8[D]").astype(f"M8[{unit}]")
            last[own] = (begins + 1).astype("M8[D]").astype(np.int64) + _EPOCH - 1
        return first, last

    def _coarse_passes(self, wanted: DateFilter) -> Mask:
        first, last = self._periods
        passes = np.ones(len(first), np.bool_)
        if wanted.start_day is not None:
            passes &= first >= wanted.start_day.toordinal()
        if wanted.end_day is not None:
            passes &= last <= wanted.end_day.toordinal()
        return passes


def _units(days: NDArray[np.datetime64], counted: Mask, unit: str) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Per document the number of its period, and the keys of all periods from the first to the last that is counted."""
    periods = days.astype(f"M8[{unit}]").astype(np.int64)
    if not counted.any():
        return periods, ()
    first, last = int(periods[counted].min()), int(periods[counted].max())
    keys = np.arange(first, last + 1).astype(f"M8[{unit}]").astype(str)
    return periods - first, tuple(keys.tolist())


def _days_in(zone: ZoneInfo, seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ordinals of the local days of instants, by the midnights between the first and the last."""
    first = datetime.fromtimestamp(int(seconds.min()), zone).date() - timedelta(days=1)
    last = datetime.fromtimestamp(int(seconds.max()), zone).date() + timedelta(days=1)
    days = range(first.toordinal(), last.toordinal() + 1)
    midnights = [datetime.combine(date.fromordinal(day), datetime.min.time(), zone).timestamp() for day in days]
    return np.searchsorted(np.array(midnights), seconds, "right") - 1 + first.toordinal()
