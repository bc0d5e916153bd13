"""One file in two generations: linked where that can be, copied where it cannot, and never over something."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from search.generations.sharing import share, share_tree


@pytest.fixture
def other_device(tmp_path: Path) -> Iterator[Path]:
    """A directory from which nothing can be hard-linked into `tmp_path`."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second device to write to")
    place = Path(mkdtemp(dir=memory))
    yield place
    shutil.rmtree(place)


def test_a_link_where_there_are_links(tmp_path: Path) -> None:
    """On one file system both names are the same file."""
    (tmp_path / "a").write_bytes(b"postings")
    share(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").samefile(tmp_path / "b")


def test_a_copy_on_another_device(other_device: Path, tmp_path: Path) -> None:
    """The same bytes in a file of its own, that its owner may still seal."""
    (other_device / "a").write_bytes(b"postings")
    (other_device / "a").chmod(0o444)
    with pytest.raises(OSError, match="cross-device"):
        os.link(other_device / "a", tmp_path / "b")
    share(other_device / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"postings"
    assert (tmp_path / "b").stat().st_nlink == 1
    assert os.access(tmp_path / "b", os.W_OK)


def test_a_tree_on_another_device(other_device: Path, tmp_path: Path) -> None:
    """Folders within are made, files within are copied."""
    (other_device / "tables" / "more").mkdir(parents=True)
    (other_device / "tables" / "one").write_bytes(b"1")
    (other_device / "tables" / "more" / "two").write_bytes(b"2")
    share_tree(other_device / "tables", tmp_path / "tables")
    found = {path.name: path.read_bytes() for path in (tmp_path / "tables").rglob("*") if path.is_file()}
    assert found == {"one": b"1", "two": b"2"}


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV])
def test_a_copy_whatever_the_system_calls_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """FAT, network file systems and a file with too many links each refuse in their own words."""

    def refuse(source: Path, target: Path) -> None:
        raise OSError(code, os.strerror(code), str(target))

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a").write_bytes(b"postings")
    share(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"postings"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A name that is taken is an error, not a reason to copy."""
    (tmp_path / "a").write_bytes(b"new")
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        share(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"old"
