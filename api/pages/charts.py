"""Bar charts as geometry: the numbers of an inline SVG whose bars are links.  No colours here, no markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 320.0
HEIGHT = 96.0
FLOOR = 80.0
TOP = 4.0
LEAST = 2.0
MAX_TICKS = 8


@dataclass(frozen=True, slots=True)
class Column:
    """What a bar stands for: `tick` is its short label on the axis, `href` the search for it."""

    label: str
    tick: str
    count: int
    href: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A column with its place: the bar itself, and `slot`, the strip of the chart that belongs to it."""

    column: Column
    x: float
    y: float
    width: float
    height: float
    slot_x: float
    slot: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of `WIDTH` x `HEIGHT`; `label` is its name for those who do not see it."""

    label: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: float = WIDTH
    height: float = HEIGHT
    floor: float = FLOOR

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the bars stand for: the rows of the table beside the chart."""
        return tuple(bar.column for bar in self.bars)


def chart_of(label: str, columns: Sequence[Column], width: float = WIDTH) -> Chart | None:
    """The chart of some columns; None when there is nothing to draw."""
    highest = max((column.count for column in columns), default=0)
    if not highest:
        return None
    slot = width / len(columns)
    gap = min(3.0, slot * 0.25)
    bars = []
    for place, column in enumerate(columns):
        height = max(LEAST, (FLOOR - TOP) * column.count / highest) if column.count else 0.0
        x = place * slot
        bars.append(Bar(column, _r(x + gap / 2), _r(FLOOR - height), _r(slot - gap), _r(height), _r(x), _r(slot)))
    return Chart(label, tuple(bars), _ticks(columns, slot), width)


def _ticks(columns: Sequence[Column], slot: float) -> tuple[Tick, ...]:
    """As many axis labels as fit, evenly spread among the columns that have one."""
    named = [(place, column.tick) for place, column in enumerate(columns) if column.tick]
    step = -(-len(named) // MAX_TICKS) or 1
    return tuple(Tick(_r((place + 0.5) * slot), text) for place, text in named[::step])


def _r(value: float) -> float:
    return round(value, 2)
