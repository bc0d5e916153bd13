"""The product's own build of a JSON Lines file, from reading to publishing, and what comes after it.

    python -m tests.benchmarks.rebuilding DOCS FILE DIRECTORY JOBS

`Builder.rebuild` with everything in it: reading and cleaning, tables mined from the articles, linking, near-copies, publishing.
Then eight articles added one by one, the generation opened by a new service, and a compact.  Prints JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from search import Settings, open_service
from search.corpus import read_articles
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder

from .corpus import Corpus
from .memory import peak_bytes, workers_peak_bytes
from .once import Figures
from .timing import Stage, percentile

NAME = "ukur"
ADDED = 8
_OPENED = 5


def rebuild(docs: int, file: Path, root: Path, jobs: int) -> Figures:
    """All of it; the first article added reads what the next ones find in memory."""
    builder = Builder(Collection(root, NAME), engine_named("whoosh"), jobs=jobs)
    with Stage() as stage:
        summary = builder.rebuild(read_articles([file]), size=file.stat().st_size)
    figures: dict[str, Any] = stage.rates(docs) | {
        "jobs": jobs,
        "documents": summary.documents,
        "seconds_by_stage": {name: round(seconds, 2) for name, seconds in summary.seconds.items()},
        "peak_bytes": peak_bytes(),
        "worker_peak_bytes": workers_peak_bytes(),
    }
    corpus = Corpus(docs + ADDED)
    adds = [_added(builder, corpus, number) for number in range(docs, docs + ADDED)]
    figures["add_ms"] = [round(each * 1e3, 1) for each in adds]
    figures["open_ms"] = round(percentile([_opened(root) for _ in range(_OPENED)], 0.5) * 1e3, 2)
    since = perf_counter()
    builder.compact()
    return figures | {"compact_seconds": round(perf_counter() - since, 2)}


def _added(builder: Builder, corpus: Corpus, number: int) -> float:
    """Seconds from the call to the published generation, fsyncs included."""
    article = corpus.made(number).article
    since = perf_counter()
    builder.add([article])
    return perf_counter() - since


def _opened(root: Path) -> float:
    """Seconds until a service that knows nothing yet has the published generation."""
    service = open_service(Settings(indexes=root, collection=NAME))
    since = perf_counter()
    service.generation()
    return perf_counter() - since


def main(arguments: Sequence[str]) -> Figures:
    """Read the command line and build."""
    docs, file, directory, jobs = arguments
    return rebuild(int(docs), Path(file), Path(directory), int(jobs))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
