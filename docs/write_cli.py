"""Writes docs/cli.md: the help of every command.  `make docs` runs it; a test fails when the page is not current."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from search.cli.app import EXIT_CODES, telisik
from search.cli.app import __doc__ as app_doc

PAGE = Path(__file__).with_name("cli.md")
_HEAD = """\
# The command line

Written by `make docs` from the help of the commands; do not edit.

Errors are one line on standard error that says what is wrong and what to do, never a traceback (`TELISIK_DEBUG=1` shows
it). A progress bar is drawn on a terminal only. Exit codes:

"""
_WIDTH = 100


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


def _help(path: str, command: click.Command) -> str:
    names = telisik.context_settings["help_option_names"]
    context = click.Context(
        command, info_name=path, terminal_width=_WIDTH, max_content_width=_WIDTH, help_option_names=names
    )
    return command.get_help(context)


def _exit_codes() -> str:
    assert app_doc is not None
    codes = inspect.cleandoc(app_doc).split("\n\n", 1)[1].replace("\n", " · ").split(" · ")
    return "| code | means |\n|---|---|\n" + "".join(
        "| {} | {} |\n".format(*code.strip().split(" ", 1)) for code in codes
    )


def page() -> str:
    """The page as it should be."""
    sections = [
        f"## {path}\n\n```text\n{_help(path, command)}\n```\n" for path, command in _commands(telisik, "telisik")
    ]
    errors = "".join(f"| `{kind.__name__}` | {code} |\n" for kind, code in EXIT_CODES)
    table = f"\n| error | code |\n|---|---|\n{errors}\n"
    return _HEAD + _exit_codes() + table + "\n".join(sections)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
