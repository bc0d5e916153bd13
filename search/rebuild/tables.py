"""The tables that belong to a generation: how its texts are analysed and who its leaders and outlets are.

A rebuild freezes them into the generation, an add inherits them, a relink renews who the leaders and outlets are.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..analysis import Analyzer
from ..entities.gazetteer import Gazetteer, load_gazetteer, open_gazetteer
from ..entities.linker import Linker
from ..entities.linking import ArticleLinker
from ..entities.outlets import Outlets, load_outlets, open_outlets
from ..generations.layout import ANALYSIS, ENTITIES, LEADERS_FILE, OUTLETS_FILE, SUGGESTIONS
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
    link: Callable[[Article], Links]


def freeze(generation: Path, leaders: Path | None, spool: Spool) -> Tables:
    """Write the tables of today into a generation: ours, the operator's file, and what the articles teach."""
    gazetteer = load_gazetteer(leaders)
    names = {word for leader in gazetteer.leaders.values() for name in leader.full_forms for word in name.split()}
    analyzer = Analyzer(guard=names)
    analyzer.write(generation / ANALYSIS)
    groups = alias_groups(gazetteer, spool.texts(_MINED_TEXTS))
    make_aliases(groups, analyzer).write(generation / ANALYSIS)
    write_phrases(generation / SUGGESTIONS, spool.titles())
    return Tables(analyzer, _entities(generation, gazetteer, load_outlets(), spool.outlets))


def extend(generation: Path, base: Path, spool: Spool) -> Tables:
    """The tables of `base` for added articles: outlets never seen before get a name, headlines are suggested."""
    tables = inherit(generation, base, spool.outlets)
    write_added_phrases(generation / SUGGESTIONS, base / SUGGESTIONS, spool.titles())
    return tables


def inherit(generation: Path, base: Path, seen: Seen = ()) -> Tables:
    """The tables of the generation `base`; only the names of outlets never seen before are added."""
    for name in (ANALYSIS, ENTITIES, SUGGESTIONS):
        _share(base / name, generation / name)
    outlets = open_outlets(base / ENTITIES / OUTLETS_FILE)
    more = _with_seen(outlets, seen)
    if len(more.outlets) != len(outlets.outlets):
        (generation / ENTITIES / OUTLETS_FILE).unlink()
        more.write(generation / ENTITIES / OUTLETS_FILE)
    gazetteer = open_gazetteer(base / ENTITIES / LEADERS_FILE)
    return Tables(Analyzer.open(generation / ANALYSIS), ArticleLinker(Linker(gazetteer), more))


def renew(generation: Path, base: Path, leaders: Path | None, seen: Seen) -> Tables:
    """The analysis and suggestions of `base`, and the leaders and outlets of today."""
    for name in (ANALYSIS, SUGGESTIONS):
        _share(base / name, generation / name)
    gazetteer = load_gazetteer(leaders)
    return Tables(Analyzer.open(generation / ANALYSIS), _entities(generation, gazetteer, load_outlets(), seen))


def _entities(generation: Path, gazetteer: Gazetteer, outlets: Outlets, seen: Seen) -> ArticleLinker:
    (generation / ENTITIES).mkdir()
    gazetteer.write(generation / ENTITIES / LEADERS_FILE)
    labelled = _with_seen(outlets, seen)
    labelled.write(generation / ENTITIES / OUTLETS_FILE)
    return ArticleLinker(Linker(gazetteer), labelled)


def _with_seen(outlets: Outlets, seen: Seen) -> Outlets:
    return outlets.with_seen({outlets.canonical(outlet, f"//{host}"): outlet or host for outlet, host in seen})


def _share(source: Path, target: Path) -> None:
    """The same files in another place: hard links, or copies where the file system has none."""
    shutil.copytree(source, target, copy_function=_link)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
