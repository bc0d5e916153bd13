"""Which outlet published an article: one id for all the ways of writing its name, with a label and a site.

Not here: where the outlet of an article is read from (`corpus`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import CorruptGenerationError, DataFileError
from .leader_records import numbered_lines
from .names import key, slug
from .similar import nearest_names
from .tables import package_text

_DATA = "outlets.csv"
_COLUMNS = ("id", "label", "site", "aliases")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet.  `site` is its home page's host; `aliases` are other names and hosts.  `known` = it is in a table."""

    id: str
    label: str
    site: str = ""
    aliases: tuple[str, ...] = ()
    known: bool = True


def _host_and_section(url: str) -> tuple[str, str]:
    """The lower-case host of a URL without `www.` and the first part of its path; `""` for what it does not have."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    return host.removeprefix("www."), parts.path.lstrip("/").partition("/")[0]


class Outlets:
    """All outlets by id.  Immutable; `with_seen` makes a table that also labels unknown ones."""

    def __init__(self, outlets: Mapping[str, Outlet]) -> None:
        self.outlets = outlets

    @cached_property
    def _names(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for outlet in self.outlets.values():
            for name in (outlet.id, outlet.label, outlet.site, *outlet.aliases):
                names.setdefault(key(name), outlet.id)
        names.pop("", None)
        return names

    @cached_property
    def _hosts(self) -> Mapping[str, str]:
        hosts: dict[str, str] = {}
        for outlet in self.outlets.values():
            for name in (outlet.site, *outlet.aliases):
                if "." in name and " " not in name:
                    hosts.setdefault(name.lower().removeprefix("www."), outlet.id)
        return hosts

    def canonical(self, outlet: str, url: str = "") -> str:
        """The id of an article's outlet from its name, else from its URL's host; a slug of what was given when unknown,
        `""` when nothing was given."""
        return self.resolve(outlet) or self._by_address(url) or slug(self.written(outlet, url))

    @staticmethod
    def written(outlet: str, url: str = "") -> str:
        """What an article calls its outlet: its name, else its host.  The label of an outlet that stands in no table."""
        return outlet.strip() or _host_and_section(url)[0]

    def _by_address(self, url: str) -> str:
        """The outlet of a section of a host (`bbc.com/indonesia`), else the one with the longest host that the host ends in."""
        host, section = _host_and_section(url)
        id = self._hosts.get(f"{host}/{section}", "")
        while host and not id:
            id = self._hosts.get(host, "")
            host = host.partition(".")[2]
        return id

    def resolve(self, text: str) -> str | None:
        """The id that `text` stands for: an id, a name, an alias, a host or a URL, or None."""
        if text in self.outlets:
            return text
        named = self._names.get(key(text))
        if named:
            return named
        looks_like_host = "." in text and " " not in text.strip()
        return (self._by_address(text.strip()) or None) if looks_like_host else None

    def label(self, id: str) -> str:
        """The name that readers see; the id itself when it is unknown."""
        outlet = self.outlets.get(id)
        return outlet.label if outlet else id

    def site(self, id: str) -> str:
        """The host of the outlet's home page; `""` when unknown."""
        outlet = self.outlets.get(id)
        return outlet.site if outlet else ""

    def known(self, id: str) -> bool:
        """Whether the id stands in a table, and was not made of an article's own words."""
        outlet = self.outlets.get(id)
        return outlet is not None and outlet.known

    def nearest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Ids of the outlets whose names look most like `text`, best first."""
        return nearest_names(text, self._names, limit)

    def with_seen(self, seen: Mapping[str, str]) -> Outlets:
        """These outlets and unknown ones by id, labelled as the articles wrote them."""
        added = {id: Outlet(id, label, known=False) for id, label in seen.items() if id and id not in self.outlets}
        return Outlets({**self.outlets, **added})

    def write(self, path: Path) -> None:
        """Freeze into a JSON Lines file, atomically."""
        draft = path.with_name(f"{path.name}.part")
        lines = (
            json.dumps([o.id, o.label, o.site, list(o.aliases), o.known], ensure_ascii=False)
            for o in self.outlets.values()
        )
        draft.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        draft.replace(path)


def open_outlets(path: Path) -> Outlets:
    """The outlets of a generation, from the file that `write` made."""
    outlets: dict[str, Outlet] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            id, label, site, aliases, known = json.loads(line)
        except ValueError:
            raise CorruptGenerationError(f"{path}: line {number} is not an outlet; rebuild the generation.") from None
        outlets[id] = Outlet(id, label, site, tuple(aliases), known)
    return Outlets(outlets)


def _rows(name: str, lines: Iterable[tuple[int, str]]) -> Iterable[Outlet]:
    for number, line in lines:
        if line.startswith("#") or line.split(",", 1)[0] == _COLUMNS[0]:
            continue
        cells = next(csv.reader([line]))
        if len(cells) != len(_COLUMNS):
            raise DataFileError(
                f"{name}:{number}: {len(cells)} cells; write {','.join(_COLUMNS)} (aliases separated by ;)."
            )
        id, label, site, aliases = (cell.strip() for cell in cells)
        if not id or slug(id) != id:
            raise DataFileError(
                f"{name}:{number}: id: {id!r} is not a slug; use lower-case letters, digits and hyphens."
            )
        if not label:
            raise DataFileError(f"{name}:{number}: label: is missing; give the name that readers see.")
        yield Outlet(id, label, site, tuple(alias.strip() for alias in aliases.split(";") if alias.strip()))


def load_outlets(operator_file: Path | None = None) -> Outlets:
    """The packaged outlets with an operator's additions and overrides.  Raises DataFileError `file:line: field: what to do`."""
    packaged = ((n, line) for n, line in enumerate(package_text(_DATA).splitlines(), 1) if line.strip())
    outlets = {outlet.id: outlet for outlet in _rows(_DATA, packaged)}
    if operator_file is not None:
        outlets |= {outlet.id: outlet for outlet in _rows(operator_file.name, numbered_lines(operator_file))}
    return Outlets(outlets)
