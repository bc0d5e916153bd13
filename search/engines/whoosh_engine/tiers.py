"""Which segments are merged when, and merging the arrays that stand beside Whoosh's.

Small segments at the end are merged once together they fill a tier (4, 16, 64, ... documents), so that there are few segments
and each document is merged a few times at most.  Only neighbours are merged: documents keep their order.
Not here: merging postings and stored fields (`merge`).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .codec import TelisikSegment
from .dates import Dates
from .fields import schema
from .links import LinkTable
from .merge import Source, merge_segments
from .store import open_segment, write_links, write_rows
from .story_files import merge_signatures
from .toc import new_segment, segment_files

FACTOR = 4
LARGEST = 20_000
"""A merge inside an add makes no larger segment: a compact does."""


def compacted(directory: Path, segments: Sequence[TelisikSegment]) -> list[TelisikSegment]:
    """One segment without deleted documents."""
    if len(segments) < 2 and not any(segment.deleted_count() for segment in segments):
        return list(segments)
    if not any(segment.doc_count() for segment in segments):
        _remove(directory, segments)
        return []
    return [_merged(directory, segments, segments, [])]


def settled(directory: Path, segments: Sequence[TelisikSegment]) -> list[TelisikSegment]:
    """The segments after the merges that their tiers ask for.  Deleted documents stay, and stay deleted: statistics count
    them until a compact."""
    settled = list(segments)
    tier = FACTOR
    while tier <= LARGEST:
        first = _first_below(settled, tier)
        if len(settled) - first > 1 and sum(s.doc_count_all() for s in settled[first:]) >= tier:
            settled[first:] = [_merged(directory, settled[first:], segments, _deleted(settled[first:]))]
        tier *= FACTOR
    return settled


def _first_below(segments: Sequence[TelisikSegment], tier: int) -> int:
    """Where the segments begin that are all smaller than a tier."""
    first = len(segments)
    while first and segments[first - 1].doc_count_all() < tier:
        first -= 1
    return first


def _deleted(segments: Sequence[TelisikSegment]) -> list[int]:
    """Deleted documents, numbered over all these segments."""
    base = 0
    found: list[int] = []
    for segment in segments:
        found.extend(base + number for number in segment.deleted_docs())
        base += segment.doc_count_all()
    return found


def _merged(
    directory: Path, segments: Sequence[TelisikSegment], others: Sequence[TelisikSegment], deleted: Sequence[int]
) -> TelisikSegment:
    """One segment of several, whose files go.  With `deleted` numbers all documents are kept, and these marked again."""
    sources = [Source(directory, _undeleted(segment) if deleted else segment) for segment in segments]
    merged = merge_segments(directory, schema(), new_segment(directory, [*others, *segments]), sources)
    kept = [np.flatnonzero(source.kept) for source in sources]
    _merge_rows(directory, merged, segments, kept)
    merge_signatures(directory, merged, segments, kept)
    for number in deleted:
        merged.delete_document(number)
    _remove(directory, segments)
    return merged


def _undeleted(segment: TelisikSegment) -> TelisikSegment:
    whole = copy(segment)
    whole._deleted = set()
    return whole


def _merge_rows(
    directory: Path, merged: TelisikSegment, segments: Sequence[TelisikSegment], kept: Sequence[NDArray[np.int64]]
) -> None:
    opened = [open_segment(directory, segment) for segment in segments]
    pairs = list(zip(opened, kept, strict=True))
    write_rows(directory, merged, Dates.joined([segment.dates.take(docs) for segment, docs in pairs]))
    write_links(directory, merged, LinkTable.joined([segment.links.take(docs) for segment, docs in pairs]))


def _remove(directory: Path, segments: Sequence[TelisikSegment]) -> None:
    for segment in segments:
        for path in segment_files(directory, segment):
            path.unlink()
