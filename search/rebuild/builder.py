"""The verbs that publish a generation.  Each builds beside the published one, checks what it built, publishes and prunes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from ..engines.base import Changes, Engine
from ..engines.registry import engine_named
from ..errors import BuildError, CorruptGenerationError, IndexUnavailableError
from ..generations import Collection, Manifest
from ..generations.layout import ENGINE
from ..model import Article, RejectedRecord
from .check import SAMPLE
from .intake import Missing
from .published import find_doomed, published_reader
from .run import Run
from .spool import Spool, outlet_and_host
from .summary import Summary
from .tables import Tables, extend, freeze, inherit, renew
from .watch import Watch

_LEAST_FREE = 32 << 20

Records = Iterable[Article | RejectedRecord]


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds one collection.  `leaders` is the operator's file, `keep` how many generations stay after a publication.

    `engine` is for a rebuild; the other verbs go on with the published generation's.  Every verb raises BuildError when it
    could not publish: what was published before still is.  BuildLockedError while another process builds.
    """

    collection: Collection
    engine: Engine
    leaders: Path | None = None
    keep: int = 3
    jobs: int = 1
    watch: Watch = field(default_factory=Watch)

    def rebuild(
        self, records: Records, missing: Missing = Missing.REFUSE, strict: bool = False, size: int = 0
    ) -> Summary:
        """Everything anew from the sources, which take `size` bytes (for the check of free space).

        Raises ArticlesWouldBeLostError by `missing`, NothingUsableError, and BuildError at the first rejection if `strict`.
        """
        with self.collection.draft() as draft:
            run = Run(self.collection, draft, self.engine, _now())
            standing = None if missing is Missing.DROP else self._standing(run)
            self.collection.require_space(_LEAST_FREE + 3 * max(size, standing.bytes_on_disk if standing else 0))
            with Spool(draft.path / "spool") as spool:
                with run.stages.stage("read"):
                    run.intake.take_all(records, spool, strict, self.watch)
                    if standing:
                        with published_reader(self.collection, standing) as reader:
                            run.intake.carry_over(reader, spool, missing)
                with run.stages.stage("tables"):
                    tables = freeze(draft.path, self.leaders, spool)
                changes = self._changes(run, tables, spool.articles())
                report = run.index(changes)
                expected = list(islice(spool.articles(), SAMPLE))
            return run.publish(tables, report, self.keep, expected)

    def add(self, records: Records, strict: bool = False) -> Summary:
        """Add the articles, replacing those whose id is known.  Where nothing is published yet, a rebuild."""
        if not self.collection.candidates():
            return self.rebuild(records, strict=strict)
        with self._going_on() as (run, base):
            with Spool(run.draft.path / "spool") as spool:
                with run.stages.stage("read"):
                    run.intake.take_all(records, spool, strict, self.watch)
                with run.stages.stage("tables"):
                    tables = extend(run.draft.path, self.collection.path(base.generation), spool)
                changes = self._changes(run, tables, spool.articles())
                report = run.index(changes)
                expected = list(islice(spool.articles(), SAMPLE))
            if not report.added and not report.updated:
                return run.summary(base, report)
            return run.publish(tables, report, self.keep, expected)

    def delete(self, ids: Sequence[str] = (), urls: Sequence[str] = (), outlets: Sequence[str] = ()) -> Summary:
        """Delete articles by id, by URL, or all of an outlet (canonical id).  Unknown ones are named in `warnings`."""
        with self._going_on() as (run, base):
            with run.stages.stage("find"), published_reader(self.collection, base) as reader:
                doomed, unknown = find_doomed(reader, ids, urls, outlets)
            run.warnings.extend(f"{name}: no such article" for name in unknown)
            tables = inherit(run.draft.path, self.collection.path(base.generation))
            changes = replace(self._changes(run, tables, ()), delete=doomed)
            report = run.index(changes)
            return run.publish(tables, report, self.keep) if report.deleted else run.summary(base, report)

    def compact(self) -> Summary:
        """Merge all segments into one and let go of deleted articles."""
        with self._going_on() as (run, base):
            tables = inherit(run.draft.path, self.collection.path(base.generation))
            changes = replace(self._changes(run, tables, ()), compact=True)
            return run.publish(tables, run.index(changes), self.keep)

    def relink(self) -> Summary:
        """Link every article anew, by the leaders and outlets of today; nothing else changes."""
        with self._going_on() as (run, base):
            with run.stages.stage("tables"), published_reader(self.collection, base) as reader:
                seen = {outlet_and_host(article) for article, _ in reader.articles()}
                tables = renew(run.draft.path, self.collection.path(base.generation), self.leaders, seen)
            changes = replace(self._changes(run, tables, ()), relink=True)
            return run.publish(tables, run.index(changes), self.keep)

    @contextmanager
    def _going_on(self) -> Iterator[tuple[Run, Manifest]]:
        """A run that goes on from the published generation."""
        with self.collection.draft() as draft:
            self.collection.require_space(_LEAST_FREE)
            base = self._base(draft.previous)
            yield Run(self.collection, draft, engine_named(base.engine), _now(), base), base

    def _base(self, current: str | None) -> Manifest:
        if current is None:
            raise BuildError(f"Nothing is published in {self.collection.root}. Run `telisik rebuild`.")
        try:
            return self.collection.verified(current)
        except CorruptGenerationError as error:
            raise BuildError(f"{error} Run `telisik rebuild`, or `telisik rollback` to an older generation.") from error

    def _standing(self, run: Run) -> Manifest | None:
        """The generation whose articles must not get lost: the published one, or the one that stands in for it."""
        if not self.collection.candidates():
            return None
        try:
            standing = self.collection.usable()
        except IndexUnavailableError as error:
            raise BuildError(
                f"What is published cannot be read, so nobody can tell whether the sources hold all of it: {error}"
                " To publish the sources alone, say --drop-missing."
            ) from error
        if standing.generation != self.collection.current():
            run.warnings.append(
                f"The published generation is damaged; the sources were compared with {standing.generation}."
            )
        return standing

    def _changes(self, run: Run, tables: Tables, articles: Iterable[Article]) -> Changes:
        return Changes(
            articles=articles,
            link=tables.link,
            analyzer=tables.analyzer,
            reference=run.reference,
            base=self.collection.path(run.base.generation) / ENGINE if run.base else None,
            jobs=self.jobs,
            progress=lambda done: self.watch.progress("index", done),
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
