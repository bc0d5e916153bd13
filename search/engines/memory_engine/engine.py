"""An engine that keeps everything in memory and says plainly what a plan means: the oracle of the contract suite.

For tests and for small collections that need no Whoosh.  Not fast, on purpose: no cleverness to be wrong in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ...analysis import Analyzer
from ...errors import BuildError, CorruptGenerationError
from ...model import Article, Links
from ..base import BuildReport, Changes
from ..records import article_from_json, article_to_json, links_from_json, links_to_json
from .index import Entry, MemoryIndex
from .reader import MemoryReader

_FILE = "entries.jsonl"
_META = "meta.json"


class MemoryEngine:
    """Stores entries as JSON Lines and analyses them when opened."""

    name = "memory"
    format = 1

    def build(self, directory: Path, changes: Changes) -> BuildReport:
        """Write a complete index into `directory`."""
        entries = _stored(changes.base) if changes.base else []
        before = {e.article.id: e for e in entries if not e.deleted}
        entries = [_marked(e, changes.delete) for e in entries]
        added = dict(_linked(changes))
        kept = [_marked(e, added.keys() - {i for i in added if before.get(i) == added[i]}) for e in entries]
        fresh = [e for i, e in added.items() if before.get(i) != e]
        entries = [*kept, *fresh]
        if changes.relink:
            link = _link_of(changes)
            entries = [replace(e, links=link(e.article)) for e in entries]
        if changes.compact:
            entries = [e for e in entries if not e.deleted]
        _write(directory, entries, changes.reference)
        updated = sum(e.article.id in before for e in fresh)
        return BuildReport(
            documents=sum(not e.deleted for e in entries),
            added=len(fresh) - updated,
            updated=updated,
            unchanged=len(added) - len(fresh),
            deleted=len(before.keys() & changes.delete),
        )

    def open(self, directory: Path, analyzer: Analyzer, cache_bytes: int) -> MemoryReader:
        """Open what `build` wrote.  Raises CorruptGenerationError."""
        try:
            meta = json.loads((directory / _META).read_text("utf-8"))
            entries = _stored(directory)
            if len(entries) != meta["entries"]:
                raise ValueError(f"{len(entries)} entries, expected {meta['entries']}")
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise CorruptGenerationError(f"{directory}: {problem}. Rebuild the collection.") from problem
        reference = datetime.fromisoformat(meta["reference"]) if meta["reference"] else None
        return MemoryReader(MemoryIndex(entries, analyzer), reference)


def _link_of(changes: Changes) -> Callable[[Article], Links]:
    return changes.link or (lambda _: Links())


def _linked(changes: Changes) -> Iterator[tuple[str, Entry]]:
    link = _link_of(changes)
    entries = [Entry(article, link(article)) for article in changes.articles]
    dropped = changes.superseded()
    for ordinal, entry in enumerate(entries):
        if ordinal not in dropped:
            yield entry.article.id, entry


def _marked(entry: Entry, gone: Set[str]) -> Entry:
    return replace(entry, deleted=True) if entry.article.id in gone else entry


def _stored(directory: Path) -> list[Entry]:
    with (directory / _FILE).open(encoding="utf-8") as lines:
        return [_entry(line) for line in lines]


def _entry(line: str) -> Entry:
    article, links, deleted = json.loads(line)
    return Entry(article_from_json(article), links_from_json(links), deleted)


def _write(directory: Path, entries: list[Entry], reference: datetime | None) -> None:
    lines = [json.dumps([article_to_json(e.article), links_to_json(e.links), e.deleted]) + "\n" for e in entries]
    meta = {"entries": len(entries), "reference": reference.isoformat() if reference else None}
    try:
        (directory / _FILE).write_text("".join(lines), "utf-8")
        (directory / _META).write_text(json.dumps(meta), "utf-8")
    except OSError as problem:
        raise BuildError(f"{directory}: {problem.strerror or problem}. Free space or fix permissions.") from problem
