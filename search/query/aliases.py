"""Names that mean the same: acronyms and their expansions, leaders and their aliases.

A table of groups, frozen into a generation and read as a value by the planner.  Groups come from `analysis` data, the
gazetteer and mining (`query.mining`); which ones apply is decided at a rebuild, never per query.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..analysis import Analyzer
from ..errors import CorruptGenerationError

MAX_KEY_WORDS = 8
_FILE = "aliases.json"


@dataclass(frozen=True, slots=True)
class AliasGroup:
    """Texts that name one thing.  A `capitals_only` text counts only when typed in capitals (`AS`, not `as`)."""

    texts: tuple[str, ...]
    capitals_only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aliases:
    """Groups with their keys: the analysed words of each text, joined by blanks -> group numbers."""

    groups: tuple[AliasGroup, ...] = ()
    keys: Mapping[str, tuple[int, ...]] | None = None

    def others(self, key: str, typed: str) -> tuple[str, ...]:
        """The other names of what was typed, in table order; empty when it is no name."""
        found: dict[str, None] = {}
        for number in (self.keys or {}).get(key, ()):
            group = self.groups[number]
            if not _is_typed_as_word(typed, group):
                found |= dict.fromkeys(t for t in group.texts if t.casefold() != typed.casefold())
        return tuple(found)

    def write(self, directory: Path) -> None:
        """Freeze into a generation's directory."""
        rows = {"groups": [[g.texts, g.capitals_only] for g in self.groups], "keys": dict(self.keys or {})}
        (directory / _FILE).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


def _is_typed_as_word(typed: str, group: AliasGroup) -> bool:
    return not typed.isupper() and typed.casefold() in (t.casefold() for t in group.capitals_only)


ALSO_WORDS = frozenset(
    ("ban", "big", "bin", "bos", "era", "ice", "kami", "kan", "kia", "kur", "mama", "pan", "pas", "pil", "tim", "who")
)
"""Acronyms of three letters and more that are words too in lower case."""

NO_WORDS = frozenset(("ky", "mk", "nu", "pm", "pn", "ri", "ue", "uu"))
"""Acronyms of two letters that are no words in lower case: whoever types `pm malaysia` means the prime minister."""


def acronym_group(acronym: str, *expansions: str) -> AliasGroup:
    """An acronym with what it stands for.  One of two letters, or one that is a word too, must be typed in capitals."""
    typed = acronym.lower()
    is_word = typed in ALSO_WORDS or (len(typed) < 3 and typed not in NO_WORDS)
    return AliasGroup((acronym, *expansions), (acronym,) if is_word else ())


def key_of(words: Sequence[str]) -> str:
    """The key of analysed words (the first exact form of each)."""
    return " ".join(words)


def make_aliases(groups: Iterable[AliasGroup], analyzer: Analyzer) -> Aliases:
    """The table of these groups.

    A text that contains another of its group is no alternative, for it finds nothing that the other does not; typed, it is
    a name like any (`Susilo Bambang Yudhoyono` also asks for `SBY`).
    """
    kept: list[AliasGroup] = []
    keys: dict[str, list[int]] = {}
    for group in groups:
        texts = {text: key_of([t.forms.exact[0] for t in analyzer.tokens(text)]) for text in group.texts}
        distinct = {
            key: text for text, key in reversed(texts.items()) if key and not _contains_other(key, texts.values())
        }
        if len(distinct) < 2:
            continue
        for key in dict.fromkeys(texts.values()):
            if 0 < len(key.split()) <= MAX_KEY_WORDS:
                keys.setdefault(key, []).append(len(kept))
        kept.append(AliasGroup(tuple(reversed(distinct.values())), group.capitals_only))
    return Aliases(tuple(kept), {key: tuple(numbers) for key, numbers in keys.items()})


def _contains_other(key: str, keys: Iterable[str]) -> bool:
    return any(other and other != key and f" {other} " in f" {key} " for other in keys)


def open_aliases(directory: Path) -> Aliases:
    """The table that `Aliases.write` froze.  Raises CorruptGenerationError."""
    path = directory / _FILE
    try:
        rows = json.loads(path.read_text("utf-8"))
        groups = tuple(AliasGroup(tuple(texts), tuple(capitals)) for texts, capitals in rows["groups"])
        return Aliases(groups, {key: tuple(numbers) for key, numbers in rows["keys"].items()})
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CorruptGenerationError(f"{path.name}: {problem}. Rebuild the collection.") from problem
