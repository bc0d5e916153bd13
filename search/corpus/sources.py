"""Where articles are: files, folders and standard input become readable sources, in the order of reading.

Inside a folder nothing but plain files is opened: no links, devices or pipes, so nothing outside it is read.
A hard link is a plain file.  Not here: what a file holds (`reading`).
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .refusal import Refusal

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: `name` is how reports call it, `named` whether it was named directly and not found in a folder."""

    name: str
    named: bool = True

    @property
    def suffix(self) -> str:
        """What the name says about the format: the suffix in lower case, without `.gz`; `""` for standard input."""
        path = Path(self.name.lower().removesuffix(".gz"))
        return path.suffix if self.name != STANDARD_INPUT else ""

    def open(self) -> IO[bytes]:
        """The bytes.  Raises Refusal for what is no plain file or cannot be opened."""
        if self.name == STANDARD_INPUT:
            return sys.stdin.buffer
        # Without O_NONBLOCK, opening a pipe would wait for ever; a link found in a folder is not followed.
        flags = os.O_RDONLY | os.O_NONBLOCK | (0 if self.named else os.O_NOFOLLOW)
        try:
            descriptor = os.open(self.name, flags)
        except (OSError, ValueError) as error:
            raise Refusal(f"it cannot be opened: {_cause(error)}") from error
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise Refusal("it is a pipe or a device, not a file: send its content to standard input, named -")
        return os.fdopen(descriptor, "rb")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that was found where articles were looked for, and is not read."""

    name: str
    reason: str


def _cause(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _entry(entry: os.DirEntry[str], depth: int) -> Iterator[Source | Unreadable]:
    if entry.is_symlink():
        yield Unreadable(
            entry.path, "it is a symbolic link in a folder, which is not followed: name its target directly"
        )
    elif entry.is_dir(follow_symlinks=False):
        yield from _folder(entry.path, depth - 1)
    elif entry.is_file(follow_symlinks=False):
        yield Source(entry.path, named=False)
    else:
        yield Unreadable(entry.path, "it is a pipe, a socket or a device in a folder: remove it")


def _folder(path: str, depth: int) -> Iterator[Source | Unreadable]:
    if depth < 0:
        yield Unreadable(path, "it lies too deep in folders: name it directly")
        return
    try:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield Unreadable(path, f"the folder cannot be read: {_cause(error)}")
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _entry(entry, depth)


def find_sources(named: Sequence[str | Path], folder_depth: int) -> Iterator[Source | Unreadable]:
    """What was named, in order; a folder becomes its files in order of names, without hidden ones."""
    for name in map(str, named):
        if name != STANDARD_INPUT and Path(name).is_dir():
            yield from _folder(name, folder_depth)
        else:
            yield Source(name)


def size_of(source: Source) -> int | None:
    """The bytes of a source, packed as they are; None when nobody knows."""
    if source.name == STANDARD_INPUT:
        return None
    try:
        return Path(source.name).stat().st_size
    except (OSError, ValueError):
        return 0
