"""The bars that the project set itself, and whether a measurement meets them.

A rule reads one `bench.json`; it says nothing where that holds no figure for it.  Bars that tests hold (parity, Whoosh's own
tests) are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .growth import CLASSES, hits_grown, small_and_large, time_grown
from .markdown import count, first_and_rest, megabytes, milliseconds, ratio

Record = Mapping[str, Any]
_TOLERANCE = 1.25
"""How much more than its matches a class may grow before it counts: what two runs of the same thing may differ by."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`met` is None where nothing was measured."""

    what: str
    measured: str
    met: bool | None


Rule = Callable[[Record], Bar]


def bars(records: Sequence[Record]) -> list[Bar]:
    """Every bar for the sizes that it is set for; bars of no size for all that were measured."""
    found = [
        _sized(rule, record) for rule, sizes in RULES for record in records if not sizes or record["docs"] in sizes
    ]
    pair = small_and_large(records)
    return [*found, _grows(*pair)] if pair else found


def _sized(rule: Rule, record: Record) -> Bar:
    bar = rule(record)
    return Bar(f"{bar.what}, {count(record['docs'])} articles", bar.measured, bar.met)


# --- queries ---


def _same(record: Record) -> Bar:
    what = "all engines find the same number in every class"
    found = {
        "": record["classes"],
        "page, ": record["page"].get("rows", {}),
        "real, ": record.get("indosum", {}).get("classes", {}),
    }
    other = [
        f"{where}{name}: {', '.join(row['finds_others'])}"
        for where, rows in found.items()
        for name, row in rows.items()
        if "finds_others" in row
    ]
    compared = any("finds_same" in row for rows in found.values() for row in rows.values())
    return Bar(what, "; ".join(other) or "all", not other) if other or compared else _open(what)


def _faceted(record: Record) -> Bar:
    return _all("faceted classes at most half of tantivy's time", _classes(record, True), "ours_ms", 0.5, 0.0)


def _warm(record: Record) -> Bar:
    what = "unfaceted classes, warm: at most tantivy's time, or 0.10 ms"
    return _all(what, _classes(record, False), "ours_ms", 1.0, 0.10)


def _cold(record: Record) -> Bar:
    what = "unfaceted classes, cold: at most twice tantivy's time, or 0.20 ms"
    return _all(what, _classes(record, False), "cold_ms", 2.0, 0.20)


def _classes(record: Record, faceted: bool) -> dict[str, Record]:
    rows = record["classes"].items()
    return {name: row for name, row in rows if name.endswith(" 3f") == faceted and "tantivy_ms" in row}


def _all(what: str, rows: Mapping[str, Record], key: str, most: float, enough: float) -> Bar:
    """Every class at most `most` times tantivy's time, or `enough` milliseconds."""
    if not rows:
        return _open(what)
    above = [name for name, row in rows.items() if row[key] > max(most * row["tantivy_ms"], enough)]
    told = (
        f"{name} {milliseconds(rows[name][key])} ms = {ratio(rows[name][key] / rows[name]['tantivy_ms'])}"
        for name in above
    )
    return Bar(what, "; ".join([f"{len(rows) - len(above)} of {len(rows)}", *told]), not above)


def _page(record: Record) -> Bar:
    what, page = "whole page at most 0.6 of tantivy's", record["page"]
    if "ratio_tantivy" not in page:
        return _open(what)
    measured = f"{ratio(page['ratio_tantivy'])} (of its easier page {ratio(page.get('ratio_tantivy_stems'))})"
    return Bar(what, measured, page["ratio_tantivy"] <= 0.6)


def _page_of_whoosh(record: Record) -> Bar:
    return _most("whole page at most 1/100 of stock Whoosh's", record["page"].get("ratio_whoosh"), 0.01, ratio)


def _snippets(record: Record) -> Bar:
    what, measured = "ten fragments of 300 words in at most 0.5 ms", record.get("snippets")
    if not measured:
        return _open(what)
    told = f"p50 {milliseconds(measured['cpu_p50'])}, p95 {milliseconds(measured['cpu_p95'])} ms"
    return Bar(what, told, measured["cpu_p50"] <= 0.5)


# --- builds ---


def _index_rate(record: Record) -> Bar:
    what, build = "index from JSON Lines at least 2,500 docs/s and half of tantivy's rate", record["build"]
    if "docs_per_second" not in build.get("ours", {}) or "docs_per_second" not in build.get("tantivy", {}):
        return _open(what)
    ours, tantivy = build["ours"]["docs_per_second"], build["tantivy"]["docs_per_second"]
    measured = f"{count(ours)} docs/s, tantivy {count(tantivy)}"
    return Bar(what, measured, ours >= 2500 and ours >= 0.5 * tantivy)


def _rebuild_rate(record: Record) -> Bar:
    what, rate = "full rebuild at least 1,000 docs/s", record.get("rebuild", {}).get("docs_per_second")
    return Bar(what, f"{count(rate)} docs/s", rate >= 1000) if rate else _open(what)


def _peak(record: Record) -> Bar:
    made = (record["build"].get("ours", {}), record.get("rebuild", {}))
    peaks = [each[key] for each in made for key in ("peak_bytes", "worker_peak_bytes") if "worker_peak_bytes" in each]
    return _most("a build's process at most 1.5 GB", max(peaks, default=None), 1.5e9, megabytes)


def _serving(record: Record) -> Bar:
    most = 1e9 if record["docs"] > 50_000 else 160e6
    return _most(f"a worker, warm, at most {megabytes(most)}", record["memory"].get("warm_bytes"), most, megabytes)


def _disk(record: Record) -> Bar:
    return _most("index on disk at most 1.5 of tantivy's", record["disk"].get("ratio_tantivy"), 1.5, ratio)


def _add(record: Record) -> Bar:
    what = "one article added and published under 150 ms, in a process that has opened its tables"
    adds = record.get("rebuild", {}).get("add_ms", ())
    return Bar(what, f"{first_and_rest(adds)} ms", max(adds[1:]) < 150) if len(adds) > 1 else _open(what)


def _compact(record: Record) -> Bar:
    return _most("compact under 15 s", record.get("rebuild", {}).get("compact_seconds"), 15, lambda s: f"{s:.1f} s")


def _opens(record: Record) -> Bar:
    what = "a verified generation opens under 20 ms"
    return _most(what, record.get("rebuild", {}).get("open_ms"), 20, lambda ms: f"{ms:.1f} ms")


# --- growth ---


def _grows(small: Record, large: Record) -> Bar:
    """Few and filtered matches: time grows no more than the matches do."""
    told = list(_outgrown(small, large))
    sizes = " to ".join(count(record["docs"]) for record in (small, large))
    return Bar(f"cost grows as the matches, {sizes} articles", "; ".join(told) or "all", not told)


def _outgrown(small: Record, large: Record) -> Iterator[str]:
    shared = [name for name in CLASSES if name in small["classes"] and name in large["classes"]]
    for name in shared:
        a, b = small["classes"][name], large["classes"][name]
        for key in ("ours_ms", "cold_ms"):
            if time_grown(a, b, key) > _TOLERANCE * max(1.0, hits_grown(a, b)):
                said = "warm" if key == "ours_ms" else "cold"
                yield f"{name}, {said}: hits x {ratio(hits_grown(a, b))}, time x {ratio(time_grown(a, b, key))}"


# --- one figure ---


def _open(what: str) -> Bar:
    return Bar(what, "not measured", None)


def _most(what: str, value: float | None, most: float, said: Callable[[float], str]) -> Bar:
    return _open(what) if value is None else Bar(what, said(value), value <= most)


_AT_50: Iterable[int] = (50_000,)
_AT_BOTH: Iterable[int] = (50_000, 500_000)
RULES: tuple[tuple[Rule, Iterable[int]], ...] = (
    (_same, ()),
    (_faceted, _AT_BOTH),
    (_warm, _AT_50),
    (_cold, _AT_50),
    (_page, _AT_BOTH),
    (_page_of_whoosh, _AT_50),
    (_snippets, _AT_BOTH),
    (_index_rate, _AT_BOTH),
    (_rebuild_rate, _AT_BOTH),
    (_peak, (500_000,)),
    (_serving, _AT_BOTH),
    (_disk, _AT_BOTH),
    (_add, _AT_50),
    (_compact, _AT_50),
    (_opens, _AT_50),
)
"""What is asked, and for which sizes (none = for all)."""
