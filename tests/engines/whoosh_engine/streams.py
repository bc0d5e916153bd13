"""Texts of entries, and indexes of them, for the tests of this folder: words whose forms are known without an analyzer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st
from whoosh import fields, index
from whoosh.analysis import SpaceSeparatedTokenizer

from search.engines.whoosh_engine.bulk import SegmentBuilder
from search.engines.whoosh_engine.codec import TelisikSegment
from search.engines.whoosh_engine.inversion import EncodedText, EntryForms
from search.engines.whoosh_engine.toc import Toc, new_segment, write_toc

ENTRIES: tuple[EntryForms, ...] = (
    (("dan",), ("dan",)),
    (("makan",), ("makan",)),
    (("makanan",), ("makan",)),
    (("dimakan",), ("makan",)),
    (("marulitua",), ("marulitua",)),
    (("marulitua",), ("marulitu",)),
    (("ke-80", "80"), ("ke-80", "80")),
    (("80",), ("80",)),
    (("bank", "bi"), ("bank", "bi", "indonesia")),
    (("bank",), ("bank",)),
)
"""Several surface forms of a stem, one surface form with two stems, second forms in both streams."""

Document = list[int]
DOCUMENTS = st.lists(st.lists(st.integers(0, len(ENTRIES) - 1), max_size=12), max_size=8)


def encoded(documents: Sequence[Document], entries: Sequence[EntryForms] = ENTRIES) -> EncodedText:
    """Documents given as lists of entries."""
    codes = np.array([entry for document in documents for entry in document], np.int32)
    return EncodedText(codes, np.array([len(document) for document in documents], np.int32), entries)


def schema() -> fields.Schema:
    """A text field in two streams, an id, a stored record, and a number in a column."""
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer())
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        record=fields.STORED,
        body_exact=text,
        body_stem=text,
        number=fields.NUMERIC(sortable=True),
    )


def row(number: int) -> Mapping[str, Any]:
    """The other fields of a document; some lack some."""
    known: dict[str, Any] = {"id": f"d{number:03d}", "record": {"number": number, "text": "x" * (number % 5)}}
    return known | ({"number": number - 3} if number % 4 else {})


def build(directory: Path, documents: Sequence[Document], others: Sequence[TelisikSegment] = ()) -> TelisikSegment:
    """A segment of documents; they are numbered on from those of the other segments."""
    first = sum(other.doc_count_all() for other in others)
    builder = SegmentBuilder(directory, schema(), new_segment(directory, others))
    builder.add_text("body_exact", "body_stem", encoded(documents))
    builder.add_rows([row(number) for number in range(first, first + len(documents))])
    return builder.finish()


def opened(directory: Path, segments: Sequence[TelisikSegment]) -> index.FileIndex:
    """The index of some segments."""
    write_toc(directory, Toc(schema(), segments))
    return index.open_dir(directory)
