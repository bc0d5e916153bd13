"""Settings from the environment: defaults, values, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import SettingsError
from search.settings import Settings, settings_from_environment


def test_nothing_set_is_the_defaults() -> None:
    """An empty environment gives what the class says; blanks count as unset."""
    assert settings_from_environment({}) == Settings()
    assert settings_from_environment({"TELISIK_COLLECTION": " "}) == Settings()


def test_everything_can_be_set() -> None:
    """Each variable reaches its field."""
    given = settings_from_environment(
        {
            "TELISIK_INDEXES": "/srv/indexes",
            "TELISIK_COLLECTION": "arsip",
            "TELISIK_LEADERS": "pemimpin.jsonl",
            "TELISIK_SECRET": "rahasia",
            "TELISIK_CACHE_BYTES": "1048576",
            "TELISIK_KEEP_GENERATIONS": "5",
            "TELISIK_ANALYZE_ROUTE": "on",
        }
    )
    assert given == Settings(Path("/srv/indexes"), "arsip", Path("pemimpin.jsonl"), "rahasia", 1 << 20, 5, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELISIK_CACHE_BYTES", "0"),
        ("TELISIK_CACHE_BYTES", "1e6"),
        ("TELISIK_KEEP_GENERATIONS", "-1"),
        ("TELISIK_KEEP_GENERATIONS", "٣"),
        ("TELISIK_ANALYZE_ROUTE", "maybe"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    """The message names the variable and what to do."""
    with pytest.raises(SettingsError, match=f"{name}=.*(Correct|unset)"):
        settings_from_environment({name: value})


def test_the_cache_grows_with_the_collection_unless_it_is_set() -> None:
    """64 MB for small collections, then 768 bytes an article, up to 512 MB."""
    assert [Settings().cache_for(n) for n in (0, 50_000, 500_000, 5_000_000)] == [
        64 << 20,
        64 << 20,
        384_000_000,
        512 << 20,
    ]
    assert Settings(cache_bytes=4096).cache_for(5_000_000) == 4096
