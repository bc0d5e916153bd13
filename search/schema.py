"""The fields of an indexed article: the only list of them.

Everything that needs to know which fields there are (engines, the query grammar, fingerprints, docs) reads it here.
Outlets and leaders are not fields: they are links (`entities`), kept beside the postings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .model import Article, joined_body


class Kind(StrEnum):
    """How a field is indexed: analysed text in two streams, an identifier, or a publication date."""

    TEXT = "text"
    ID = "id"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `name` in the index, `analyzer` = the role of the analyzer for text, `typed` = its names in queries."""

    name: str
    kind: Kind
    analyzer: str = ""
    typed: tuple[str, ...] = ()


FIELDS: tuple[Field, ...] = (
    Field("id", Kind.ID),
    Field("published", Kind.DATE),
    Field("title", Kind.TEXT, analyzer="indonesian", typed=("judul", "title")),
    Field("caption", Kind.TEXT, analyzer="indonesian", typed=("keterangan", "caption")),
    Field("body", Kind.TEXT, analyzer="indonesian", typed=("isi", "body")),
)

TEXT_FIELDS: tuple[str, ...] = tuple(f.name for f in FIELDS if f.kind is Kind.TEXT)


def text_of(article: Article, name: str) -> str:
    """The text that is analysed, and that offsets refer to, for a text field.  A derived title is not indexed twice."""
    if name == "title":
        return "" if article.title_derived else article.title
    if name == "caption":
        return article.caption
    return joined_body(article.body)
