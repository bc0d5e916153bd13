"""One build under way: its draft, what is known so far, and the steps that every verb takes in the end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..engines.base import BuildReport, Changes, Engine
from ..generations import About, Collection, Draft, Manifest
from ..generations.layout import ENGINE
from ..model import Article
from .check import check_index
from .intake import Intake
from .summary import Summary
from .tables import Tables
from .watch import Stages


@dataclass(slots=True)
class Run:
    """From the lock to the summary.  `base` is what an add, delete, compact or relink goes on from."""

    collection: Collection
    draft: Draft
    engine: Engine
    reference: datetime
    base: Manifest | None = None
    stages: Stages = field(default_factory=Stages)
    intake: Intake = field(default_factory=Intake)
    warnings: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)

    def index(self, changes: Changes) -> BuildReport:
        """Let the engine build."""
        directory = self.draft.path / ENGINE
        directory.mkdir()
        with self.stages.stage("index"):
            return self.engine.build(directory, changes)

    def publish(self, tables: Tables, report: BuildReport, keep: int, expected: Sequence[Article] = ()) -> Summary:
        """Check the index, by `expected` articles of it, and publish it.  Raises BuildError when it is not fit."""
        with self.stages.stage("check"):
            check_index(self.engine, self.draft.path / ENGINE, tables.analyzer, report.documents, expected)
        with self.stages.stage("publish"):
            about = About(
                engine=self.engine.name,
                engine_format=self.engine.format,
                fingerprint=tables.analyzer.fingerprint(),
                documents=report.documents,
                reference=self.reference,
            )
            manifest = self.collection.publish(self.draft, about, self.base.generation if self.base else None, keep)
        return self.summary(manifest, report)

    def summary(self, manifest: Manifest, report: BuildReport) -> Summary:
        """What was done: `manifest` is the published generation's now."""
        inner = {f"index: {name}": seconds for name, seconds in report.seconds.items()}
        return Summary(
            collection=self.collection.name,
            generation=manifest.generation,
            documents=manifest.documents,
            published=manifest.generation == self.draft.name,
            read=self.intake.read,
            rejected=self.intake.rejected,
            duplicates=self.intake.duplicates,
            carried=self.intake.carried,
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            deleted=report.deleted,
            bytes_on_disk=manifest.bytes_on_disk,
            elapsed=time.perf_counter() - self.began,
            seconds={**self.stages.seconds, **inner},
            rejections=tuple(self.intake.rejections),
            warnings=tuple(self.warnings),
        )
