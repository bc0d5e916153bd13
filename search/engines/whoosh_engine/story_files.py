"""Signatures and story numbers on disk: `MAIN_<n>.stories` per segment, `stories` for all documents of a directory.

Signatures are computed from the token stream of the body once a segment is written, and kept by merges.
Not here: what makes two articles one story (`search.stories`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage

from search.query.plan import Stream
from search.stories import PLACES, Hashes, Numbers, Signatures, extended, numbered, shingles, signatures

from .arrays import ArrayFile, ArrayWriter
from .codec import TelisikSegment, open_postings
from .fields import stream_field
from .phrases import forward_of

EXTENSION = ".stories"
NUMBERS = "stories"
_BODIES_KEPT = 4096
_FIELD = stream_field("body", Stream.EXACT)


class _Bodies:
    """The bodies of a segment's documents as hashed tokens."""

    def __init__(self, directory: Path, segment: TelisikSegment) -> None:
        postings = open_postings(FileStorage(str(directory)), segment).field(_FIELD)
        if postings is None:
            raise ValueError(f"segment {segment.segment_id()} has no field {_FIELD!r}")
        self.starts = np.asarray(postings.forward_starts, np.int64)
        # The gap behind each document is term -1, the last place of the table.
        self._hashes = np.fromiter((*map(crc32, postings.table), 0), np.uint32, postings.terms + 1)
        self._forward = forward_of(postings)

    def between(self, start: int, end: int) -> Hashes:
        """The tokens of the places `start` to `end`, gaps between documents included."""
        return self._hashes.take(self._forward.between(start, end), mode="wrap")

    def shingles(self, own: int) -> Hashes:
        """The shingles of a document by its own number."""
        return shingles(self.between(int(self.starts[own]), int(self.starts[own + 1]) - 1))


class _AllBodies:
    """The bodies of all segments, opened when first needed."""

    def __init__(self, directory: Path, segments: Sequence[TelisikSegment]) -> None:
        self._bases = np.cumsum([0, *(segment.doc_count_all() for segment in segments)]).tolist()
        self._opened = cache(lambda place: _Bodies(directory, segments[place]))
        self.shingles = lru_cache(_BODIES_KEPT)(self._shingles)

    def _shingles(self, document: int) -> Hashes:
        place = bisect_right(self._bases, document) - 1
        return self._opened(place).shingles(document - self._bases[place])


def write_signatures(directory: Path, segment: TelisikSegment) -> None:
    """Compute and write the signatures of a segment whose postings are written."""
    bodies = _Bodies(directory, segment)
    starts = bodies.starts
    _write(directory, segment, signatures(bodies.between(0, int(starts[-1])), starts[:-1], np.diff(starts) - 1))


def merge_signatures(
    directory: Path, merged: TelisikSegment, segments: Sequence[TelisikSegment], kept: Sequence[NDArray[np.int64]]
) -> None:
    """Write the signatures of a merged segment from those of its sources."""
    rows = [read_signatures(directory, segment)[docs] for segment, docs in zip(segments, kept, strict=True)]
    _write(directory, merged, np.concatenate(rows))


def read_signatures(directory: Path, segment: TelisikSegment) -> Signatures:
    """The signatures of a segment, one row per document."""
    rows: Signatures = ArrayFile.open(_path(directory, segment))["signatures"].reshape(-1, PLACES)
    return rows


def _path(directory: Path, segment: TelisikSegment) -> Path:
    return directory / str(segment.make_filename(EXTENSION))


def _write(directory: Path, segment: TelisikSegment, rows: Signatures) -> None:
    writer = ArrayWriter(_path(directory, segment).open("wb"))
    writer.add("signatures", rows.reshape(-1))
    writer.close({"kind": "signatures"})


def write_numbers(directory: Path, segments: Sequence[TelisikSegment], known: Numbers) -> None:
    """Write the stories of all documents.  `known` = those of the first ones, which a base has found; empty = find all."""
    parts = [read_signatures(directory, segment) for segment in segments]
    rows = np.concatenate([np.empty((0, PLACES), np.uint16), *parts])
    live = np.ones(len(rows), np.bool_)
    base = 0
    for segment in segments:
        live[[base + number for number in segment.deleted_docs()]] = False
        base += segment.doc_count_all()
    shingles_of = _AllBodies(directory, segments).shingles
    numbers = extended(known, rows, live, shingles_of) if len(known) else numbered(rows, live, shingles_of)
    writer = ArrayWriter((directory / NUMBERS).open("wb"))
    writer.add("numbers", numbers)
    writer.close({"kind": "stories"})


def read_numbers(directory: Path, documents: int) -> Numbers:
    """The story of each document; `ALONE` for most."""
    numbers: Numbers = ArrayFile.open(directory / NUMBERS)["numbers"]
    if len(numbers) != documents:
        raise ValueError(f"{directory / NUMBERS} has {len(numbers)} documents, the segments have {documents}")
    return numbers


def no_numbers() -> Numbers:
    """Nothing known yet."""
    return np.empty(0, np.int32)
