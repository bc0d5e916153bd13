"""Generations are published whole, verified before use, and never lost by accident."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from search.errors import (
    BuildError,
    BuildLockedError,
    CorruptGenerationError,
    IndexUnavailableError,
    SettingsError,
)
from search.generations import About, Collection, Draft, Manifest

MOMENT = datetime(2025, 1, 22, 2, 8, tzinfo=UTC)
Publish = Callable[..., Manifest]


def about(documents: int = 1) -> About:
    return About("memory", 1, "fingerprint", documents, MOMENT)


def fill(draft: Draft, content: bytes = b"postings") -> None:
    (draft.path / "engine").mkdir()
    (draft.path / "engine" / "a").write_bytes(content)
    (draft.path / "b").write_bytes(b"beside")


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(tmp_path, "berita")


@pytest.fixture
def publish(collection: Collection) -> Publish:
    def once(content: bytes = b"postings", **options: object) -> Manifest:
        with collection.draft() as draft:
            fill(draft, content)
            return collection.publish(draft, about(), **options)  # type: ignore[arg-type]

    return once


def left_over(collection: Collection) -> list[str]:
    return [path.name for path in collection.root.iterdir() if path.name.startswith(".") and path.name != ".lock"]


class TestNames:
    @pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "A", "berita ", "a" * 65, "-a", ".a", "a\n", "ärt"])
    def test_refuses(self, tmp_path: Path, name: str) -> None:
        """A name that could leave the directory or look like another is refused."""
        with pytest.raises(SettingsError, match="cannot name a collection"):
            Collection(tmp_path, name)

    def test_rise_whatever_the_clock_does(self, publish: Publish, collection: Collection) -> None:
        """Generations built within one second still have rising names."""
        names = [publish().generation for _ in range(3)]
        assert names == sorted(names)
        assert collection.generations() == tuple(reversed(names))


class TestPublishing:
    def test_nothing_yet(self, collection: Collection) -> None:
        """An empty place has no generation and says what to run."""
        assert collection.current() is None
        assert collection.signature() is None
        assert collection.candidates() == ()
        with pytest.raises(IndexUnavailableError, match="telisik rebuild"):
            collection.usable()

    def test_manifest_names_every_file(self, publish: Publish, collection: Collection) -> None:
        """The manifest lists what was written, to the byte, and reads back equal."""
        manifest = publish(b"12345")
        assert [(file.path, file.bytes) for file in manifest.files] == [("b", 6), ("engine/a", 5)]
        assert collection.manifest(manifest.generation) == manifest
        assert collection.usable() == manifest
        assert manifest.bytes_on_disk == 11
        assert manifest.reference == MOMENT

    def test_previous_is_named(self, publish: Publish) -> None:
        """A manifest names the generation that was published before."""
        first, second = publish(), publish()
        assert (first.previous, second.previous) == (None, first.generation)

    def test_signature_changes(self, publish: Publish, collection: Collection) -> None:
        """The cheap signature differs after each publication."""
        seen = set()
        for _ in range(3):
            publish()
            seen.add(collection.signature())
        assert len(seen) == 3

    def test_files_become_read_only(self, publish: Publish, collection: Collection) -> None:
        """Nobody writes into a published generation by mistake, and nobody else can at all."""
        path = collection.path(publish().generation)
        modes = [stat.S_IMODE(entry.stat().st_mode) for entry in path.rglob("*") if entry.is_file()]
        assert all(mode & 0o222 == 0 for mode in modes)
        assert stat.S_IMODE((path / "engine").stat().st_mode) & 0o022 == 0

    def test_failure_leaves_nothing(self, publish: Publish, collection: Collection) -> None:
        """A build that fails leaves the published generation and no trace of itself."""
        before = publish()
        with pytest.raises(ZeroDivisionError), collection.draft() as draft:
            fill(draft)
            raise ZeroDivisionError
        assert collection.usable() == before
        assert left_over(collection) == []

    def test_disk_error_is_a_build_error(self, publish: Publish, collection: Collection) -> None:
        """What the system refuses is told as a build error that comforts about the published generation."""
        publish()
        with pytest.raises(BuildError, match="what was published before still is"), collection.draft() as draft:
            (draft.path / "missing" / "x").write_bytes(b"")
        assert left_over(collection) == []

    def test_unreadable_draft_is_a_build_error(self, publish: Publish, collection: Collection) -> None:
        """A new index that cannot be read back is a failed build, not a failed collection."""
        before = publish()
        with pytest.raises(BuildError, match=r"postings are torn\. Nothing was published"), collection.draft():
            raise CorruptGenerationError("postings are torn.")
        assert collection.usable() == before

    def test_free_space_is_checked(self, publish: Publish, collection: Collection) -> None:
        """A build that cannot fit is refused before it begins."""
        publish()
        with pytest.raises(BuildError, match="MB are free"):
            collection.require_space(1 << 62)

    def test_one_builder(self, collection: Collection) -> None:
        """A second builder is told at once; the first goes on."""
        with collection.draft(), pytest.raises(BuildLockedError), Collection(collection.root.parent, "berita").draft():
            pass

    def test_leftovers_go(self, publish: Publish, collection: Collection) -> None:
        """The next build removes what a killed one left."""
        publish()
        (collection.root / ".draft-20250101T000000Z-0000" / "engine").mkdir(parents=True)
        (collection.root / ".CURRENT-1.part").write_bytes(b"x")
        publish()
        assert left_over(collection) == []

    def test_hard_links_keep_their_digest(self, publish: Publish, collection: Collection) -> None:
        """A file shared with the base is neither hashed nor counted as another."""
        base = publish(b"x" * 100)
        with collection.draft() as draft:
            (draft.path / "engine").mkdir()
            os.link(collection.path(base.generation) / "engine" / "a", draft.path / "engine" / "renamed")
            (draft.path / "new").write_bytes(b"new")
            manifest = collection.publish(draft, about(), base.generation)
        digests = {file.path: file.sha256 for file in manifest.files}
        assert digests["engine/renamed"] == {file.path: file.sha256 for file in base.files}["engine/a"]
        assert all(verification.whole for verification in collection.verify_all(deep=True))

    def test_current_that_cannot_be_replaced(
        self, publish: Publish, collection: Collection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """When CURRENT cannot be written the build fails, and its generation goes."""
        first = publish()

        def refuse(self: Path, target: Path) -> Path:
            if target.name == "CURRENT":
                raise OSError(28, "No space left on device", str(target))
            return real(self, target)

        real = Path.replace
        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(BuildError, match="No space left"):
            publish()
        assert collection.generations() == (first.generation,)
        assert [path.name for path in collection.root.glob(".*")] == [".lock"]


class TestPruning:
    def test_keeps_the_newest(self, publish: Publish, collection: Collection) -> None:
        """Old generations go, the newest stay."""
        names = [publish().generation for _ in range(4)]
        assert collection.prune(2) == (names[1], names[0])
        assert collection.generations() == (names[3], names[2])
        assert sorted(path.name for path in (collection.root / "verified").iterdir()) == names[2:]

    def test_keeps_the_published_one(self, publish: Publish, collection: Collection) -> None:
        """After a rollback the published generation stays, however old."""
        names = [publish().generation for _ in range(3)]
        collection.rollback()
        collection.rollback()
        collection.prune(1)
        assert collection.generations() == (names[2], names[0])
        assert collection.current() == names[0]

    def test_publishing_prunes(self, publish: Publish, collection: Collection) -> None:
        """A publication prunes on request."""
        for _ in range(4):
            publish(keep=2)
        assert len(collection.generations()) == 2

    def test_no_collection(self, collection: Collection) -> None:
        """Pruning what is not there says so."""
        with pytest.raises(BuildError, match="no collection"):
            collection.prune(1)


class TestRollback:
    def test_goes_back(self, publish: Publish, collection: Collection) -> None:
        """The generation before is published again."""
        first, _ = publish(), publish()
        assert collection.rollback() == first
        assert collection.current() == first.generation

    def test_passes_over_damage(self, publish: Publish, collection: Collection) -> None:
        """A damaged older generation is no place to go back to."""
        first, second, _ = publish(), publish(), publish()
        (collection.path(second.generation) / "b").unlink()
        assert collection.rollback() == first

    def test_nowhere_to_go(self, publish: Publish, collection: Collection) -> None:
        """With a single generation there is nothing to go back to."""
        publish()
        with pytest.raises(BuildError, match="no older generation"):
            collection.rollback()


class TestVerification:
    def test_second_look_reads_no_byte(self, publish: Publish, collection: Collection) -> None:
        """A verified generation is verified again by looking at its files only: rot is for a deep look."""
        manifest = publish(b"x" * 100)
        path = collection.path(manifest.generation) / "engine" / "a"
        before = path.stat()
        path.chmod(0o644)
        path.write_bytes(b"y" * 100)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert collection.verified(manifest.generation) == manifest
        with pytest.raises(CorruptGenerationError, match="not as it was built"):
            collection.verified(manifest.generation, deep=True)

    def test_is_fast(self, publish: Publish, collection: Collection) -> None:
        """Once known, a generation verifies in a few milliseconds, whatever its size."""
        manifest = publish(bytes(20_000_000))
        began = time.perf_counter()
        collection.verified(manifest.generation)
        assert time.perf_counter() - began < 0.02

    def test_another_machine_reads_it_all(self, publish: Publish, collection: Collection) -> None:
        """Without this machine's memory every byte is compared, and remembered then."""
        manifest = publish()
        remembered = collection.root / "verified" / manifest.generation
        remembered.unlink()
        collection.verified(manifest.generation)
        assert remembered.exists()

    @pytest.mark.parametrize("memory", [b"", b"{", b"[]", b'{"b": [1, 2, 3]}'])
    def test_damaged_memory_is_no_memory(self, publish: Publish, collection: Collection, memory: bytes) -> None:
        """A damaged note of what was verified costs a full look and nothing else."""
        manifest = publish()
        (collection.root / "verified" / manifest.generation).write_bytes(memory)
        assert collection.verified(manifest.generation) == manifest

    def test_falls_back(self, publish: Publish, collection: Collection) -> None:
        """When the published generation is damaged the newest older one that is whole stands in."""
        first, second, third = publish(), publish(), publish()
        (collection.path(third.generation) / "b").unlink()
        (collection.path(second.generation) / "MANIFEST.json").unlink()
        assert collection.usable() == first
        assert [v.whole for v in collection.verify_all()] == [False, False, True]

    def test_nothing_whole(self, publish: Publish, collection: Collection) -> None:
        """When no generation is whole, every fault is told."""
        for manifest in (publish(), publish()):
            (collection.path(manifest.generation) / "b").unlink()
        with pytest.raises(
            IndexUnavailableError, match=r"No generation is whole.*/b: cannot be read.*/b: cannot be read"
        ):
            collection.usable()

    @pytest.mark.parametrize("content", [b"", b"x", b"../../etc", b"20250101T000000Z-0000\n", b"\xff\xfe", b"\n"])
    def test_damaged_current(self, publish: Publish, collection: Collection, content: bytes) -> None:
        """Whatever CURRENT says, a whole generation serves."""
        manifest = publish()
        (collection.root / "CURRENT").write_bytes(content)
        assert collection.usable() == manifest

    def test_writable_by_others(self, publish: Publish, collection: Collection) -> None:
        """A directory that others may write in is not trusted."""
        manifest = publish()
        (collection.path(manifest.generation) / "engine").chmod(0o777)
        with pytest.raises(CorruptGenerationError, match="others may write"):
            collection.verified(manifest.generation)

    def test_links_are_no_files(self, publish: Publish, collection: Collection) -> None:
        """A symbolic link in place of a file is refused."""
        manifest = publish(b"x")
        path = collection.path(manifest.generation) / "engine" / "a"
        path.unlink()
        path.symlink_to("/etc/hostname")
        with pytest.raises(CorruptGenerationError, match="is not a file"):
            collection.verified(manifest.generation)

    def test_a_copy_under_another_name(self, publish: Publish, collection: Collection) -> None:
        """A generation that was renamed is refused: its manifest names another."""
        manifest = publish()
        other = "20200101T000000Z-0000"
        collection.path(manifest.generation).rename(collection.path(other))
        with pytest.raises(CorruptGenerationError, match="not its own"):
            collection.verified(other)

    @pytest.mark.parametrize("size", [0, 7, 9])
    def test_other_length(self, publish: Publish, collection: Collection, size: int) -> None:
        """A file of another length is named with both."""
        manifest = publish()
        path = collection.path(manifest.generation) / "engine" / "a"
        path.chmod(0o644)
        path.write_bytes(b"x" * size)
        with pytest.raises(CorruptGenerationError, match=rf"a: has {size} bytes, not 8"):
            collection.verified(manifest.generation)

    def test_a_file_in_place_of_a_directory(self, publish: Publish, collection: Collection) -> None:
        """A file where a directory was is refused; so is nothing at all."""
        manifest = publish()
        folder = collection.path(manifest.generation) / "engine"
        (folder / "a").unlink()
        folder.rmdir()
        with pytest.raises(CorruptGenerationError, match="engine: cannot be read"):
            collection.verified(manifest.generation)
        folder.write_bytes(b"")
        with pytest.raises(CorruptGenerationError, match="engine: is not a directory"):
            collection.verified(manifest.generation)

    def test_deep_finds_strangers(self, publish: Publish, collection: Collection) -> None:
        """A deep look names files that no manifest knows."""
        manifest = publish()
        (collection.path(manifest.generation) / "stranger").write_bytes(b"")
        collection.verified(manifest.generation)
        with pytest.raises(CorruptGenerationError, match="stranger: is not in the manifest"):
            collection.verified(manifest.generation, deep=True)


def test_everything_is_flushed_before_it_is_published(
    publish: Publish, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut right after publication loses nothing: every file and directory was flushed, and CURRENT last."""
    flushed: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    generation = publish().generation
    draft = collection.root / f".draft-{generation}"
    pid = os.getpid()
    expected = {
        *(str(draft / path) for path in ("b", "engine/a", "engine", "MANIFEST.json")),
        str(draft),
        str(collection.root),
        str(collection.root / f".CURRENT-{pid}.part"),
    }
    assert expected <= set(flushed)
    root_flushes = [number for number, path in enumerate(flushed) if path == str(collection.root)]
    current = flushed.index(str(collection.root / f".CURRENT-{pid}.part"))
    assert (
        max(flushed.index(str(draft / "b")), flushed.index(str(draft))) < root_flushes[0] < current < root_flushes[-1]
    )
