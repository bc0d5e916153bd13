"""Work spread over processes."""

from __future__ import annotations

import os
import signal

import pytest

from search.engines.whoosh_engine.workers import spread
from search.errors import BuildError


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    """However many processes work, result n is that of task n, and nothing that is sent needs to be known by name."""
    factor = 3
    assert list(spread(jobs, lambda task: task * factor, iter(range(17)))) == [3 * n for n in range(17)]


def test_a_workers_error_is_raised_here() -> None:
    """An error keeps its type and message."""
    with pytest.raises(ZeroDivisionError):
        list(spread(2, lambda task: 1 // task, iter([2, 1, 0, 5])))


def test_a_worker_that_dies_is_a_build_error() -> None:
    """A killed worker does not hang the build."""
    with pytest.raises(BuildError, match="worker process ended"):
        list(spread(2, lambda task: os.kill(os.getpid(), signal.SIGKILL), iter([1, 2])))


def test_tasks_are_taken_as_they_are_needed() -> None:
    """Tasks are taken at most twice the workers ahead, however fast one of them is."""
    taken: list[int] = []

    def tasks():
        for number in range(10):
            taken.append(number)
            yield number

    results = spread(2, lambda task: task, tasks())
    next(results)
    assert len(taken) <= 4
    results.close()
