"""The options that every command has, and the settings that they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ..generations import Collection
from ..settings import Settings, settings_from_environment


@dataclass(frozen=True, slots=True)
class Common:
    """What every command is told: settings (environment, then options) and whether machines listen."""

    settings: Settings
    json: bool

    @property
    def collection(self) -> Collection:
        """The collection that is meant."""
        return Collection(self.settings.indexes, self.settings.collection)


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--collection`, `--indexes` and `--json`, and hand them over as its first argument."""

    @click.option("--collection", metavar="NAME", help="The collection (TELISIK_COLLECTION, else berita).")
    @click.option(
        "--indexes",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where collections lie (TELISIK_INDEXES, else ./indexes).",
    )
    @click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
    @wraps(command)
    def with_common(*args: Any, collection: str | None, indexes: Path | None, as_json: bool, **kwargs: Any) -> None:
        given: dict[str, Any] = {}
        if collection:
            given["collection"] = collection
        if indexes:
            given["indexes"] = indexes
        command(Common(replace(settings_from_environment(), **given), as_json), *args, **kwargs)

    return with_common


def examples(*lines: str) -> str:
    """The end of a command's help: lines to copy."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
