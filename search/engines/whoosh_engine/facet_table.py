"""Outlets, leaders and dates of many hits counted at once, from rows of codes.

Not here: which documents are counted (`facets`), one facet alone (`tags`, `calendars`).
"""

from __future__ import annotations

from search.model import LeaderRole

from .calendars import Buckets
from .code_rows import Column
from .counts import Counted
from .matches import Docs
from .tags import Tags


class FacetTable:
    """All documents, with leaders in one role and dates in one kind of buckets (None = dates are not counted)."""

    def __init__(self, tags: Tags, role: LeaderRole, buckets: Buckets | None) -> None:
        dates = [Column(buckets.codes, buckets.kinds)] if buckets else []
        self._tags = tags
        self._buckets = buckets
        self._rows = tags.rows(role, [tags.outlet_column, *dates])

    def count(self, docs: Docs) -> Counted:
        """The facets of these documents."""
        rows = self._rows
        counts = rows.counts(docs)
        outlets, dates = [*rows.begins, rows.end][:2]
        return Counted(
            self._tags.named_outlets(counts[outlets:dates]),
            self._tags.named_leaders(counts, rows.nobody),
            self._buckets.counted(counts[dates:]) if self._buckets else None,
        )
