"""Writes every figure of docs/benchmarks.md: `python -m tests.benchmarks.write_docs b10.json b50.json b500.json`.

The page has regions, `<!-- queries 50000 -->` to `<!-- end -->`: the name of a table and, where a table shows one measurement, the
number of articles.  What is between is replaced; a region whose measurement was not given stays as it is and is named.
The picture is drawn of the measurement with 50,000 articles.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from . import tables
from .growth import growth, small_and_large
from .plot import picture
from .tables import Record, Records

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
PLOTTED = 50_000
_REGION = re.compile(r"(?P<begin><!-- (?P<name>[a-z ]+?)(?: (?P<docs>\d+))? -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def _growth(records: Records) -> str:
    pair = small_and_large(records)
    return growth(*pair) if pair else ""


OF_ONE: Mapping[str, Callable[[Record], str]] = {"queries": tables.queries, "real articles": tables.real_articles}
OF_ALL: Mapping[str, Callable[[Records], str]] = {
    "machines": tables.machines,
    "pages": tables.pages,
    "stages": tables.stages,
    "snippets": tables.snippets,
    "builds": tables.builds,
    "build stages": tables.build_stages,
    "rebuilds": tables.rebuilds,
    "rebuild stages": tables.rebuild_stages,
    "memory": tables.memory,
    "bars": tables.standing,
    "growth": _growth,
}


class UnknownRegionError(ValueError):
    """The page asks for a table that there is not."""


def written(page: str, records: Records) -> str:
    """The page with its regions filled; measurements smallest first."""
    ordered = sorted(records, key=lambda record: int(record["docs"]))
    by_size = {int(record["docs"]): record for record in ordered}

    def filled(region: re.Match[str]) -> str:
        table = _table(region["name"], int(region["docs"] or 0), ordered, by_size)
        return f"{region['begin']}{table}\n{region['end']}" if table else region[0]

    return _REGION.sub(filled, page)


def _table(name: str, docs: int, ordered: Records, by_size: Mapping[int, Record]) -> str:
    if name in OF_ONE:
        return OF_ONE[name](by_size[docs]) if docs in by_size else ""
    if name in OF_ALL:
        return OF_ALL[name](ordered)
    raise UnknownRegionError(f"docs/benchmarks.md: no table is called `{name}`")


def left(page: str, records: Records) -> list[str]:
    """The regions whose measurement was not given."""
    given = {str(record["docs"]) for record in records}
    return [f"{r['name']} {r['docs']}" for r in _REGION.finditer(page) if r["docs"] and r["docs"] not in given]


def main(files: Sequence[str]) -> int:
    """Read the measurements, write the page and the picture."""
    records = [json.loads(Path(file).read_text("utf-8")) for file in files]
    page = PAGE.read_text("utf-8")
    PAGE.write_text(written(page, records), "utf-8")
    for record in records:
        if record["docs"] == PLOTTED:
            PAGE.with_suffix(".svg").write_text(picture(record), "utf-8")
    for name in left(page, records):
        sys.stderr.write(f"left as it is: {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
