"""The texts that readers see, in Indonesian and English: one table, `texts.tsv`, checked at load.

Not here: numbers and dates (`formats`), texts for developers (they are English and stand in the code).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Formatter

from search import DataFileError

TABLE = Path(__file__).with_name("texts.tsv")


class Language(StrEnum):
    """The languages that the product speaks."""

    INDONESIAN = "id"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language by key."""

    language: Language
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with its placeholders filled; of one thing, that of `key.one` where the table has it.

        A missing key is a mistake of ours: KeyError.
        """
        single = self.table.get(f"{key}.one") if str(values.get("count", "")) == "1" else None
        return (single or self.table[key]).format_map(values)

    def find(self, key: str, **values: object) -> str | None:
        """The text of `key`, or None when the table has no such row."""
        return self(key, **values) if key in self.table else None


def load_texts(path: Path = TABLE) -> Mapping[Language, Texts]:
    """Both languages from a table of `key<TAB>Indonesian<TAB>English`.  Raises DataFileError `file:line: ...`."""
    tables: dict[Language, dict[str, str]] = {language: {} for language in Language}
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        key, *texts = line.split("\t")
        fault = _fault(key, texts, tables[Language.INDONESIAN])
        if fault:
            raise DataFileError(f"{path.name}:{number}: {fault}")
        for language, text in zip(Language, texts, strict=True):
            tables[language][key] = text
    return {language: Texts(language, table) for language, table in tables.items()}


def _fault(key: str, texts: list[str], known: Mapping[str, str]) -> str:
    """What is wrong with a row, or an empty string."""
    if len(texts) != len(Language) or not all(texts):
        return f"{key!r} needs a text in each of {len(Language)} languages, separated by tabs."
    if key in known:
        return f"{key!r} stands twice. Keep one row."
    if len({_placeholders(text) for text in texts}) > 1:
        return f"{key!r} has different placeholders in its languages."
    return ""


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
