"""Merging segments into one, as arrays: for compacting an index and for joining the chunks of a build.

    segment = merge_segments(directory, schema, segment, [Source(directory, old), Source(directory, other, keep)])

Documents keep their order, source after source; those that a source's `keep` leaves out, or that its segment has deleted, are
gone.  Only segments of `bulk` or of an earlier merge go this way; Whoosh's own writer merges what it wrote itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from ..lengths import LENGTHS
from .codec import TelisikSegment, open_postings
from .columns import ByteStrings, write_byte_strings
from .field_file import PostingsWriter
from .merge_fields import Documents, Merged, merged_terms, write_merged
from .merge_tokens import merged_codes, write_codes
from .per_document import TelisikPerDocReader
from .postings import EXTENSION, FieldInfo, FieldPostings, SegmentPostings

STORED = "_stored"


@dataclass(frozen=True, eq=False)
class Source:
    """A segment to merge, and where its files are.  `keep` = which documents to take; None = all that are not deleted."""

    directory: Path
    segment: TelisikSegment
    keep: NDArray[np.bool_] | None = None

    @cached_property
    def kept(self) -> NDArray[np.bool_]:
        """Which documents to take."""
        keep = np.ones(self.segment.doc_count_all(), np.bool_) if self.keep is None else self.keep.copy()
        keep[list(self.segment.deleted_docs())] = False
        return keep

    @cached_property
    def storage(self) -> FileStorage:
        """Where the files are, for Whoosh."""
        return FileStorage(str(self.directory))

    @cached_property
    def postings(self) -> SegmentPostings:
        """The postings."""
        return open_postings(self.storage, self.segment)

    def column_path(self, name: str) -> Path:
        """The file of a column."""
        return self.directory / str(self.segment.make_filename(f".{name}.col"))


def merge_segments(
    directory: Path, schema: Schema, segment: TelisikSegment, sources: Sequence[Source]
) -> TelisikSegment:
    """Write the files of `segment` from its sources."""
    merger = _Merger(directory, schema, segment, sources)
    merger.merge_postings()
    merger.merge_columns()
    segment.columns = tuple(sorted({column for source in sources for column in source.segment.columns}))
    segment.set_doc_count(merger.count)
    return segment


class _Merger:
    def __init__(self, directory: Path, schema: Schema, segment: TelisikSegment, sources: Sequence[Source]) -> None:
        self._storage = FileStorage(str(directory))
        self._schema = schema
        self._segment = segment
        self._sources = sources
        counts = [int(source.kept.sum()) for source in sources]
        befores = np.cumsum([0, *counts]).tolist()
        self.count: int = befores.pop()
        self._documents = [Documents.kept(x.kept, before) for x, before in zip(sources, befores, strict=True)]

    # --- postings -----------------------------------------------------------------------------------------------------

    def merge_postings(self) -> None:
        """Write the postings file."""
        file = self._segment.create_file(self._storage, EXTENSION)
        with ExitStack() as unfinished:
            unfinished.callback(file.close)
            writer = PostingsWriter(file)
            self._merge_fields(writer)
            unfinished.pop_all()
        writer.close()

    def _merge_fields(self, writer: PostingsWriter) -> None:
        names = {name for source in self._sources for name in source.postings.names()}
        for name in sorted(names & set(self._schema.names())):
            info = self._info(name)
            if not info.tokens:
                self._merge_field(writer, name, info, self._merged(name))
            elif info.side == "exact":
                self._merge_text(writer, name, info.other)

    def _merge_text(self, writer: PostingsWriter, exact: str, stem: str) -> None:
        both = {"exact": self._merged(exact), "stem": self._merged(stem)}
        codes = merged_codes(both["exact"], both["stem"])
        lengths = write_codes(writer.arrays, f"tokens:{exact}", both["exact"], codes)
        writer.add_column(f"tokens:{exact}.exact", codes.exact)
        writer.add_column(f"tokens:{exact}.stem", codes.stem)
        self._forget()
        for name in (exact, stem):
            self._merge_field(writer, name, self._info(name), both[self._info(name).side])
            self._segment._fieldlengths[name] = int(lengths.sum())

    def _merge_field(self, writer: PostingsWriter, name: str, info: FieldInfo, merged: Merged) -> None:
        writer.describe(name, info)
        write_merged(writer.arrays, name, merged, self._lengths(merged))
        self._forget()

    def _merged(self, name: str) -> Merged:
        pairs = [(source.postings.field(name), documents) for source, documents in self._with_documents()]
        found = [(field, documents) for field, documents in pairs if field is not None]
        if found[0][0].info.tokens and len(found) < len(pairs):
            raise ValueError(f"not every segment has the text field {name!r}")
        for field, _ in found:
            _check(field, found[0][0].info)
        return merged_terms(found, self._forget)

    def _info(self, name: str) -> FieldInfo:
        fields = (source.postings.field(name) for source in self._sources)
        return next(field.info for field in fields if field is not None)

    def _lengths(self, merged: Merged) -> NDArray[np.uint8]:
        lengths = np.zeros(self.count, np.uint8)
        for part in merged.parts:
            kept = part.documents.new >= 0
            lengths[part.documents.new[kept]] = part.field.lengths[kept]
        return lengths

    def _with_documents(self) -> Sequence[tuple[Source, Documents]]:
        return list(zip(self._sources, self._documents, strict=True))

    def _forget(self) -> None:
        for source in self._sources:
            source.postings.file.forget_pages()

    # --- per-document files -------------------------------------------------------------------------------------------

    def merge_columns(self) -> None:
        """Write stored fields, lengths and columns."""
        for name in sorted({column for source in self._sources for column in source.segment.columns}):
            if name == STORED:
                self._merge_stored()
            elif name.startswith("_") and name.endswith("_len"):
                self._merge_lengths(name)
            else:
                self._merge_values(name)

    def _merge_stored(self) -> None:
        sizes = [_stored(source).sizes[source.kept] for source in self._sources]
        pieces = (piece for source in self._sources for piece in _stored(source).pieces(source.kept))
        write_byte_strings(self._create(STORED), pieces, np.concatenate(sizes))

    def _merge_lengths(self, name: str) -> None:
        field = name.removeprefix("_").removesuffix("_len")
        lengths = np.zeros(self.count, np.uint8)
        for source, documents in self._with_documents():
            if name in source.segment.columns:
                stored = np.fromfile(source.column_path(name), np.uint8)
                new = documents.new[: len(stored)]
                lengths[new[new >= 0]] = stored[new >= 0]
        if field not in self._segment._fieldlengths:
            self._segment._fieldlengths[field] = int(np.array(LENGTHS)[lengths].sum())
        with self._create(name) as file:
            file.write(lengths.tobytes())

    def _merge_values(self, name: str) -> None:
        column = self._schema[name].column_type
        with self._create(name) as file:
            writer = column.writer(file)
            for source, documents in self._with_documents():
                if name in source.segment.columns:
                    reader = TelisikPerDocReader(source.storage, source.segment).column_reader(name, column)
                    for doc in np.flatnonzero(source.kept).tolist():
                        writer.add(int(documents.new[doc]), reader[doc])
            writer.finish(self.count)

    def _create(self, name: str) -> StructFile:
        return self._segment.create_file(self._storage, f".{name}.col")


def _stored(source: Source) -> ByteStrings:
    """The stored fields of a source: opened anew each time, so that no more than one is mapped."""
    return ByteStrings(source.column_path(STORED), source.segment.doc_count_all())


def _check(field: FieldPostings, model: FieldInfo) -> None:
    """Refuse what only Whoosh's own writer makes."""
    extras = [name for name in ("weights", "values", "posting_lengths") if field.has(name)]
    if extras or field.info != model:
        raise ValueError(f"field {field.name!r} cannot be merged as arrays: {extras or field.info}")
