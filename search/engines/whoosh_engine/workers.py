"""Work on chunks in several processes, with results in the order of the chunks.

    for segment in in_order(write_chunk, chunks, jobs=2): ...

Workers are forked, so `work` may be any callable and holds what it held in the parent (an analyzer, a linker); only chunks and
results travel.  At most one chunk more than there are workers is in flight: memory stays bounded however long the input is.
The results are the same whatever `jobs` is, provided that `work` depends on its chunk alone.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from search.errors import BuildError

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")


class _Worker:
    """What a forked process works with: set once, in the process that uses it."""

    work: Callable[[Any], Any]


def _begin(work: Callable[[Any], Any]) -> None:
    _Worker.work = work


def _run(chunk: Any) -> Any:
    return _Worker.work(chunk)


def in_order(work: Callable[[Chunk], Result], chunks: Iterable[Chunk], jobs: int) -> Iterator[Result]:
    """`work(chunk)` for every chunk, in order, by `jobs` processes; by this one alone when `jobs` is 1."""
    if jobs <= 1:
        yield from map(work, chunks)
        return
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=fork, initializer=_begin, initargs=(work,)) as pool:
        try:
            yield from _bounded(pool, chunks, jobs + 1)
        except BrokenProcessPool as error:
            raise BuildError("a worker process of the build died (out of memory?). Nothing was published.") from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _bounded(pool: ProcessPoolExecutor, chunks: Iterable[Chunk], most: int) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    for chunk in chunks:
        waiting.append(pool.submit(_run, chunk))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def default_jobs() -> int:
    """As many processes as this one may use processors."""
    return len(os.sched_getaffinity(0))
