"""Who is who: the leaders that articles are linked to, with their names and dated offices.

Made from the packaged `data/leaders.jsonl` and an operator's file (`load_gazetteer`), or opened from the copy that a
generation keeps (`open_gazetteer`).  Not here: finding names in texts (`linker`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from ..errors import CorruptGenerationError, DataFileError
from .countries import country_labels
from .gazetteer_checks import check_leaders
from .leader import Leader
from .leader_records import leader_of, line_of, parse_object, trusted_leader
from .names import key
from .operator_file import apply_operator_file
from .similar import nearest_names
from .tables import package_text

_DATA = "leaders.jsonl"
_ID_START = b'{"id": "'


class _FrozenLeaders(Mapping[str, Leader]):
    """Leaders by id on the lines of a frozen file; each is parsed when it is first asked for."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        self._lines = lines
        self._read: dict[str, Leader] = {}

    def __getitem__(self, id: str) -> Leader:
        leader = self._read.get(id)
        if leader is None:
            leader = self._read[id] = trusted_leader(self._lines[id], country_labels())
        return leader

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


class Gazetteer:
    """All leaders by permanent id.  Immutable; shared between threads."""

    def __init__(self, leaders: Mapping[str, Leader]) -> None:
        self.leaders = leaders

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """Ids by every way of writing one: id, QID, old id, then names before aliases; two owners of an alias cancel out."""
        owners: dict[str, str] = {}
        aliases: defaultdict[str, set[str]] = defaultdict(set)
        for leader in self.leaders.values():
            for alias in leader.aliases:
                aliases[key(alias)].add(leader.id)
        owners.update({alias: next(iter(ids)) for alias, ids in aliases.items() if len(ids) == 1})
        for leader in self.leaders.values():
            owners[key(leader.name)] = leader.id
        for leader in self.leaders.values():
            owners.update((key(old), leader.id) for old in (*leader.old_ids, leader.qid) if old)
        owners.update((key(id), id) for id in self.leaders)
        return owners

    def resolve(self, text: str) -> str | None:
        """The id that `text` stands for: an id, a QID, an old id, a name or an alias in any case, or None."""
        if text in self.leaders:
            return text
        written = key(text)
        return self._owners.get(written) if written else None

    def label(self, id: str) -> str:
        """The name that readers see; the id itself when it is unknown."""
        leader = self.leaders.get(id)
        return leader.name if leader else id

    def office_on(self, id: str, day: date | str) -> str:
        """The title of the office held on a day (a `date`, a `datetime` or ISO text); `""` when none."""
        leader = self.leaders.get(id)
        return leader.office_on(str(day)[:10]) if leader else ""

    def nearest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Ids of the leaders whose names look most like `text`, best first."""
        return nearest_names(text, self._owners, limit)

    def write(self, path: Path) -> None:
        """Freeze into a JSON Lines file, atomically."""
        draft = path.with_name(f"{path.name}.part")
        draft.write_text("".join(map(line_of, self.leaders.values())), encoding="utf-8")
        draft.replace(path)


def _packaged() -> Iterable[tuple[str, Leader]]:
    for number, line in enumerate(package_text(_DATA).splitlines(), 1):
        where = f"{_DATA}:{number}"
        yield where, leader_of(parse_object(line, where), where, country_labels())


def read_leaders(operator_file: Path | None = None) -> tuple[dict[str, Leader], dict[str, str]]:
    """The packaged leaders with an operator's additions by id, and where each stands (`file:line`); records are checked one by
    one, not together.  Raises DataFileError."""
    leaders: dict[str, Leader] = {}
    places: dict[str, str] = {}
    for where, leader in _packaged():
        if leader.id in leaders:
            raise DataFileError(f"{where}: id: {leader.id!r} stands in {places[leader.id]} too; correct one of them.")
        leaders[leader.id] = leader
        places[leader.id] = where
    if operator_file is not None:
        places |= apply_operator_file(leaders, operator_file, country_labels())
    return leaders, places


def load_gazetteer(operator_file: Path | None = None) -> Gazetteer:
    """The packaged leaders with an operator's additions, all checked.  Raises DataFileError `file:line: field: what to do`."""
    leaders, places = read_leaders(operator_file)
    check_leaders(leaders, places)
    return Gazetteer(leaders)


def open_gazetteer(path: Path) -> Gazetteer:
    """The leaders that a generation was linked with, from the file that `write` made: read line by line as they are needed."""
    lines: dict[str, bytes] = {}
    for line in path.read_bytes().splitlines():
        if not line.startswith(_ID_START):
            raise CorruptGenerationError(f"{path}: line {len(lines) + 1} is not a leader; rebuild the generation.")
        lines[line[len(_ID_START) : line.index(b'"', len(_ID_START))].decode()] = line
    return Gazetteer(_FrozenLeaders(lines))
