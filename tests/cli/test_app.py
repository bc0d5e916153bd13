"""The command as a whole: help, exit codes, and errors that are never a traceback."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from search.cli.app import EXIT_CODES
from search.cli.app import telisik as command
from search.errors import TelisikError

Telisik = Callable[..., Any]


def all_commands(
    group: click.Group = command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from all_commands(found, (*path, name))
        else:
            yield (*path, name), found


def test_every_command_has_examples_and_json() -> None:
    """Every command shows lines to copy, can speak to machines, and explains every option."""
    for path, found in all_commands():
        assert "Examples:" in (found.epilog or ""), path
        assert f"telisik {' '.join(path)}" in (found.epilog or ""), path
        options = [p for p in found.params if isinstance(p, click.Option)]
        assert "--json" in {name for option in options for name in option.opts}, path
        assert all(option.help for option in options), path
        assert found.help, path


def examples() -> Iterator[tuple[tuple[str, ...], click.Command, list[str]]]:
    """Every example as its command and what follows its name, up to a redirection."""
    for path, found in all_commands():
        for line in (found.epilog or "").splitlines():
            words = shlex.split(line, comments=True)
            if "telisik" in words:
                words = words[words.index("telisik") + 1 :]
                words = words[: next((i for i, word in enumerate(words) if word in "<>|"), None)]
                if tuple(words[: len(path)]) == path:
                    yield path, found, words[len(path) :]


def test_examples_parse() -> None:
    """The commands, options and values of the examples exist."""
    for path, found, arguments in examples():
        found.make_context(path[-1], arguments)


def test_exit_codes_cover_all_errors() -> None:
    """Every error of ours has an exit code."""

    def classes(kind: type[TelisikError]) -> Iterator[type[TelisikError]]:
        yield kind
        for child in kind.__subclasses__():
            yield from classes(child)

    for kind in classes(TelisikError):
        assert any(issubclass(kind, known) for known, _ in EXIT_CODES)


@pytest.mark.parametrize(
    "arguments", [["serch"], ["search", "--unknown"], ["search", "--limit", "0"], ["leaders", "x"]]
)
def test_usage_errors(telisik: Telisik, arguments: list[str]) -> None:
    """Wrong usage ends with exit code 64, on standard error."""
    result = telisik(*arguments)
    assert (result.code, result.out) == (64, "")
    assert "Error: " in result.err


def test_bad_setting(telisik: Telisik, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that cannot be is named."""
    monkeypatch.setenv("TELISIK_CACHE_BYTES", "viel")
    result = telisik("stats")
    assert (result.code, "TELISIK_CACHE_BYTES='viel'" in result.err) == (64, True)


def test_unexpected_error(telisik: Telisik, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is a sentence and exit code 70; on request it is a traceback."""
    monkeypatch.setattr("search.cli.keeping.print_columns", None)
    result = telisik("verify")
    assert (result.code, "fault of Telisik" in result.err, "Traceback" in result.err) == (70, True, False)
    monkeypatch.setenv("TELISIK_DEBUG", "1")
    with pytest.raises(TypeError):
        telisik("verify")


def started(*arguments: str, indexes: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TELISIK_INDEXES": str(indexes)}
    program = [sys.executable, "-c", "from search.cli import main; main()", *arguments]
    return subprocess.run(program, env=environment, capture_output=True, text=True, timeout=60, check=False, **options)


def test_as_a_process(tmp_path: Path, source: Path) -> None:
    """The exit code reaches the shell, and a pipe carries articles in."""
    indexes = tmp_path / "indexes"
    assert (
        started("rebuild", "-", "--format", "jsonl", indexes=indexes, input=source.read_text("utf-8")).returncode == 0
    )
    found = started("search", "gempa", indexes=indexes)
    assert (found.returncode, "Gempa di Ambon" in found.stdout) == (0, True)
    assert started("search", "--nope", indexes=indexes).returncode == 64
    assert started("--help", indexes=indexes).stdout.startswith("Usage: telisik")


def test_closed_pipe(tmp_path: Path, source: Path) -> None:
    """A reader that goes away (`| head -1`) causes no traceback."""
    script = f"{sys.executable} -c 'from search.cli import main; main()' leaders export | head -1"
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout.startswith('{"id"')
    assert "Traceback" not in ended.stderr


def test_bars_on_a_terminal(tmp_path: Path, source: Path) -> None:
    """On a terminal bars show how far reading is; elsewhere nothing is drawn."""
    ours, theirs = pty.openpty()
    program = [sys.executable, "-c", "from search.cli import main; main()", "rebuild", str(source), "--jobs", "1"]
    environment = {**os.environ, "TELISIK_INDEXES": str(tmp_path / "indexes"), "TERM": "xterm"}
    ended = subprocess.run(program, env=environment, stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=False)
    os.close(theirs)
    drawn = os.read(ours, 100_000).decode()
    os.close(ours)
    assert ended.returncode == 0
    assert "reading" in drawn
    assert "100%" in drawn
