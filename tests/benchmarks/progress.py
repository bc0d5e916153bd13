"""What is said on standard error while a measurement runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


def say(what: str) -> None:
    """One line."""
    sys.stderr.write(f"{what}\n")


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what begins, and how long it took."""
    since = perf_counter()
    sys.stderr.write(f"{what} ... ")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(f"{perf_counter() - since:.1f} s\n")
