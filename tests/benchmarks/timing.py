"""How times are taken: processor time of the calling thread and wall time, many rounds, the first thrown away."""

from __future__ import annotations

import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter, thread_time

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: middle and 95th percentile of processor time, middle of wall time."""

    p50: float
    p95: float
    wall_p50: float

    def record(self) -> dict[str, float]:
        """For JSON."""
        return {"cpu_p50": self.p50, "cpu_p95": self.p95, "wall_p50": self.wall_p50}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def measured(calls: Sequence[Call], rounds: int, before: Call | None = None, warmed: bool = False) -> Times:
    """Run every call `rounds` times; once more before, unmeasured, unless all were `warmed` by the caller.

    With something to do `before` each call there is nothing to warm.
    """
    clock = _Clock(before)
    if before is None and not warmed:
        clock.round(calls, counted=False)
    for _ in range(rounds):
        clock.round(calls, counted=True)
    return clock.result()


def measured_together(calls: Mapping[str, Sequence[Call]], rounds: int) -> dict[str, Times]:
    """Several engines at the same work, one round of each after the other, so that a busy minute hits all alike."""
    clocks = {name: _Clock(None) for name in calls}
    for number in range(rounds + 1):
        for name, clock in clocks.items():
            clock.round(calls[name], counted=number > 0)
    return {name: clock.result() for name, clock in clocks.items()}


class _Clock:
    """Collects the milliseconds of calls."""

    def __init__(self, before: Call | None) -> None:
        self._before = before
        self._cpu: list[float] = []
        self._wall: list[float] = []

    def round(self, calls: Sequence[Call], counted: bool) -> None:
        for call in calls:
            if self._before is not None:
                self._before()
            wall_start, cpu_start = perf_counter(), thread_time()
            call()
            cpu, wall = thread_time() - cpu_start, perf_counter() - wall_start
            if counted:
                self._cpu.append(cpu * 1e3)
                self._wall.append(wall * 1e3)

    def result(self) -> Times:
        return Times(percentile(self._cpu, 0.5), percentile(self._cpu, 0.95), percentile(self._wall, 0.5))


class Laps:
    """The milliseconds of the stages of one thing that is done many times."""

    def __init__(self) -> None:
        self._cpu: dict[str, list[float]] = {}
        self._wall: dict[str, list[float]] = {}
        self.start()

    def start(self) -> None:
        """The first stage begins."""
        self._since = (thread_time(), perf_counter())

    def __call__(self, name: str) -> None:
        """A stage ends, and the next begins."""
        cpu, wall = thread_time(), perf_counter()
        self._cpu.setdefault(name, []).append((cpu - self._since[0]) * 1e3)
        self._wall.setdefault(name, []).append((wall - self._since[1]) * 1e3)
        self.start()

    def times(self) -> dict[str, Times]:
        """By stage, in the order in which they ended."""
        return {
            name: Times(percentile(cpu, 0.5), percentile(cpu, 0.95), percentile(self._wall[name], 0.5))
            for name, cpu in self._cpu.items()
        }


@dataclass(slots=True)
class Stage:
    """Processor and wall seconds of a stage, child processes included; use as a context."""

    cpu: float = 0.0
    wall: float = 0.0

    def __enter__(self) -> Stage:
        self.cpu, self.wall = _cpu_seconds(), perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.cpu, self.wall = _cpu_seconds() - self.cpu, perf_counter() - self.wall

    def rates(self, docs: int) -> dict[str, float]:
        """For JSON: seconds, and documents a second."""
        return {
            "wall_seconds": round(self.wall, 2),
            "cpu_seconds": round(self.cpu, 2),
            "docs_per_second": round(docs / self.wall, 1),
            "docs_per_cpu_second": round(docs / self.cpu, 1),
        }


def _cpu_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
