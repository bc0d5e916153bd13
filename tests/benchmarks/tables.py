"""The tables of a measurement, of one `bench.json` or of several beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .bars import bars
from .markdown import count, first_and_rest, megabytes, milliseconds, ratio, table

Record = Mapping[str, Any]
Records = Sequence[Record]

NAMES = {
    "ours": "warm",
    "cold": "cold",
    "default": "default ranking",
    "tantivy": "tantivy",
    "tantivy_stems": "tantivy, stems only",
    "fts5": "FTS5",
    "whoosh": "Whoosh",
}
UNITS = {"python": "Python", "numpy": "NumPy", "whoosh-index": "Whoosh", "fts5": "SQLite", "whoosh": "stock Whoosh"}


def queries(record: Record) -> str:
    """Milliseconds by class and engine."""
    return _classes(record["classes"])


def real_articles(record: Record) -> str:
    """The same of real articles."""
    return _classes(record.get("indosum", {}).get("classes", {}))


def _classes(classes: Mapping[str, Record]) -> str:
    engines = [e for e in ("ours", "cold", "default", "tantivy", "fts5", "whoosh") if _any(classes, f"{e}_ms")]
    by_tantivy = [e for e in ("ours", "cold") if "tantivy" in engines]
    head = ["class", "hits", *(NAMES[e] for e in engines), *(f"{NAMES[e]} / tantivy" for e in by_tantivy)]
    rows = [
        [
            name,
            count(row.get("hits")),
            *(milliseconds(row.get(f"{engine}_ms")) for engine in engines),
            *(ratio(row[f"{engine}_ms"] / row["tantivy_ms"]) for engine in by_tantivy),
        ]
        for name, row in classes.items()
    ]
    return table(head, rows)


def _any(rows: Mapping[str, Record], key: str) -> bool:
    return any(key in row for row in rows.values())


def pages(records: Records) -> str:
    """A whole page, by what is asked for and the size of the archive."""
    engines = ("ours", "tantivy", "tantivy_stems", "whoosh")
    names = {"ours": "Telisik", "tantivy": "tantivy, same streams", "tantivy_stems": "tantivy, stems only"}
    head = ["articles", "words of", "hits", *(names.get(e, NAMES[e]) for e in engines), "/ same", "/ stems", "/ Whoosh"]
    rows = [
        [
            count(record["docs"]),
            name,
            count(row.get("hits")),
            *(milliseconds(row.get(f"{engine}_ms")) for engine in engines),
            *(ratio(row.get(f"ratio_{engine}")) for engine in engines[1:]),
        ]
        for record in records
        for name, row in record["page"].get("rows", {}).items()
    ]
    return table(head, rows)


def stages(records: Records) -> str:
    """Where the time of our page goes."""
    found = [record["page"].get("stages", {}) for record in records]
    names = list(dict.fromkeys(name for each in found for name in each))
    head = ["stage", *(f"{count(record['docs'])} articles" for record in records)]
    return table(head, [[n, *(milliseconds(each.get(n, {}).get("ours_ms")) for each in found)] for n in names])


def snippets(records: Records) -> str:
    """Ten fragments of a query."""
    rows = [
        [
            count(record["docs"]),
            count(record["snippets"]["queries"]),
            milliseconds(record["snippets"]["cpu_p50"]),
            milliseconds(record["snippets"]["cpu_p95"]),
        ]
        for record in records
        if record.get("snippets")
    ]
    return table(["articles", "queries", "p50", "p95"], rows)


def builds(records: Records) -> str:
    """Rates, peaks and bytes of the indexes."""
    rows = [
        [
            count(record["docs"]),
            NAMES[name] if name != "ours" else f"Telisik, {made.get('jobs', 1)} processes",
            count(made.get("docs_per_second")),
            count(made.get("docs_per_cpu_second")),
            megabytes(made.get("peak_bytes")),
            megabytes(made.get("worker_peak_bytes")),
            megabytes(record["disk"].get(f"{name}_bytes")),
        ]
        for record in records
        for name, made in record["build"].items()
    ]
    head = ["articles", "engine", "docs/s", "docs/s of processor time", "peak", "peak of a worker", "on disk"]
    return table(head, rows)


def build_stages(records: Records) -> str:
    """Seconds of our index build, which its processes share."""
    return _seconds(records, [record["build"].get("ours", {}) for record in records])


def rebuilds(records: Records) -> str:
    """The whole rebuild from JSON Lines, and what comes after it."""
    made = [record.get("rebuild", {}) for record in records]
    figures = {
        "docs/s": [count(each.get("docs_per_second")) for each in made],
        "peak of the process": [megabytes(each.get("peak_bytes")) for each in made],
        "peak of a worker": [megabytes(each.get("worker_peak_bytes")) for each in made],
        "add one article and publish, ms": [first_and_rest(each.get("add_ms", ())) for each in made],
        "open a verified generation, ms": [milliseconds(each.get("open_ms")) for each in made],
        "compact, s": [milliseconds(each.get("compact_seconds")) for each in made],
    }
    return table(
        ["", *(f"{count(r['docs'])} articles" for r in records)], [[n, *cells] for n, cells in figures.items()]
    )


def rebuild_stages(records: Records) -> str:
    """Seconds of the rebuild by stage; `index: ...` are parts of `index`, added over its processes."""
    return _seconds(records, [record.get("rebuild", {}) for record in records])


def _seconds(records: Records, made: Sequence[Record]) -> str:
    found = [each.get("seconds_by_stage", {}) for each in made]
    names = list(dict.fromkeys(name for each in found for name in each))
    head = ["stage", *(f"{count(record['docs'])} articles, s" for record in records)]
    return table(head, [[n, *(f"{each[n]:,.1f}" if n in each else "" for each in found)] for n in names])


def memory(records: Records) -> str:
    """A worker's resident bytes, mapped pages included."""
    rows = [
        [
            count(record["docs"]),
            *(megabytes(record["memory"].get(f"{when}_bytes")) for when in ("before", "opened", "warm")),
            milliseconds(record["memory"].get("open_ms")),
        ]
        for record in records
        if record["memory"]
    ]
    return table(["articles", "before opening", "opened", "warm", "open, ms"], rows)


def machines(records: Records) -> str:
    """When and on what each size was measured."""
    rows = [
        [
            count(record["docs"]),
            record.get("measured", ""),
            f"{record['machine']['processor']}, {record['machine']['cores']} cores",
            f"{record['machine']['load_average'][0]:.1f}",
            str(record.get("rounds", "")),
            ", ".join(f"{UNITS.get(name, name)} {number}" for name, number in record["versions"].items()),
        ]
        for record in records
    ]
    return table(["articles", "day", "machine", "load at the end", "rounds", "versions"], rows)


def standing(records: Records) -> str:
    """The bars and what was measured."""
    return table(
        ["bar", "measured", "met"],
        [[bar.what, bar.measured, {True: "yes", False: "no", None: "open"}[bar.met]] for bar in bars(records)],
    )


def everything(record: Record) -> str:
    """What a run prints."""
    made = (pages, stages, snippets, builds, build_stages, rebuilds, rebuild_stages, memory, standing)
    titled = [(queries.__name__, queries(record)), ("real articles", real_articles(record))]
    titled += [(make.__name__.replace("_", " "), make([record])) for make in made]
    return "\n\n".join(f"{title}\n\n{text}" for title, text in titled)
