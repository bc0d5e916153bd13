"""Do a generation's files agree with its manifest?  Asked before anything in it is opened, for engines trust their files.

A full answer reads every byte.  Once given, this machine remembers inode, time and length of each file beside the
generations, so that the next answer costs one stat per file.  `deep` always reads every byte.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ..errors import CorruptGenerationError
from .manifest import FILE_NAME, FileRecord, Manifest, manifest_to_json, read_manifest, sha256_of

_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH

Seen = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about one generation; `fault` is empty when it is whole."""

    generation: str
    fault: str = ""

    @property
    def whole(self) -> bool:
        """Whether it may be served."""
        return not self.fault


def verify(directory: Path, remembered: Path, deep: bool = False) -> Manifest:
    """The manifest of a whole generation.  Raises CorruptGenerationError that names the first file that is not as built."""
    manifest = read_manifest(directory)
    if manifest.generation != directory.name:
        raise CorruptGenerationError(f"{directory}: holds the generation {manifest.generation}, not its own.")
    seen = look(directory, manifest)
    if not deep and _recall(remembered) == seen:
        return manifest
    for file in manifest.files:
        _check_content(directory, file)
    if deep:
        _check_nothing_else(directory, manifest)
    remember(remembered, seen)
    return manifest


def look(directory: Path, manifest: Manifest) -> Seen:
    """Inode, time and length of every file, and the manifest's.  Raises CorruptGenerationError for what a look shows."""
    sizes = {file.path: file.bytes for file in manifest.files} | {FILE_NAME: len(manifest_to_json(manifest))}
    for folder in {directory, *((directory / path).parent for path in sizes)}:
        _check_folder(folder)
    seen: Seen = {}
    for path, size in sizes.items():
        try:
            status = (directory / path).lstat()
        except OSError as error:
            raise CorruptGenerationError(f"{directory / path}: cannot be read ({error.strerror}).") from error
        if not stat.S_ISREG(status.st_mode):
            raise CorruptGenerationError(f"{directory / path}: is not a file.")
        if status.st_size != size:
            raise CorruptGenerationError(f"{directory / path}: has {status.st_size} bytes, not {size}.")
        seen[path] = [status.st_ino, status.st_mtime_ns, status.st_size]
    return seen


def remember(path: Path, seen: Seen) -> None:
    """Note that these files were whole.  Where nothing may be written, the next look reads every byte again."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}-{os.getpid()}")
        beside.write_text(json.dumps(seen), "utf-8")
        beside.replace(path)


def _recall(path: Path) -> Seen | None:
    try:
        recalled: Seen = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return recalled


def _check_folder(folder: Path) -> None:
    try:
        mode = folder.lstat().st_mode
    except OSError as error:
        raise CorruptGenerationError(f"{folder}: cannot be read ({error.strerror}).") from error
    if not stat.S_ISDIR(mode):
        raise CorruptGenerationError(f"{folder}: is not a directory.")
    if mode & _WRITABLE_BY_OTHERS:
        raise CorruptGenerationError(
            f"{folder}: others may write in it, so it is not trusted. Run `chmod go-w {folder}`."
        )


def _check_content(directory: Path, file: FileRecord) -> None:
    path = directory / file.path
    try:
        digest = sha256_of(path)
    except OSError as error:
        raise CorruptGenerationError(f"{path}: cannot be read ({error.strerror}).") from error
    if digest != file.sha256:
        raise CorruptGenerationError(f"{path}: is not as it was built (its sha256 differs).")


def _check_nothing_else(directory: Path, manifest: Manifest) -> None:
    known = {file.path for file in manifest.files} | {FILE_NAME}
    for folder, _, names in os.walk(directory):
        for name in names:
            path = (Path(folder) / name).relative_to(directory).as_posix()
            if path not in known:
                raise CorruptGenerationError(f"{directory / path}: is not in the manifest. Remove it.")
