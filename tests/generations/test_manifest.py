"""The manifest protects itself and refuses what leads outside."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import CorruptGenerationError
from search.generations.manifest import FileRecord, Manifest, manifest_to_json, read_manifest

MOMENT = datetime(2025, 1, 22, tzinfo=UTC)


def manifest_of(*files: FileRecord) -> Manifest:
    return Manifest("20250122T000000Z-00ff", None, MOMENT, MOMENT, "whoosh", 1, "f", 3, files)


def written(tmp_path: Path, data: bytes) -> Path:
    (tmp_path / "MANIFEST.json").write_bytes(data)
    return tmp_path


def test_round_trip(tmp_path: Path) -> None:
    """What was written reads back equal."""
    manifest = manifest_of(FileRecord("engine/a", 3, "0" * 64))
    assert read_manifest(written(tmp_path, manifest_to_json(manifest))) == manifest


@given(position=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_any_flipped_bit_shows(tmp_path_factory: pytest.TempPathFactory, position: int, bit: int) -> None:
    """No bit of a manifest can change what it says without being noticed."""
    manifest = manifest_of(FileRecord("engine/a", 3, "0" * 64), FileRecord("b", 9, "1" * 64))
    data = bytearray(manifest_to_json(manifest))
    data[position % len(data)] ^= 1 << bit
    folder = written(tmp_path_factory.mktemp("manifest"), bytes(data))
    with contextlib.suppress(CorruptGenerationError):
        assert read_manifest(folder) == manifest  # white space between values says nothing


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b'{"digest": 1}', b"[" * 100_000])
def test_other_content(tmp_path: Path, data: bytes) -> None:
    """Anything but a manifest is refused by one kind of error."""
    with pytest.raises(CorruptGenerationError, match=r"MANIFEST\.json"):
        read_manifest(written(tmp_path, data))


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../../x", ""])
def test_paths_stay_inside(tmp_path: Path, path: str) -> None:
    """A manifest cannot name a file outside its generation."""
    with pytest.raises(CorruptGenerationError, match="not inside"):
        read_manifest(written(tmp_path, manifest_to_json(manifest_of(FileRecord(path, 1, "0" * 64)))))


def test_later_format(tmp_path: Path) -> None:
    """A manifest of a later format asks for a rebuild."""
    import hashlib

    record = json.loads(manifest_to_json(manifest_of()))
    del record["digest"]
    record["format"] = 99
    canonical = json.dumps(record, sort_keys=True, separators=(",", ":"))
    record["digest"] = hashlib.sha256(canonical.encode()).hexdigest()
    with pytest.raises(CorruptGenerationError, match="telisik rebuild"):
        read_manifest(written(tmp_path, json.dumps(record).encode()))
