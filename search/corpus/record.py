"""What a reader hands over: the fields that it found, as text.  Every format fills one of these.

Not here: what the fields mean (`article`), which names they have in a file (`fields`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One article as found: `source` is `file:line`, `published` as written, `body` paragraphs or text with lines.

    `entities` says that the text still holds HTML entities; `markup` that the body may hold tags.
    `free_dateline` says that any capitalised `Outlet -` before the first paragraph is a dateline (the seed's format).
    """

    source: str
    id: str = ""
    title: str = ""
    body: str = ""
    outlet: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    caption: str = ""
    place: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    published: str = ""
    entities: bool = True
    markup: bool = False
    free_dateline: bool = False
