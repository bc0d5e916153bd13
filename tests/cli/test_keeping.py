"""verify, rollback, prune, stats and doctor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Telisik = Callable[..., Any]


def files_of(tmp_path: Path, generation: str) -> list[Path]:
    return [path for path in (tmp_path / "indexes" / "berita" / generation).rglob("*") if path.is_file()]


def damage(tmp_path: Path, generation: str) -> None:
    (tmp_path / "indexes" / "berita" / generation / "MANIFEST.json").unlink()


class TestVerify:
    def test_whole(self, filled: Telisik) -> None:
        """A whole collection is said to be whole, however deep one looks."""
        assert filled("verify").code == 0
        found = filled("verify", "--deep", "--json").json
        assert [g["fault"] for g in found["generations"]] == [""]
        assert found["current"] == found["generations"][0]["generation"]

    def test_published_is_damaged(self, filled: Telisik, tmp_path: Path) -> None:
        """A damaged published generation is exit code 3, and its file is named."""
        generation = filled("stats", "--json").json["generation"]
        damage(tmp_path, generation)
        result = filled("verify")
        assert result.code == 3
        assert "MANIFEST.json" in result.out

    def test_older_is_damaged(self, filled: Telisik, tmp_path: Path) -> None:
        """A damaged older generation is exit code 1."""
        generation = filled("stats", "--json").json["generation"]
        filled("compact")
        damage(tmp_path, generation)
        assert filled("verify").code == 1

    def test_deep_finds_rot(self, filled: Telisik, tmp_path: Path) -> None:
        """A byte that changed without a trace is found by a deep look."""
        import os

        generation = filled("stats", "--json").json["generation"]
        path = max(files_of(tmp_path, generation), key=lambda file: file.stat().st_size)
        before = path.stat()
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.chmod(0o644)
        path.write_bytes(data)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert filled("verify").code == 0
        assert filled("verify", "--deep").code == 3

    def test_nothing(self, telisik: Telisik) -> None:
        """Where nothing is published there is nothing to verify: exit code 3."""
        assert telisik("verify").code == 3


def test_rollback(filled: Telisik) -> None:
    """The generation before is published again; before the first there is none."""
    first = filled("stats", "--json").json["generation"]
    filled("compact")
    result = filled("rollback")
    assert (result.code, first in result.out) == (0, True)
    assert filled("stats", "--json").json["generation"] == first
    assert filled("rollback").code == 3


def test_prune(filled: Telisik) -> None:
    """Old generations go."""
    filled("compact")
    assert len(filled("prune", "--keep", "1", "--json").json["removed"]) == 1
    assert filled("prune").out == "berita: removed 0 generations\n"


def test_stats(filled: Telisik) -> None:
    """What is published, in figures."""
    figures = filled("stats", "--json").json
    assert (figures["documents"], figures["outlets"], figures["leaders"]) == (2, 2, 3)
    assert (figures["first_day"], figures["last_day"]) == ("2019-09-26", "2025-01-22")
    assert figures["degraded"] is False
    assert "2" in filled("stats").out


def test_collections_are_apart(filled: Telisik) -> None:
    """Another collection is empty."""
    assert filled("stats", "--collection", "arsip").code == 3


@pytest.mark.parametrize("name", ["../x", "A"])
def test_bad_collection(telisik: Telisik, name: str) -> None:
    """A name that cannot be is refused as wrong usage."""
    result = telisik("stats", "--collection", name)
    assert (result.code, "cannot name a collection" in result.err) == (64, True)


class TestDoctor:
    def test_well(self, filled: Telisik) -> None:
        """In order: every line begins with ok."""
        result = filled("doctor")
        assert result.code == 0, result.out
        assert all(line.startswith("ok") for line in result.out.splitlines())

    def test_nothing_published(self, telisik: Telisik) -> None:
        """An unpublished collection is not well, and says what to run."""
        result = telisik("doctor", "--json")
        assert result.code == 1
        finding = result.json[-1]
        assert (finding["subject"], finding["well"]) == ("collection berita", False)
        assert "telisik rebuild" in finding["detail"]

    def test_damage(self, filled: Telisik, tmp_path: Path) -> None:
        """A generation that stands in for a damaged one is not well."""
        generation = filled("stats", "--json").json["generation"]
        filled("compact")
        damage(tmp_path, filled("stats", "--json").json["generation"])
        result = filled("doctor")
        assert result.code == 1
        assert f"{generation} stands in" in result.out

    @pytest.mark.parametrize(
        ("name", "package", "subject"),
        [("algolia", "search", "package search"), ("whoosh3", "whoosh", "whoosh"), ("rest", "api", "package api")],
    )
    def test_clash(
        self, filled: Telisik, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str, subject: str
    ) -> None:
        """Another distribution with one of the package names is named."""
        folder = tmp_path / "site" / f"{name}-1.0.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (folder / "top_level.txt").write_text(f"{package}\n")
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
        result = filled("doctor", "--json")
        finding = next(finding for finding in result.json if finding["subject"] == subject)
        assert (result.code, finding["well"]) == (1, False)
        assert name in finding["detail"]

    def test_clash_keeps_the_server_down(
        self, filled: Telisik, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No server starts with what may be another's package."""
        folder = tmp_path / "site" / "algolia-1.0.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: algolia\nVersion: 1.0\n")
        (folder / "top_level.txt").write_text("search\n")
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
        result = filled("serve")
        assert (result.code, "also in algolia" in result.err) == (64, True)

    def test_indexes_that_cannot_be(self, telisik: Telisik, monkeypatch: pytest.MonkeyPatch) -> None:
        """A place where nothing can be written is not well."""
        monkeypatch.setenv("TELISIK_INDEXES", "/proc/telisik")
        finding = next(f for f in telisik("doctor", "--json").json if f["subject"] == "indexes")
        assert finding["well"] is False


@pytest.mark.parametrize("bind", ["8000", "localhost", "a b:1", ""])
def test_serve_refuses_an_address(filled: Telisik, bind: str) -> None:
    """An address that cannot be is wrong usage, before anything starts."""
    result = filled("serve", "--bind", bind)
    assert (result.code, "127.0.0.1:8000" in result.err) == (64, True)


def test_serve_needs_an_index(telisik: Telisik) -> None:
    """Where nothing is published the server does not start, and says what to run."""
    result = telisik("serve")
    assert (result.code, "telisik rebuild" in result.err) == (3, True)
