"""The tables that belong to a generation: how its texts are analysed and who its leaders and outlets are.

A rebuild freezes them into the generation, an add inherits them, a relink renews who the leaders and outlets are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..analysis import Analyzer
from ..analysis.guard import mine_guard
from ..entities.gazetteer import load_gazetteer, open_gazetteer
from ..entities.linker import Linker
from ..entities.linking import ArticleLinker
from ..entities.outlets import Outlets, load_outlets, open_outlets
from ..generations.layout import ANALYSIS, ENTITIES, LEADERS_FILE, OUTLETS_FILE, SUGGESTIONS
from ..generations.sharing import share_tree
from ..model import Article, Links
from ..query.alias_sources import alias_groups
from ..query.aliases import make_aliases
from ..suggest import write_added_phrases, write_phrases
from .spool import Spool

_MINED_TEXTS = 20_000

Seen = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Tables:
    """What indexing needs of them."""

    analyzer: Analyzer
    link: Callable[[Article], Links] | None = None


def freeze(generation: Path, leaders: Path | None, spool: Spool) -> Tables:
    """Write the tables of today into a generation: ours, the operator's file, and what the articles teach."""
    linker = _linker_of_today(leaders)
    gazetteer = linker.gazetteer
    names = {word for leader in gazetteer.leaders.values() for name in leader.full_forms for word in name.split()}
    analyzer = Analyzer(guard=names | mine_guard(spool.texts(_MINED_TEXTS)))
    analyzer.write(generation / ANALYSIS)
    groups = alias_groups(gazetteer, spool.texts(_MINED_TEXTS))
    make_aliases(groups, analyzer).write(generation / ANALYSIS)
    write_phrases(generation / SUGGESTIONS, spool.titles())
    return Tables(analyzer, _entities(generation, linker, load_outlets(), spool.outlets))


def inherit(generation: Path, base: Path) -> Tables:
    """The tables of the generation `base`; nothing is linked."""
    for name in (ANALYSIS, ENTITIES, SUGGESTIONS):
        share_tree(base / name, generation / name)
    return Tables(Analyzer.open(generation / ANALYSIS))


def extend(generation: Path, base: Path, spool: Spool) -> Tables:
    """The tables of `base` for added articles: outlets never seen before get a name, headlines are suggested."""
    tables = inherit(generation, base)
    write_added_phrases(generation / SUGGESTIONS, base / SUGGESTIONS, spool.titles())
    outlets = open_outlets(base / ENTITIES / OUTLETS_FILE)
    more = _with_seen(outlets, spool.outlets)
    if len(more.outlets) != len(outlets.outlets):
        (generation / ENTITIES / OUTLETS_FILE).unlink()
        more.write(generation / ENTITIES / OUTLETS_FILE)
    return Tables(tables.analyzer, ArticleLinker(_frozen_linker(_File.at(base / ENTITIES / LEADERS_FILE)), more))


def renew(generation: Path, base: Path, leaders: Path | None, seen: Seen) -> Tables:
    """The analysis and suggestions of `base`, and the leaders and outlets of today."""
    for name in (ANALYSIS, SUGGESTIONS):
        share_tree(base / name, generation / name)
    linker = _linker_of_today(leaders)
    return Tables(Analyzer.open(generation / ANALYSIS), _entities(generation, linker, load_outlets(), seen))


def _linker_of_today(leaders: Path | None) -> Linker:
    return Linker(load_gazetteer(leaders)) if leaders else _packaged_linker()


@lru_cache(1)
def _packaged_linker() -> Linker:
    return Linker(load_gazetteer())


@dataclass(frozen=True, slots=True)
class _File:
    """A file that nobody changes, whatever paths it is linked under."""

    inode: int
    changed: int
    path: Path = field(compare=False)

    @staticmethod
    def at(path: Path) -> _File:
        status = path.stat()
        return _File(status.st_ino, status.st_mtime_ns, path)


@lru_cache(1)
def _frozen_linker(leaders: _File) -> Linker:
    """Kept, for a process that adds article after article."""
    return Linker(open_gazetteer(leaders.path))


def _entities(generation: Path, linker: Linker, outlets: Outlets, seen: Seen) -> ArticleLinker:
    (generation / ENTITIES).mkdir()
    linker.gazetteer.write(generation / ENTITIES / LEADERS_FILE)
    labelled = _with_seen(outlets, seen)
    labelled.write(generation / ENTITIES / OUTLETS_FILE)
    return ArticleLinker(linker, labelled)


def _with_seen(outlets: Outlets, seen: Seen) -> Outlets:
    return outlets.with_seen({outlets.canonical(outlet, f"//{host}"): outlet or host for outlet, host in seen})
