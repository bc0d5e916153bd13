"""A disk that fills up during a build costs the build and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.errors import BuildError
from search.generations import Collection

from .conftest import NEW, OLD, rebuild, served

Fresh = Callable[[], Collection]
KIB = 1024


@contextmanager
def small_disk(place: Path, kibibytes: int) -> Iterator[Path]:
    """A file system of so many KiB."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k,mode=755", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def used(collection: Collection) -> int:
    return sum(path.stat().st_blocks * 512 for path in collection.root.rglob("*")) // KIB


def fill_up(fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sizes: int) -> set[str]:
    """Rebuild on disks from too small to just large enough; returns how the builds ended."""
    monkeypatch.setattr(Collection, "require_space", lambda self, need: None)
    original = fresh()
    one = used(original)
    ended = set()
    for number in range(sizes):
        room = one + 64 + (one * 3 * number) // sizes
        with small_disk(tmp_path / f"disk{number}", room) as disk:
            shutil.copytree(original.root, disk / "berita")
            collection = Collection(disk, "berita")
            how = built(collection)
            assert served(collection) == (NEW if how == "published" else OLD)
            assert not list(collection.root.glob(".draft-*"))
            ended.add(how)
    return ended


def built(collection: Collection) -> str:
    try:
        rebuild(collection, NEW)
    except BuildError:
        return "refused"
    return "published"


def test_full(fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few sizes, from too small to large enough."""
    assert fill_up(fresh, tmp_path, monkeypatch, 5) == {"refused", "published"}


@pytest.mark.soak
def test_full_at_many_sizes(fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty sizes."""
    assert fill_up(fresh, tmp_path, monkeypatch, 50) == {"refused", "published"}


def test_next_build_works(fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once there is room again the same process builds."""
    monkeypatch.setattr(Collection, "require_space", lambda self, need: None)
    original = fresh()
    with small_disk(tmp_path / "disk", used(original) * 4) as disk:
        shutil.copytree(original.root, disk / "berita")
        collection = Collection(disk, "berita")
        ballast = disk / "ballast"
        with ballast.open("wb") as file, pytest.raises(OSError, match="No space"):
            while True:
                file.write(bytes(64 * KIB))
                file.flush()
        with pytest.raises(BuildError):
            rebuild(collection, NEW)
        ballast.unlink()
        rebuild(collection, NEW)
        assert served(collection) == NEW
