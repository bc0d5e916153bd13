"""How times are taken and summed up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.timing import Laps, Stage, measured, measured_together, percentile

SOME = st.lists(st.floats(0, 1e6), min_size=1)


@given(SOME, st.floats(0, 1))
def test_a_percentile_is_one_of_the_values(values: list[float], share: float) -> None:
    """It is a value, and at least this share of all values does not exceed it."""
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)


@given(SOME)
def test_percentiles_are_in_order(values: list[float]) -> None:
    """A larger share never has a smaller value."""
    assert percentile(values, 0) == min(values)
    assert percentile(values, 0.5) <= percentile(values, 0.95) <= percentile(values, 1) == max(values)


def test_a_cold_query_is_prepared_every_time() -> None:
    """With something to do before, no round is thrown away; without, the first is."""
    calls: list[str] = []
    measured([lambda: calls.append("asked")], 3, before=lambda: calls.append("emptied"))
    assert calls == ["emptied", "asked"] * 3
    calls.clear()
    measured([lambda: calls.append("asked")], 3)
    assert calls == ["asked"] * 4


def test_engines_take_turns() -> None:
    """A round of one, then of the other."""
    calls: list[str] = []
    engines = {name: [lambda name=name: calls.append(name)] * 2 for name in ("a", "b")}
    times = measured_together(engines, 1)
    assert calls == ["a", "a", "b", "b"] * 2
    assert times.keys() == {"a", "b"}


def test_rates() -> None:
    """Documents a second, by the clock and of processor time."""
    assert Stage(cpu=4.0, wall=2.0).rates(100) == {
        "wall_seconds": 2.0,
        "cpu_seconds": 4.0,
        "docs_per_second": 50.0,
        "docs_per_cpu_second": 25.0,
    }


def test_laps_keep_the_order_of_stages() -> None:
    """Every stage has the times of all rounds, none below nothing."""
    laps = Laps()
    for _ in range(3):
        laps.start()
        for name in ("plan", "fetch"):
            laps(name)
    assert list(laps.times()) == ["plan", "fetch"]
    assert all(0 <= times.p50 <= times.p95 for times in laps.times().values())
