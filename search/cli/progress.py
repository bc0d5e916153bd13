"""A build as it is seen: bars on a terminal, silence elsewhere; rejected records as they come, up to a limit."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

import click

from ..model import RejectedRecord
from ..rebuild import Watch
from .output import notice

_MOST_LINES = 100


class Progress:
    """Shows a build.  `total` = bytes to read, None when unknown.  A context manager: the bars end with it."""

    def __init__(self, total: int | None) -> None:
        self._show = sys.stderr.isatty()
        self._total = total
        self._read = 0
        self._bar: Any = None
        self._stage = ""
        self._at = 0
        self._lines = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_bar()
        if self._lines > _MOST_LINES:
            notice(f"... and {self._lines - _MOST_LINES:,} more lines of this kind; --json counts them")

    @property
    def watch(self) -> Watch:
        """What a builder tells."""
        return Watch(progress=self.progress, rejected=self.rejected, duplicate=self.say)

    def advance(self, bytes_read: int) -> None:
        """So many more bytes were read."""
        if self._show and self._total:
            self._move("reading", self._total, self._at + bytes_read)

    def progress(self, stage: str, done: int) -> None:
        """So many articles are through a stage."""
        if stage == "read":
            self._read = done
        elif self._show:
            self._move("indexing", self._read or done, done)

    def rejected(self, record: RejectedRecord) -> None:
        """A record was refused."""
        self.say(f"rejected: {record}")

    def say(self, line: str) -> None:
        """A line between the bars."""
        self._lines += 1
        if self._lines <= _MOST_LINES:
            if self._bar is not None:
                click.echo("\r\x1b[K", nl=False, err=True)
            notice(line)

    def _move(self, stage: str, length: int, to: int) -> None:
        if stage != self._stage:
            self._end_bar()
            self._stage, self._at = stage, 0
            self._bar = click.progressbar(length=length, label=stage, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(max(0, to - self._at))
        self._at = to

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
