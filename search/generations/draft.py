"""A generation while it is written: one builder per collection, in a directory that nobody reads."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.util import register_after_fork
from pathlib import Path

from ..errors import BuildLockedError
from .durable import sync, write_flushed
from .manifest import FILE_NAME, FileRecord, Manifest, manifest_to_json, sha256_of

# A disk flushes many files at once in hardly more time than one.
_FLUSHES_AT_ONCE = 16
_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_WRITE_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class About:
    """What the manifest says besides the files: see `Manifest`."""

    engine: str
    engine_format: int
    fingerprint: str
    documents: int
    reference: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """An unpublished generation: fill `path`.  `name` is what it will be called, `previous` what is published now."""

    name: str
    path: Path
    previous: str | None = None


class _Lock:
    """An open lock file.  Workers forked meanwhile let go of their copy, or they would hold the lock of a dead builder."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        register_after_fork(self, _Lock.close)

    def acquire(self) -> bool:
        """Take the lock, unless another has it."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Let go of it."""
        os.close(self._descriptor)


@contextmanager
def builder_lock(root: Path) -> Iterator[None]:
    """Be the only builder of the collection in `root`.  The lock goes with the process, however it ends."""
    with closing(_Lock(root / ".lock")) as lock:
        if not lock.acquire():
            raise BuildLockedError(f"Another process is building {root.name!r}. Try again when it is done.")
        yield


def seal(draft: Draft, about: About, base: Path | None, base_manifest: Manifest | None) -> Manifest:
    """Make every file read-only, flush it, and write the manifest, then flush the directories.  Files hard-linked from `base` keep their digests."""
    known = _by_inode(base, base_manifest) if base and base_manifest else {}
    entries = [draft.path, *draft.path.rglob("*")]
    with ThreadPoolExecutor(_FLUSHES_AT_ONCE) as pool:
        paths = [path for path in entries if not path.is_dir()]
        files = list(pool.map(lambda path: _sealed(path, draft.path, known), paths))
        manifest = _manifest(draft, about, files)
        write_flushed(draft.path / FILE_NAME, manifest_to_json(manifest))
        list(pool.map(_seal_folder, (path for path in entries if path.is_dir())))
    return manifest


def _manifest(draft: Draft, about: About, files: Iterable[FileRecord]) -> Manifest:
    return Manifest(
        generation=draft.name,
        previous=draft.previous,
        built_at=datetime.now(UTC).replace(microsecond=0),
        reference=about.reference,
        engine=about.engine,
        engine_format=about.engine_format,
        fingerprint=about.fingerprint,
        documents=about.documents,
        files=tuple(sorted(files, key=lambda file: file.path)),
    )


def _seal_folder(folder: Path) -> None:
    folder.chmod(stat.S_IMODE(folder.stat().st_mode) & ~_WRITE_OF_OTHERS)
    sync(folder)


def _by_inode(base: Path, manifest: Manifest) -> dict[tuple[int, int], FileRecord]:
    return {_inode((base / file.path).stat()): file for file in manifest.files}


def _inode(status: os.stat_result) -> tuple[int, int]:
    """A file's number is its own on one device only."""
    return status.st_dev, status.st_ino


def _sealed(path: Path, root: Path, known: dict[tuple[int, int], FileRecord]) -> FileRecord:
    name = path.relative_to(root).as_posix()
    status = path.stat()
    same = known.get(_inode(status))
    if same is not None:
        return FileRecord(name, same.bytes, same.sha256)
    path.chmod(stat.S_IMODE(status.st_mode) & ~_WRITE)
    sync(path)
    return FileRecord(name, status.st_size, sha256_of(path))
