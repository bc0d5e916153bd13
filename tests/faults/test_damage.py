"""No damaged byte is ever served: it is found before anything opens, and the older generation stands in."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from search.generations import Collection

from .conftest import NEW, OLD, rebuild, served

Fresh = Callable[[], Collection]
Damage = Callable[[bytearray, random.Random], bytearray]


def flip(data: bytearray, chance: random.Random) -> bytearray:
    """One bit is another."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def truncate(data: bytearray, chance: random.Random) -> bytearray:
    """The end is missing."""
    return data[: chance.randrange(len(data))]


def zero(data: bytearray, chance: random.Random) -> bytearray:
    """A page is full of zeros."""
    start = chance.randrange(len(data)) // 4096 * 4096
    data[start : start + 4096] = bytes(len(data[start : start + 4096]))
    return data


def extend(data: bytearray, chance: random.Random) -> bytearray:
    """Something was written behind the end."""
    return data + b"x"


def files_of(collection: Collection) -> list[Path]:
    """Every file that a reader may open, CURRENT too."""
    path = collection.path(str(collection.current()))
    return [
        *sorted(file for file in path.rglob("*") if file.is_file() and file.stat().st_size),
        collection.root / "CURRENT",
    ]


def damaged(path: Path, damage: Damage, chance: random.Random) -> bool:
    """Damage a file; False when that left it as it was."""
    before = path.read_bytes()
    after = bytes(damage(bytearray(before), chance))
    path.chmod(0o644)
    path.write_bytes(after)
    return before != after


def survive(fresh: Fresh, damage: Damage, trials: int) -> None:
    """Damage files one after another, all kinds in turn; whatever was hit, a whole generation answers."""
    chance = random.Random(20250122)
    original = fresh()
    rebuild(original, NEW)
    for trial in range(trials):
        files = files_of(original)
        path = files[trial % len(files)]
        before, mode = path.read_bytes(), path.stat().st_mode
        changed = damaged(path, damage, chance)
        answered = served(original)
        if changed and path.name != "CURRENT":
            assert answered == OLD, path
        else:
            assert answered in (OLD, NEW), path
        path.chmod(0o644)
        path.write_bytes(before)
        path.chmod(mode)
        assert served(original) == NEW


@pytest.mark.parametrize("damage", [flip, truncate, zero, extend])
def test_damage(fresh: Fresh, damage: Damage) -> None:
    """A sample of damage to files of every kind."""
    survive(fresh, damage, 12)


@pytest.mark.soak
@pytest.mark.parametrize(("damage", "trials"), [(flip, 1_000), (truncate, 200), (zero, 200), (extend, 200)])
def test_much_damage(fresh: Fresh, damage: Damage, trials: int) -> None:
    """The full counts."""
    survive(fresh, damage, trials)


def test_every_file_is_protected(fresh: Fresh) -> None:
    """A missing file of any name is noticed."""
    collection = fresh()
    rebuild(collection, NEW)
    for path in files_of(collection):
        content = path.read_bytes()
        path.unlink()
        assert served(collection) in ((OLD, NEW) if path.name == "CURRENT" else (OLD,)), path
        path.write_bytes(content)
