"""Work spread over processes, results in the order of the tasks.

Processes are forked, so that what the work needs (an analyzer, a linker) is inherited and only tasks and results are sent.
A worker's error is raised here; a worker that dies is a BuildError.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from search.errors import BuildError

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Failure:
    error: Exception


def spread(jobs: int, work: Callable[[Task], Result], tasks: Iterator[Task]) -> Iterator[Result]:
    """`work` of every task, in `jobs` processes (1 = in this one)."""
    if jobs <= 1:
        yield from map(work, tasks)
        return
    team = _Team(jobs, work)
    try:
        yield from team.results(tasks)
    finally:
        team.stop()


class _Team(Generic[Task, Result]):
    def __init__(self, jobs: int, work: Callable[[Task], Result]) -> None:
        context = multiprocessing.get_context("fork")
        self._workers: dict[Connection, BaseProcess] = {}
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, [*self._workers, ours], work), daemon=True)
            process.start()
            theirs.close()
            self._workers[ours] = process

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """Results in the order of the tasks; tasks are taken at most twice the workers ahead of what was returned."""
        ahead = 2 * len(self._workers)
        idle, asked = list(self._workers), dict[Connection, int]()
        done: dict[int, Result] = {}
        given = returned = 0
        more = True
        while more or asked:
            while more and idle and given - returned < ahead:
                try:
                    task = next(tasks)
                except StopIteration:
                    more = False
                    break
                asked[idle[-1]] = given
                idle.pop().send(task)
                given += 1
            ready = set(wait(list(asked))) if asked else set()  # to wait for nobody is to wait for ever
            for connection in [each for each in asked if each in ready]:
                done[asked.pop(connection)] = self._received(connection)
                idle.append(connection)
            while returned in done:
                yield done.pop(returned)
                returned += 1

    def _received(self, connection: Connection) -> Result:
        try:
            result: Result | _Failure = connection.recv()
        except EOFError:
            raise BuildError("a worker process ended; perhaps memory ran out. Build with --jobs 1.") from None
        if isinstance(result, _Failure):
            raise result.error
        return result

    def stop(self) -> None:
        """End the workers, busy or not."""
        for connection, process in self._workers.items():
            connection.close()
            process.terminate()
            process.join()


def _serve(connection: Connection, inherited: Sequence[Connection], work: Callable[[Task], Result]) -> None:
    """A worker's life: until the other end closes, or its process is gone, hence no copy of it may stay open here."""
    for other_end in inherited:
        other_end.close()
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            result: Result | _Failure = work(task)
        except Exception as error:  # noqa: BLE001 - it is raised again in the process that asked
            result = _Failure(error)
        connection.send(result)
