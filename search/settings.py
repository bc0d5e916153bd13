"""Settings of a running Telisik: one frozen value, read from the environment at the edges and passed in.

Not here: ranking parameters (`query.ranking`), what a collection contains.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import SettingsError

LEAST_CACHE = 64 << 20
MOST_CACHE = 512 << 20
CACHE_PER_ARTICLE = 768
"""Room for the scores of more than a hundred common words: 4 bytes an article, and up to 2 more for lists of their documents."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how much they may take.

    `cache_bytes` bounds each worker's caches; None = by the size of the collection (`cache_for`).
    `leaders` is an operator's JSON Lines file of additions and overrides.
    """

    indexes: Path = Path("indexes")
    collection: str = "berita"
    leaders: Path | None = None
    secret: str = ""
    cache_bytes: int | None = None
    keep_generations: int = 3
    analyze_route: bool = False

    def cache_for(self, articles: int) -> int:
        """The bound of the caches that a worker keeps for so many articles."""
        if self.cache_bytes is not None:
            return self.cache_bytes
        return min(max(LEAST_CACHE, CACHE_PER_ARTICLE * articles), MOST_CACHE)


def _path(value: str) -> Path | None:
    return Path(value) if value else None


def _number(name: str, value: str) -> int | None:
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise SettingsError(f"{name}={value!r} is not a whole number above 0. Correct it or unset it.")
    return int(value)


def _switch(name: str, value: str) -> bool:
    if value in ("", "0", "false", "off"):
        return False
    if value in ("1", "true", "on"):
        return True
    raise SettingsError(f"{name}={value!r} is neither 1 nor 0. Correct it or unset it.")


def settings_from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from `TELISIK_*` variables.  Raises SettingsError that names the variable."""
    env = os.environ if environment is None else environment

    def get(name: str) -> str:
        return env.get(name, "").strip()

    return Settings(
        indexes=Path(get("TELISIK_INDEXES") or "indexes"),
        collection=get("TELISIK_COLLECTION") or "berita",
        leaders=_path(get("TELISIK_LEADERS")),
        secret=get("TELISIK_SECRET"),
        cache_bytes=_number("TELISIK_CACHE_BYTES", get("TELISIK_CACHE_BYTES")),
        keep_generations=_number("TELISIK_KEEP_GENERATIONS", get("TELISIK_KEEP_GENERATIONS")) or 3,
        analyze_route=_switch("TELISIK_ANALYZE_ROUTE", get("TELISIK_ANALYZE_ROUTE")),
    )
