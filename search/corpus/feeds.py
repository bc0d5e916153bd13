"""RSS and Atom files whose entries hold the text of the articles.

Read by expat, entry by entry, without a tree.  A document type is refused, so no entity can be defined or expanded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from search.model import RejectedRecord

from .charset import decode_page
from .options import Limits
from .record import Record
from .refusal import Refusal
from .streams import whole

_ENTRIES = frozenset({"item", "entry"})
_CONTENT = "http://purl.org/rss/1.0/modules/content/ encoded"
# Elements of an entry for each field, the best first: RSS 2.0, RSS 1.0 with Dublin Core, Atom.
_ELEMENTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "body": (_CONTENT, "content", "description", "summary"),
    "authors": ("creator", "name", "author"),
    "published": ("pubDate", "published", "date", "updated"),
    "tags": ("category", "subject"),
    "url": ("link",),
    "guid": ("guid", "id"),
}


@dataclass(slots=True)
class _Entry:
    line: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self, name: str) -> list[str]:
        """The values of a field, from the best element that has any."""
        return next((self.values[e] for e in _ELEMENTS[name] if any(map(str.strip, self.values.get(e, ())))), [])

    def first(self, name: str) -> str:
        """The first value of a field, or `""`."""
        return next(iter(self.all(name)), "").strip()


def _take_attributes(entry: _Entry, local: str, attributes: dict[str, str]) -> None:
    """Keep what Atom writes into attributes: links and categories."""
    if local == "link" and attributes.get("rel", "alternate") == "alternate" and attributes.get("href"):
        entry.values.setdefault("link", []).append(attributes["href"])
    elif local == "category" and attributes.get("term"):
        entry.values.setdefault("category", []).append(attributes["term"])


class _FeedParser:
    """Collects the elements of entries; `done` holds the entries that are complete."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.done: list[_Entry] = []
        self.outlet = ""
        self._entry: _Entry | None = None
        self._text: list[str] = []
        self._size = 0
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def parse(self, text: str) -> None:
        """Read a whole document.  Raises Refusal where it stops being a feed; what was read before stays in `done`."""
        try:
            self._parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise Refusal(f"its XML is broken ({reason}): correct it", error.lineno) from error

    def _doctype(self, *_declaration: object) -> None:
        raise Refusal(
            "it declares a document type, which no feed needs and which could hide entities: remove <!DOCTYPE"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in _ENTRIES and self._entry is None:
            self._entry, self._size = _Entry(self._parser.CurrentLineNumber), 0
        elif self._entry is not None:
            _take_attributes(self._entry, local, attributes)
        self._text.clear()

    def _data(self, data: str) -> None:
        self._size += len(data)
        if self._size > self.limits.record:
            raise Refusal(
                f"an entry is longer than the limit of {self.limits.record:,} bytes", self._parser.CurrentLineNumber
            )
        self._text.append(data)

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        text = "".join(self._text)
        self._text.clear()
        if self._entry is None:
            if local == "title" and not self.outlet:
                self.outlet = text.strip()
        elif local in _ENTRIES:
            self.done.append(self._entry)
            self._entry = None
        elif text.strip():
            self._entry.values.setdefault(name if name == _CONTENT else local, []).append(text)


def _record(entry: _Entry, outlet: str, name: str) -> Record:
    guid = entry.first("guid")
    address = entry.first("url") or (guid if "://" in guid else "")
    return Record(
        source=f"{name}:{entry.line}",
        id="" if address else guid,
        title=entry.first("title"),
        body=entry.first("body"),
        outlet=outlet,
        url=address,
        authors=tuple(entry.all("authors")),
        tags=tuple(entry.all("tags")),
        published=entry.first("published"),
        markup=True,
    )


def read_feed(chunks: Iterator[bytes], name: str, limits: Limits) -> Iterator[Record | RejectedRecord]:
    """The entries of a feed, up to where it breaks."""
    parser = _FeedParser(limits)
    problem: Refusal | None = None
    try:
        parser.parse(decode_page(whole(chunks, limits.document)))
    except Refusal as refusal:
        problem = refusal
    for entry in parser.done:
        yield _record(entry, parser.outlet, name)
    if problem is not None:
        raise problem
    if not parser.done:
        raise Refusal("it holds no <item> and no <entry>: it is no RSS or Atom feed")
