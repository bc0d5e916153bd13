"""rebuild, add, delete and compact: what they say and how they end."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Telisik = Callable[..., Any]


def test_rebuild(telisik: Telisik, source: Path) -> None:
    """A rebuild says in one line what was published."""
    result = telisik("rebuild", source, "--jobs", "1")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("berita: published 2")
    assert "with 2 articles (2 added)" in result.out


def test_rebuild_for_machines(telisik: Telisik, source: Path) -> None:
    """The same as JSON, with counts, stages and bytes."""
    summary = telisik("rebuild", source, "--jobs", "1", "--json").json
    assert (summary["documents"], summary["rejected"], summary["published"]) == (2, 0, True)
    assert summary["bytes_on_disk"] > 1000
    assert set(summary["seconds"]) >= {"read", "index", "publish"}


def test_rejected_records(telisik: Telisik, source: Path) -> None:
    """A bad record is named with file and line on standard error, and the exit code is 1."""
    with source.open("a") as file:
        file.write('{"title": "Tanpa isi"}\nkacau\n')
    result = telisik("rebuild", source, "--jobs", "1")
    assert result.code == 1
    assert f"rejected: {source}:3: 'body' is missing" in result.err
    assert f"rejected: {source}:4: " in result.err
    assert "2 rejected" in result.out


def test_many_rejected_records(telisik: Telisik, source: Path) -> None:
    """Beyond a hundred lines the rest is counted."""
    with source.open("a") as file:
        file.write("kacau\n" * 150)
    result = telisik("rebuild", source, "--jobs", "1")
    assert "... and 50 more lines of this kind" in result.err
    assert len(result.err.splitlines()) == 101


def test_strict(telisik: Telisik, source: Path) -> None:
    """With --strict nothing is published and the exit code is 3."""
    with source.open("a") as file:
        file.write("kacau\n")
    result = telisik("rebuild", source, "--strict", "--jobs", "1")
    assert result.code == 3
    assert "nothing was published" in result.err
    assert telisik("stats").code == 3


@pytest.mark.parametrize("content", ["", "kacau\n", "{}\n"])
def test_nothing_usable(telisik: Telisik, source: Path, content: str) -> None:
    """Sources without a usable record end with exit code 2."""
    source.write_text(content)
    assert telisik("rebuild", source).code == 2


def test_missing_file(telisik: Telisik, tmp_path: Path) -> None:
    """A source that is not there is named."""
    result = telisik("rebuild", tmp_path / "absent.jsonl")
    assert result.code == 2
    assert "absent.jsonl" in result.err


def test_guard(filled: Telisik, tmp_path: Path) -> None:
    """Losing articles has to be asked for."""
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "c", "title": "Baru", "body": "Isi baru."}\n')
    result = filled("rebuild", other, "--jobs", "1")
    assert result.code == 3
    assert "2 published articles are not in the sources (a, b)" in result.err
    assert filled("rebuild", other, "--include-current", "--jobs", "1", "--json").json["documents"] == 3
    assert filled("rebuild", other, "--drop-missing", "--jobs", "1", "--json").json["documents"] == 1


def test_sample(telisik: Telisik) -> None:
    """The bundled sample can be indexed anywhere."""
    assert telisik("rebuild", "--sample", "--jobs", "1").code == 0
    assert telisik("search", "putin", "--json").json["total"] >= 1


def test_standard_input(telisik: Telisik, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads standard input, compressed too, in the format that is named."""
    data = gzip.compress(source.read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert telisik("rebuild", "-", "--format", "jsonl", "--jobs", "1", "--json").json["documents"] == 2


def test_add(filled: Telisik, tmp_path: Path) -> None:
    """Articles are added to what is published."""
    more = tmp_path / "more.jsonl"
    more.write_text('{"id": "c", "title": "Baru", "body": "Isi baru."}\n')
    result = filled("add", more, "--jobs", "1")
    assert "with 3 articles (1 added)" in result.out
    assert "nothing to change" in filled("add", more, "--jobs", "1").out


def test_delete(filled: Telisik) -> None:
    """Articles go by URL; one that is not there is named and makes the exit code 1."""
    result = filled("delete", "https://contoh.id/1")
    assert (result.code, "1 deleted" in result.out) == (0, True)
    result = filled("delete", "zzz")
    assert (result.code, result.err) == (1, "warning: zzz: no such article\n")


def test_compact(filled: Telisik) -> None:
    """Compacting publishes a generation with the same articles."""
    assert "with 2 articles" in filled("compact").out


@pytest.mark.parametrize("arguments", [["rebuild"], ["add"], ["delete"], ["rebuild", "--jobs", "0", "x"]])
def test_usage(telisik: Telisik, arguments: list[str]) -> None:
    """Wrong usage ends with exit code 64 and says how it is used."""
    result = telisik(*arguments)
    assert result.code == 64
    assert "Usage: telisik" in result.err


def test_nothing_published(telisik: Telisik) -> None:
    """Where nothing is published, deleting says what to run."""
    result = telisik("delete", "a")
    assert (result.code, "telisik rebuild" in result.err) == (3, True)
