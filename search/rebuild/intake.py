"""Records into the spool: accepted, rejected, replaced; and the articles that the sources do not hold any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ..engines.base import Reader
from ..errors import ArticlesWouldBeLostError, BuildError, NothingUsableError
from ..model import Article, RejectedRecord
from .spool import Spool
from .watch import Watch

_MOST_REJECTIONS = 100
_NAMED = 3


class Missing(StrEnum):
    """What a rebuild does with published articles that the sources do not hold."""

    REFUSE = "refuse"
    INCLUDE = "include"
    DROP = "drop"


@dataclass(slots=True)
class Intake:
    """Counts while records come in; the first rejections in words."""

    read: int = 0
    rejected: int = 0
    duplicates: int = 0
    carried: int = 0
    rejections: list[str] = field(default_factory=list)

    def take_all(self, records: Iterable[Article | RejectedRecord], spool: Spool, strict: bool, watch: Watch) -> None:
        """Spool every article.  Raises BuildError at the first rejection if `strict`, NothingUsableError if none is usable."""
        for record in records:
            self.read += 1
            if isinstance(record, RejectedRecord):
                self._reject(record, strict, watch)
            else:
                self._replaced(spool.take(record), watch)
                watch.progress("read", len(spool))
        if not len(spool):
            raise NothingUsableError(f"None of {self.read} records can be used, so nothing was published.")

    def carry_over(self, reader: Reader, spool: Spool, policy: Missing) -> None:
        """Ask what becomes of published articles that were not read.  Raises ArticlesWouldBeLostError on `refuse`."""
        if policy is Missing.DROP:
            return
        lost: list[str] = []
        for article, _ in reader.articles():
            if spool.holds(article):
                continue
            self.carried += 1
            if policy is Missing.INCLUDE:
                spool.take(article)
            elif len(lost) < _NAMED:
                lost.append(article.id)
        if policy is Missing.REFUSE and self.carried:
            raise ArticlesWouldBeLostError(
                f"{self.carried:,} published articles are not in the sources ({', '.join(lost)}"
                f"{', ...' if self.carried > _NAMED else ''}). Nothing was published."
                " Keep them with --include-current, or drop them with --drop-missing.",
                self.carried,
            )

    def _reject(self, record: RejectedRecord, strict: bool, watch: Watch) -> None:
        self.rejected += 1
        if len(self.rejections) < _MOST_REJECTIONS:
            self.rejections.append(str(record))
        watch.rejected(record)
        if strict:
            raise BuildError(f"{record}. Stopped at the first rejected record (--strict); nothing was published.")

    def _replaced(self, sentences: Iterable[str], watch: Watch) -> None:
        for sentence in sentences:
            self.duplicates += 1
            watch.duplicate(sentence)
