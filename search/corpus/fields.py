"""The names that a field may have in JSON and CSV, and how its values are read.

The table is the documented input format (`docs/articles.md`).  Not here: what values mean (`article`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .record import Record
from .refusal import Refusal

# The first name that holds something wins; letter case, `-` and spaces in names do not matter.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "article_id"),
    "title": ("title", "headline", "judul"),
    "body": ("body", "text", "content", "paragraphs", "article_body", "articlebody", "isi", "teks", "konten"),
    "outlet": ("outlet", "publisher", "source", "media", "site_name", "sumber"),
    "url": ("url", "link", "canonical_url", "tautan"),
    "authors": ("authors", "author", "byline", "penulis"),
    "caption": ("caption", "image_caption", "keterangan"),
    "place": ("place", "dateline", "location", "lokasi", "tempat"),
    "section": ("section", "category", "articlesection", "rubrik", "kategori", "kanal"),
    "tags": ("tags", "tag", "keywords", "topik"),
    "leaders": ("leaders", "leader", "persons", "people", "tokoh"),
    "published": (
        "published",
        "published_at",
        "date",
        "datepublished",
        "date_published",
        "pubdate",
        "tanggal",
        "terbit",
    ),
}
_LABELS = ("name", "title", "label", "@value")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """Which name of a file holds which field: field -> names, the best first."""

    names: Mapping[str, tuple[str, ...]]

    def value(self, row: Mapping[str, object], field: str) -> object:
        """The first value of a field that is not empty."""
        return next((row[name] for name in self.names.get(field, ()) if row.get(name) not in (None, "", [], {})), None)


def _plain(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def columns(names: Sequence[str]) -> Columns:
    """The fields that a row with these names has."""
    spelt: dict[str, str] = {}
    for name in names:
        spelt.setdefault(_plain(name), name)
    return Columns({field: tuple(spelt[n] for n in known if n in spelt) for field, known in NAMES.items()})


def texts_of(value: object, field: str, depth: int = _DEEPEST) -> list[str]:
    """The texts of a value: itself, or those of its items, or the name of an object (as JSON-LD writes persons)."""
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [str(value)]
    if depth and isinstance(value, list):
        return [text for item in value for text in texts_of(item, field, depth - 1)]
    if depth and isinstance(value, dict):
        return texts_of(next((value[label] for label in _LABELS if label in value), None), field, depth - 1)
    raise Refusal(f"{field!r} is neither text nor a list of texts: correct it")


def _one(row: Mapping[str, object], found: Columns, field: str) -> str:
    texts = texts_of(found.value(row, field), field)
    return "\n".join(texts) if field == "body" else (texts[0] if texts else "")


def _many(row: Mapping[str, object], found: Columns, field: str, separator: str) -> tuple[str, ...]:
    texts = texts_of(found.value(row, field), field)
    if separator:
        return tuple(part for text in texts for part in text.split(separator))
    return tuple(texts)


def record_of(row: Mapping[str, object], source: str, found: Columns | None = None, separator: str = "") -> Record:
    """The record of a row.  `separator` parts several values in one text.  Raises Refusal for values of a wrong kind."""
    names = found or columns([name for name in row if isinstance(name, str)])
    return Record(
        source=source,
        id=_one(row, names, "id"),
        title=_one(row, names, "title"),
        body=_one(row, names, "body"),
        outlet=_one(row, names, "outlet"),
        url=_one(row, names, "url"),
        authors=_many(row, names, "authors", separator),
        caption=_one(row, names, "caption"),
        place=_one(row, names, "place"),
        section=_one(row, names, "section"),
        tags=_many(row, names, "tags", separator),
        leaders=_many(row, names, "leaders", separator),
        published=_one(row, names, "published"),
        markup=True,
    )
