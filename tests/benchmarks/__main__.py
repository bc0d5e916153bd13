"""Measure this engine against its peers: `python -m tests.benchmarks --docs 50000` (`make bench DOCS=50000`).

Writes `bench.json` and prints its tables; what is being done is told on standard error.  Everything is built in the working
folder and used again when it is there, so that a second run measures queries only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .bench import PARTS, Bench, Options
from .tables import everything

ROUNDS = 15


def options_of(arguments: Sequence[str]) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--docs", type=int, default=5_000)
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    parser.add_argument("--work", type=Path, help="where indexes are built and kept (default: a temporary directory)")
    parser.add_argument("--peers", default="tantivy,fts5,whoosh", help="comma-separated; empty = none")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--skip", default="", help=f"comma-separated: {', '.join(PARTS)}")
    given = parser.parse_args(arguments)
    work = given.work or Path(tempfile.mkdtemp(prefix="telisik-bench-"))
    peers, skip = ([each for each in text.split(",") if each] for text in (given.peers, given.skip))
    return Options(given.docs, given.out, work, peers, given.jobs, given.rounds, skip)


def main(arguments: Sequence[str]) -> int:
    """Run, write, print."""
    options = options_of(arguments)
    report = Bench(options).run()
    sys.stdout.write(everything(report.record()) + f"\n\n{options.out} written; indexes in {options.work}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
