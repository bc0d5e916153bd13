"""The description of the formats says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from search.corpus import reading
from search.corpus.fields import NAMES
from search.corpus.options import MEBIBYTE, Limits

DOCUMENT = (Path(__file__).parents[2] / "docs/articles.md").read_text()


def test_every_name_of_a_field_is_documented() -> None:
    """The table of fields holds the names of the code, in their order, and no others."""
    rows = dict(re.findall(r"^\| (\w+) \| ((?:`\w+` ?)+)\|", DOCUMENT, re.MULTILINE))
    documented = {field: tuple(re.findall(r"`(\w+)`", names.lower())) for field, names in rows.items()}
    assert documented == NAMES


def test_every_suffix_is_documented() -> None:
    """The table of formats names the suffixes of the code."""
    table = DOCUMENT.partition("## Fields")[0]
    assert set(re.findall(r"`(\.\w+)`", table)) == set(reading.SUFFIXES) | {".gz"}


def test_the_limits_are_documented() -> None:
    """The figures of the table are the defaults."""
    limits = Limits()
    figures = [
        f"{limits.record // MEBIBYTE} MiB",
        f"{limits.page // MEBIBYTE} MiB",
        f"{limits.document // MEBIBYTE} MiB",
    ]
    expanded = f"{limits.expanded // MEBIBYTE} MiB, and beyond that {limits.ratio} times its size"
    counts = f"{limits.characters:,} characters; {limits.values} values"
    table = DOCUMENT.partition("| limit | value |\n|---|---|\n")[2]
    assert re.findall(r"\| ([^|]+) \|$", table, re.MULTILINE) == [*figures, expanded, counts]
