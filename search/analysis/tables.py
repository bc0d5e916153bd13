"""The tables that analysis follows, as one frozen value: the bundled ones, and what a rebuild adds to them.

A generation keeps its own copy (`Tables.to_bytes`), so a newer table never changes what an older index means.
Not here: the data files and their checks (`datafiles`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ..errors import CorruptGenerationError
from . import datafiles

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix that is written with a hyphen.  `kept`: it is a word of its own; `spaced`: also written apart;
    `closed`: also written solid, before at least four letters."""

    text: str
    kept: bool
    spaced: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything about words that is data.  The files in `data/` say where each table comes from and why it is there."""

    overrides: Mapping[str, str]
    spellings: Mapping[str, str]
    compounds: Mapping[str, tuple[str, str]]
    open_compounds: frozenset[str]
    roots: frozenset[str]
    protected: frozenset[str]
    guard: frozenset[str]
    reduplications: frozenset[str]
    solid: frozenset[str]
    prefixes: tuple[Prefix, ...]
    months: Mapping[str, str]
    month_abbreviations: Mapping[str, str]
    currencies: Mapping[str, str]
    domains: frozenset[str]

    def extended(self, protected: Iterable[str], guard: Iterable[str]) -> Tables:
        """These tables with more names to leave alone (`guard` gives way to a known root behind a prefix)."""
        return replace(self, protected=self.protected | set(protected), guard=self.guard | set(guard))

    def to_bytes(self) -> bytes:
        """A compact, canonical form: equal tables give equal bytes."""
        record = {
            "format": FORMAT,
            **{name: dict(sorted(getattr(self, name).items())) for name in _MAPPINGS},
            **{name: " ".join(sorted(getattr(self, name))) for name in _WORD_LISTS},
            "prefixes": [[p.text, p.kept, p.spaced, p.closed] for p in self.prefixes],
        }
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @staticmethod
    def from_bytes(data: bytes) -> Tables:
        """What `to_bytes` wrote.  Raises CorruptGenerationError."""
        try:
            record = json.loads(data)
            if record.pop("format") != FORMAT:
                raise CorruptGenerationError("The analysis tables have another format. Rebuild the collection.")
            lists = {name: frozenset(record.pop(name).split()) for name in _WORD_LISTS}
            record["prefixes"] = tuple(Prefix(*row) for row in record["prefixes"])
            record["compounds"] = {solid: tuple(parts) for solid, parts in record["compounds"].items()}
            return Tables(**{**record, **lists})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorruptGenerationError(
                f"The analysis tables cannot be read ({error}). Rebuild the collection."
            ) from error


_MAPPINGS = ("overrides", "spellings", "compounds", "months", "month_abbreviations", "currencies")
_WORD_LISTS = ("open_compounds", "roots", "protected", "guard", "reduplications", "solid", "domains")


@cache
def bundled() -> Tables:
    """The tables that come with Telisik.  Raises DataFileError (`file:line: ...`) when a file has a bad row."""
    months = datafiles.months()
    return Tables(
        overrides=datafiles.overrides(),
        spellings=datafiles.spellings(),
        compounds=datafiles.compounds(),
        open_compounds=datafiles.open_compounds(),
        roots=datafiles.words("roots.txt"),
        protected=datafiles.words("protected.txt"),
        guard=frozenset(),
        reduplications=datafiles.words("reduplications.txt", hyphens=True),
        solid=datafiles.words("solid.txt"),
        prefixes=tuple(Prefix(text, *flags) for text, flags in datafiles.prefixes()),
        months={variant: row.name for row in months for variant in (row.name, *row.variants)},
        month_abbreviations={abbreviation: row.name for row in months for abbreviation in row.abbreviations},
        currencies=datafiles.currencies(),
        domains=datafiles.words("domains.txt"),
    )
