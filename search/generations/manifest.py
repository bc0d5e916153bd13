"""MANIFEST.json: what a generation consists of, to the byte, and what it was built by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from ..errors import CorruptGenerationError

FILE_NAME = "MANIFEST.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a generation: its path below the generation's directory, length and sha256 in hex."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation.  `fingerprint` is its analyzer's; recency counts from `reference`; `previous` was published before."""

    generation: str
    previous: str | None
    built_at: datetime
    reference: datetime
    engine: str
    engine_format: int
    fingerprint: str
    documents: int
    files: tuple[FileRecord, ...]

    @property
    def bytes_on_disk(self) -> int:
        """The length of all files together, hard-linked ones included."""
        return sum(file.bytes for file in self.files)


def sha256_of(path: Path) -> str:
    """The digest of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def manifest_to_json(manifest: Manifest) -> bytes:
    """The manifest with a digest of itself, so that a flipped bit in it shows too."""
    record: dict[str, Any] = {"format": FORMAT, **asdict(manifest)}
    record["built_at"] = manifest.built_at.isoformat()
    record["reference"] = manifest.reference.isoformat()
    return (json.dumps({"digest": _digest(record), **record}, indent=1) + "\n").encode()


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a generation.  Raises CorruptGenerationError when it is missing, damaged or of a later format."""
    path = directory / FILE_NAME
    try:
        record = json.loads(path.read_bytes())
        digest = record.pop("digest")
        if digest != _digest(record):
            raise CorruptGenerationError(f"{path}: the manifest does not agree with its own digest.")
        return _manifest(record, path)
    except OSError as error:
        raise CorruptGenerationError(f"{path}: cannot be read ({error.strerror}).") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CorruptGenerationError(f"{path}: is not a manifest ({type(error).__name__}).") from error


def _manifest(record: dict[str, Any], path: Path) -> Manifest:
    if record.pop("format") != FORMAT:
        raise CorruptGenerationError(f"{path}: written by another version of Telisik. Run `telisik rebuild`.")
    files = tuple(FileRecord(**file) for file in record.pop("files"))
    for file in files:
        parts = PurePosixPath(file.path).parts
        if not parts or parts[0] == "/" or ".." in parts:
            raise CorruptGenerationError(f"{path}: names {file.path!r}, which is not inside the generation.")
    built_at = datetime.fromisoformat(record.pop("built_at"))
    reference = datetime.fromisoformat(record.pop("reference"))
    return Manifest(built_at=built_at, reference=reference, files=files, **record)


def _digest(record: dict[str, Any]) -> str:
    canonical = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
