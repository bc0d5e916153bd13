"""The command line as a function, over a directory of indexes of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from search.cli.app import run


@dataclass(frozen=True)
class Result:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed for machines."""
        return json.loads(self.out)


Telisik = Callable[..., Result]
SOURCE = """\
{"id": "a", "title": "Xi dan Putin Bertemu", "body": "Presiden Xi Jinping dan Presiden Vladimir Putin bertemu.", "outlet": "SinPo.id", "published": "2025-01-22T02:08:00+07:00"}
{"id": "b", "title": "Gempa di Ambon", "body": "Presiden Joko Widodo meninjau korban gempa.", "outlet": "Kabar Anu", "url": "https://contoh.id/1", "published": "2019-09-26"}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two good articles."""
    path = tmp_path / "articles.jsonl"
    path.write_text(SOURCE, "utf-8")
    return path


@pytest.fixture
def telisik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Telisik:
    """Run a command in this process."""
    monkeypatch.setenv("TELISIK_INDEXES", str(tmp_path / "indexes"))

    def call(*arguments: str | Path) -> Result:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of indexes with the two articles published."""
    place = tmp_path_factory.mktemp("built")
    (place / "articles.jsonl").write_text(SOURCE, "utf-8")
    arguments = ["rebuild", str(place / "articles.jsonl"), "--indexes", str(place / "indexes"), "--jobs", "1"]
    assert run(arguments) == 0
    return place / "indexes"


@pytest.fixture
def filled(telisik: Telisik, built: Path, tmp_path: Path) -> Telisik:
    """The same, with the two articles published."""
    shutil.copytree(built, tmp_path / "indexes")
    return telisik
