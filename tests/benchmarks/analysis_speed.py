"""How many words a second analysis reads: `python tests/benchmarks/analysis_speed.py FILE.jsonl.gz`.

Both streams, `pieces` and `forms` as the build uses them, one core.  Prints words/s over the bodies of the file.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from search.analysis import Analyzer


def bodies(path: Path) -> list[str]:
    """The texts of a JSON Lines file of articles."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [str(json.loads(line)["body"]) for line in lines]


def words_per_second(texts: Sequence[str]) -> float:
    """Analysed positions per second of processor time, from a cold memo, tables loaded."""
    analyzer = Analyzer()
    analyzer.tokens("pemanasan")
    begun = time.process_time()
    positions = sum(sum(map(len, map(analyzer.forms, analyzer.pieces(text)))) for text in texts)
    return positions / (time.process_time() - begun)


if __name__ == "__main__":
    read = bodies(Path(sys.argv[1]))
    sys.stdout.write(f"{max(words_per_second(read) for _ in range(3)):,.0f} words/s, the best of three cold runs\n")
