"""Where the groups of names come from at a rebuild: the acronym table, the gazetteer, and the articles themselves."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ..analysis.datafiles import acronyms
from ..entities.gazetteer import Gazetteer
from .aliases import AliasGroup, acronym_group
from .mining import mine_acronyms

_SHORTEST_NAME = 3


def alias_groups(gazetteer: Gazetteer, texts: Iterable[str]) -> list[AliasGroup]:
    """All groups; what the table explains is not mined again."""
    table = [
        acronym_group(short, *(row[1] for row in rows)) for short, rows in groupby(sorted(acronyms()), lambda r: r[0])
    ]
    known = {group.texts[0] for group in table}
    mined = [group for group in mine_acronyms(texts) if group.texts[0] not in known]
    return [*leader_groups(gazetteer), *table, *mined]


def leader_groups(gazetteer: Gazetteer) -> list[AliasGroup]:
    """Each leader's names that may stand alone; those whose name needs a context have none."""
    return [
        AliasGroup(names)
        for leader in gazetteer.leaders.values()
        if not leader.needs_context
        and len(names := tuple(n for n in leader.full_forms if len(n) >= _SHORTEST_NAME)) > 1
    ]
