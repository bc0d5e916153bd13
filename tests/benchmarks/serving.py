"""The memory of a worker that serves: a process of its own that opens an index and answers every query twice.

    python -m tests.benchmarks.serving DIRECTORY ARTICLES < queries.json

Prints JSON: resident bytes before opening, after opening and warm (mapped pages included), and milliseconds to open.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from search.analysis import Analyzer
from search.engines.whoosh_engine import WhooshEngine
from search.settings import Settings

from .memory import resident_bytes
from .ours import default_plan, plan_of
from .queries import BenchQuery


def memory_of_a_worker(directory: Path, docs: int, queries: Sequence[BenchQuery]) -> dict[str, Any]:
    """Run the process and read what it prints."""
    command = [sys.executable, "-m", "tests.benchmarks.serving", str(directory), str(docs)]
    given = json.dumps([asdict(query) for query in queries])
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    record: dict[str, Any] = json.loads(done.stdout)
    return record


def main(directory: Path, docs: int, queries: Sequence[BenchQuery]) -> dict[str, float]:
    """Open and answer."""
    analyzer = Analyzer()
    before, since = resident_bytes(), perf_counter()
    reader = WhooshEngine().open(directory, analyzer, Settings().cache_for(docs))
    open_ms = (perf_counter() - since) * 1e3
    opened = resident_bytes()
    for _ in range(2):
        for query in queries:
            hits = reader.search(plan_of(query)).hits
            reader.search(default_plan(query))
            reader.fetch([hit.id for hit in hits])
    return {
        "before_bytes": before,
        "opened_bytes": opened,
        "warm_bytes": resident_bytes(),
        "open_ms": round(open_ms, 2),
    }


def _query(record: dict[str, Any]) -> BenchQuery:
    fields = tuple((str(name), float(weight)) for name, weight in record["fields"])
    return BenchQuery(record["kind"], tuple(record["words"]), fields, record["outlet"], record["faceted"])


if __name__ == "__main__":
    sys.stdout.write(
        json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), [_query(record) for record in json.load(sys.stdin)]))
    )
