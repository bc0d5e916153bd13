"""The command group, and what becomes of errors: a line on standard error and an exit code, never a traceback.

0 all is well · 1 something was rejected, damaged or not found · 2 no record was usable · 3 nothing is (or was) published
64 the command or a setting is wrong · 70 a fault of Telisik · 130 interrupted
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

from ..errors import (
    ArticleNotFoundError,
    BuildError,
    DataFileError,
    IndexUnavailableError,
    NothingUsableError,
    QueryError,
    SettingsError,
    TelisikError,
    UnknownEntityError,
)
from .output import notice

USAGE = 64
FAULT = 70
INTERRUPTED = 130

# The first class that fits decides.
EXIT_CODES: tuple[tuple[type[TelisikError], int], ...] = (
    (NothingUsableError, 2),
    (BuildError, 3),
    (IndexUnavailableError, 3),
    (DataFileError, 3),
    (ArticleNotFoundError, 1),
    (UnknownEntityError, 1),
    (QueryError, USAGE),
    (SettingsError, USAGE),
    (TelisikError, FAULT),
)


def _version() -> str:
    try:
        return version("telisik")
    except PackageNotFoundError:
        return "not installed"


# The module of each command, imported when it is asked for: `telisik search` need not wait for what reads HTML.
_MODULES = {
    "rebuild": "building",
    "add": "building",
    "delete": "building",
    "compact": "building",
    "verify": "keeping",
    "rollback": "keeping",
    "prune": "keeping",
    "stats": "keeping",
    "search": "searching",
    "show": "searching",
    "suggest": "searching",
    "analyze": "searching",
    "leaders": "leaders",
    "outlets": "outlets",
    "serve": "serving",
    "evaluate": "evaluating",
    "doctor": "doctor",
}


class _Commands(click.Group):
    """The commands of `_MODULES`, in that order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        command: click.Command = getattr(import_module(f".{_MODULES[cmd_name]}", __package__), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(_version(), prog_name="telisik")
def telisik() -> None:
    """Full-text search for Indonesian news: build an index of articles, keep it, search it, serve it.

    Settings come from TELISIK_* variables; an option holds over them.  Every command has --json and examples in its --help.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command and end the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    try:
        code = telisik.main(arguments, prog_name="telisik", standalone_mode=False)
    except click.exceptions.Abort:
        notice("telisik: interrupted; nothing was published")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except TelisikError as error:
        notice(f"telisik: {error}")
        return next(code for kind, code in EXIT_CODES if isinstance(error, kind))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _fault(error)
    return code if isinstance(code, int) else 0


def _fault(error: Exception) -> int:
    if os.environ.get("TELISIK_DEBUG"):
        raise error
    kind = type(error).__name__
    notice(f"telisik: an unexpected {kind}: {error}. This is a fault of Telisik: TELISIK_DEBUG=1 shows where.")
    return FAULT
