"""The Whoosh schema of `schema.FIELDS`: two positional fields per text field, an id, and the stored article.

Whoosh analyses nothing here: terms come from `Changes.analyzer` through the bulk writer.  Dates and links are not Whoosh
fields (`dates`, `links`).
"""

from __future__ import annotations

from whoosh import fields as whoosh_fields
from whoosh.analysis import SpaceSeparatedTokenizer

from search.query.plan import Stream
from search.schema import FIELDS, Kind

ID_FIELD = "id"
STORED_FIELD = "article"


def stream_field(field: str, stream: Stream) -> str:
    """The Whoosh field of one stream of a text field."""
    return f"{field}_{stream}"


def schema() -> whoosh_fields.Schema:
    """The schema of every index of this engine."""
    made = whoosh_fields.Schema()
    made.add(STORED_FIELD, whoosh_fields.STORED())
    for field in FIELDS:
        if field.kind is Kind.ID:
            made.add(field.name, whoosh_fields.ID(unique=True))
        elif field.kind is Kind.TEXT:
            for stream in Stream:
                text = whoosh_fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
                made.add(stream_field(field.name, stream), text)
    return made
