"""One file in two generations: a hard link where the file system has them, a copy where it has none.

A copy is a file of its own: `draft` flushes, hashes and seals it like any new file.  Not here: which files are shared.
"""

from __future__ import annotations

import os
import shutil
from errno import EMLINK, ENOSYS, EOPNOTSUPP, EPERM, EXDEV
from pathlib import Path

_NO_LINKS = frozenset({EPERM, EXDEV, EOPNOTSUPP, ENOSYS, EMLINK})
"""What systems answer: FAT and protected links, another device, network file systems (two), a file with too many links."""


def share(source: Path, target: Path) -> None:
    """Let `target`, which does not exist yet, be the same file as `source`, or a copy of it."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(source, target)


def share_tree(source: Path, target: Path) -> None:
    """Let `target` be a directory of the same files as `source`."""
    shutil.copytree(source, target, copy_function=_share_names)


def _share_names(source: str, target: str) -> str:
    share(Path(source), Path(target))
    return target
