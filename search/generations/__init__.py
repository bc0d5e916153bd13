"""Generations: immutable builds of a collection on disk, and which of them is published.

What lies inside one (postings, links, suggestions) is written and read by others; here are names, digests, CURRENT,
verification, fallback, prune and rollback.
"""

from .collection import Collection
from .draft import About, Draft
from .manifest import FileRecord, Manifest
from .verification import Verification

__all__ = ["About", "Collection", "Draft", "FileRecord", "Manifest", "Verification"]
