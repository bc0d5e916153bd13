"""Reading the bundled word tables in `data/`.  A bad row is an error that names its file and line.

Lines that begin with `#` are comments: each file says there where its words come from and why they are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataFileError

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[a-z]+")
_HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")
_SEVERAL = re.compile(r"[A-Za-z][ -][A-Za-z]")
_ACRONYM = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not a comment: its tab-separated cells, and `file:line` for messages."""

    where: str
    cells: tuple[str, ...]

    def error(self, problem: str) -> DataFileError:
        """The error for this row."""
        return DataFileError(f"{self.where}: {problem}")


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its name, other full spellings, and abbreviations that count only beside a number."""

    name: str
    variants: tuple[str, ...]
    abbreviations: tuple[str, ...]


def rows(name: str, columns: int, folder: Path = _DATA) -> Iterator[Row]:
    """The rows of a table, each with exactly `columns` cells."""
    path = folder / name
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            row = Row(f"{name}:{number}", tuple(cell.strip() for cell in line.split("\t")))
            if len(row.cells) != columns:
                raise row.error(f"{len(row.cells)} cells, expected {columns}, separated by tabs.")
            yield row


def words(name: str, *, hyphens: bool = False, folder: Path = _DATA) -> frozenset[str]:
    """A list of words, several on a line: lower-case letters only (or joined by hyphens), none twice."""
    shape = _HYPHENATED if hyphens else _WORD
    found: set[str] = set()
    for row in rows(name, 1, folder):
        for word in row.cells[0].split():
            if not shape.fullmatch(word):
                raise row.error(f"{word!r} is not in lower-case letters.")
            if word in found:
                raise row.error(f"{word!r} stands in the table already.")
            found.add(word)
    return frozenset(found)


def overrides(folder: Path = _DATA) -> dict[str, str]:
    """Stem, then the words that have it: word -> stem."""
    return _families("overrides.tsv", folder)


def spellings(folder: Path = _DATA) -> dict[str, str]:
    """Standard root, then its other spellings: other spelling -> standard root."""
    return _families("spellings.tsv", folder)


def _families(name: str, folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows(name, 2, folder):
        head = row.cells[0]
        for word in row.cells[1].split():
            if not (_WORD.fullmatch(word) and _WORD.fullmatch(head)):
                raise row.error(f"{head!r} or {word!r} is not in lower-case letters.")
            if word in found:
                raise row.error(f"{word!r} stands in the table already.")
            found[word] = head
    return found


def compounds(folder: Path = _DATA) -> dict[str, tuple[str, str]]:
    """Words of two parts, written solid: solid -> parts."""
    return {solid: parts for solid, (parts, _) in _compounds(folder).items()}


def open_compounds(folder: Path = _DATA) -> frozenset[str]:
    """The compounds that count as their parts, too."""
    return frozenset(solid for solid, (_, opened) in _compounds(folder).items() if opened)


def _compounds(folder: Path) -> dict[str, tuple[tuple[str, str], bool]]:
    found: dict[str, tuple[tuple[str, str], bool]] = {}
    for row in rows("compounds.tsv", 3, folder):
        solid, (first, second) = row.cells[0], (*row.cells[1].split(), "", "")[:2]
        if solid != first + second or not _WORD.fullmatch(solid) or not second:
            raise row.error("expected a solid word and its two parts, in lower-case letters.")
        if solid in found:
            raise row.error(f"{solid!r} stands in the table already.")
        if row.cells[2] not in ("yes", "no"):
            raise row.error("expected yes or no.")
        found[solid] = (first, second), row.cells[2] == "yes"
    return found


def months(folder: Path = _DATA) -> list[Month]:
    """The twelve months, in order."""
    found = [
        Month(row.cells[0], tuple(row.cells[1].split()), tuple(row.cells[2].split()))
        for row in rows("months.tsv", 3, folder)
    ]
    if len(found) != 12:
        raise DataFileError(f"months.tsv:1: {len(found)} months, expected 12.")
    return found


def prefixes(folder: Path = _DATA) -> list[tuple[str, tuple[bool, bool, bool]]]:
    """Hyphen prefixes with three marks, `yes` or `no`: kept, spaced, closed."""
    found: list[tuple[str, tuple[bool, bool, bool]]] = []
    for row in rows("prefixes.tsv", 4, folder):
        text, *marks = row.cells
        if not _WORD.fullmatch(text) or not set(marks) <= {"yes", "no"}:
            raise row.error("expected a prefix and three times yes or no.")
        if any(text == before for before, _ in found):
            raise row.error(f"{text!r} stands in the table already.")
        kept, spaced, closed = (mark == "yes" for mark in marks)
        found.append((text, (kept, spaced, closed)))
    return found


def currencies(folder: Path = _DATA) -> dict[str, str]:
    """Sign or code as written, lower-case -> the token that it becomes."""
    found: dict[str, str] = {}
    for row in rows("currencies.tsv", 2, folder):
        written, token = row.cells
        if written != written.lower() or not _WORD.fullmatch(token):
            raise row.error(f"{written!r} or {token!r} is not in lower-case.")
        if written in found:
            raise row.error(f"{written!r} stands in the table already.")
        found[written] = token
    return found


def acronyms(folder: Path = _DATA) -> tuple[tuple[str, str], ...]:
    """Well-known acronyms with what they stand for, as written; one acronym may have several rows."""
    found: dict[tuple[str, str], None] = {}
    for row in rows("acronyms.tsv", 2, folder):
        acronym, expansion = row.cells
        if not _ACRONYM.fullmatch(acronym) or not _SEVERAL.search(expansion):
            raise row.error("expected an acronym and an expansion of several words.")
        if (acronym, expansion) in found:
            raise row.error(f"{acronym!r} = {expansion!r} stands in the table already.")
        found[acronym, expansion] = None
    return tuple(found)
