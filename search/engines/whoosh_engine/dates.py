"""Publication dates as arrays: one row per document, one file per segment.

`seconds` = UTC epoch seconds (`UNDATED` when there are none), `precision` = place in `PRECISIONS`, `days` = ordinal of the
Jakarta day, or of the written day (of the first day, for a month or year).  Not here: counting by date (`datefacet`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.model import Article, DatePrecision

from ..published import CLOCK_PRECISIONS, JAKARTA, local_day, seconds, written_period
from .arrays import ArrayFile, ArrayWriter

PRECISIONS = (
    DatePrecision.SECOND,
    DatePrecision.MINUTE,
    DatePrecision.DAY,
    DatePrecision.MONTH,
    DatePrecision.YEAR,
    DatePrecision.NONE,
)
"""Finest first.  The order is part of the format."""

CLOCK = PRECISIONS.index(DatePrecision.MINUTE)
"""Up to here a date has a time of day."""

UNDATED = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a row of documents."""

    seconds: NDArray[np.int64]
    precision: NDArray[np.uint8]
    days: NDArray[np.int32]

    @staticmethod
    def open(file: ArrayFile) -> Dates:
        """The dates in a mapped file."""
        return Dates(file["seconds"], file["precision"], file["days"])

    def write(self, writer: ArrayWriter) -> None:
        """Write the arrays."""
        writer.add("seconds", self.seconds)
        writer.add("precision", self.precision)
        writer.add("days", self.days)

    def take(self, docs: NDArray[np.int64]) -> Dates:
        """Some of the rows."""
        return Dates(self.seconds[docs], self.precision[docs], self.days[docs])

    @staticmethod
    def joined(parts: Sequence[Dates]) -> Dates:
        """The rows of all parts, one after another."""
        if len(parts) == 1:
            return parts[0]
        return Dates(
            np.concatenate([part.seconds for part in parts] or [np.empty(0, np.int64)]),
            np.concatenate([part.precision for part in parts] or [np.empty(0, np.uint8)]),
            np.concatenate([part.days for part in parts] or [np.empty(0, np.int32)]),
        )


@dataclass(slots=True)
class DateRows:
    """Dates being gathered, article by article."""

    _seconds: array[int] = field(default_factory=lambda: array("q"))
    _precision: array[int] = field(default_factory=lambda: array("B"))
    _days: array[int] = field(default_factory=lambda: array("i"))

    def append(self, article: Article) -> None:
        """Add the row of one article."""
        at = seconds(article)
        published = article.published
        if at is None or published is None:
            at, precision, day = UNDATED, DatePrecision.NONE, 0
        else:
            precision = article.date_precision
            clock = precision in CLOCK_PRECISIONS
            first = local_day(published, precision, JAKARTA) if clock else written_period(published, precision)[0]
            day = first.toordinal()
        self._seconds.append(at)
        self._precision.append(PRECISIONS.index(precision))
        self._days.append(day)

    def dates(self) -> Dates:
        """The rows as arrays."""
        return Dates(
            np.array(self._seconds, np.int64), np.array(self._precision, np.uint8), np.array(self._days, np.int32)
        )
