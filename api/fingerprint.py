"""What code answers: one digest of this installation's code, templates and texts, taken once at start.

An answer depends on it as much as on the generation, so it is part of every ETag: an upgrade never meets its own old tags.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import search

SUFFIXES = frozenset({".py", ".html", ".tsv", ".css", ".svg", ".js"})


def code_fingerprint() -> str:
    """The digest of the files of `api` and `search` that make answers."""
    digest = hashlib.sha256()
    for package in (Path(__file__).parent, Path(search.__file__).parent):
        for path in sorted(package.rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
