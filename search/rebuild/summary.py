"""What a build did, in one line for people and as a value for machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Summary:
    """`generation` is the published one afterwards; `published` is false when there was nothing to change.

    `read` counts records, usable or not; `carried` those taken over from the generation before; `duplicates` those that a
    later record with the same id or URL replaced.  `elapsed` seconds in all, `seconds` by stage (`index: ...` are
    parts of `index`); `rejections` and `warnings` are sentences.
    """

    collection: str
    generation: str
    documents: int
    published: bool = True
    read: int = 0
    rejected: int = 0
    duplicates: int = 0
    carried: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    bytes_on_disk: int = 0
    elapsed: float = 0.0
    seconds: Mapping[str, float] = field(default_factory=dict)
    rejections: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def line(self) -> str:
        """`berita: published 20261123T021500Z-3fa9 with 162 articles (162 added, 2 rejected) in 0.8 s`."""
        counts = {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "deleted": self.deleted,
            "carried over": self.carried,
            "replaced by later ones": self.duplicates,
            "rejected": self.rejected,
        }
        said = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
        said = f" ({said})" if said else ""
        verb = "published" if self.published else "nothing to change in"
        return f"{self.collection}: {verb} {self.generation} with {self.documents:,} articles{said} in {self.elapsed:.1f} s"
