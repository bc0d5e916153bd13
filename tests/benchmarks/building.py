"""Our index of a subject, built in a process of its own, so that its memory is the build's and nothing else's.

    python -m tests.benchmarks.building LINKS DOCS FILE DIRECTORY JOBS

Prints JSON: rates, seconds by stage, the peak of the process and of its largest worker.  Links are given (`named`); analysis of
both streams, postings, stored articles and near-copies are what takes the time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from search.analysis import Analyzer
from search.engines.base import Changes
from search.engines.whoosh_engine import WhooshEngine

from .article_file import ArticleFile
from .memory import peak_bytes, workers_peak_bytes
from .once import Figures
from .subject import Subject
from .timing import Stage

REFERENCE = datetime(2025, 1, 1, tzinfo=UTC)


def built_apart(subject: Subject, directory: Path, jobs: int) -> Figures:
    """Build in another process; its figures."""
    return apart("building", subject.links, subject.docs, subject.file.path, directory, jobs)


def apart(module: str, *arguments: object) -> Figures:
    """Run a module of this package in a process of its own; the figures that it prints."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def build(subject: Subject, directory: Path, jobs: int) -> Figures:
    """Build here."""
    changes = Changes(subject.file, subject.link, Analyzer(), REFERENCE, jobs=jobs)
    with Stage() as stage:
        report = WhooshEngine().build(directory, changes)
    return stage.rates(subject.docs) | {
        "jobs": jobs,
        "seconds_by_stage": {name: round(seconds, 2) for name, seconds in report.seconds.items()},
        "peak_bytes": peak_bytes(),
        "worker_peak_bytes": workers_peak_bytes(),
    }


def main(arguments: Sequence[str]) -> Figures:
    """Read the command line and build."""
    links, docs, file, directory, jobs = arguments
    return build(Subject(docs, int(docs), ArticleFile(Path(file)), links), Path(directory), int(jobs))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
