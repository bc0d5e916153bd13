"""`telisik evaluate`: relevance over judged sets, as a table for people and as JSON with fixed keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ..corpus import read_articles
from ..evaluation import JudgedSet, SetResult, macro, read_set
from ..evaluation import evaluate as measure
from ..evaluation.ours import indexed, ranked_by
from ..evaluation.peers import peers
from ..evaluation.run import Rank
from ..model import Article, Match
from .options import Common, common, examples
from .output import print_columns, print_json

_KEYS = {
    "name": "name",
    "queries": "queries",
    "ndcg": "ndcg@10",
    "mrr": "mrr@10",
    "recall": "recall@100",
    "zero_hits": "zero_hits",
    "ms_p50": "ms_p50",
    "ms_p95": "ms_p95",
}
_ANY, _AUTO = "telisik", "telisik, match=auto"

Runs = dict[str, list[SetResult]]


@click.command(
    epilog=examples(
        "telisik evaluate sets/berita",
        "telisik evaluate sets/* --json > relevance.json",
        "telisik evaluate sets/berita --compare",
    )
)
@click.argument("sets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--compare", is_flag=True, help="The same for tantivy, SQLite FTS5 and stock Whoosh, as far as installed."
)
@click.option("--most", type=click.IntRange(1), help="Only so many queries of each set.")
@common
def evaluate(told: Common, sets: tuple[Path, ...], compare: bool, most: int | None) -> None:
    """Run the queries of SETS (folders with corpus.jsonl, queries.jsonl, qrels.tsv) through the real index and query path.

    All words are alternatives (match=any) for us and for others; our default mode (auto) is measured too.
    """
    runs: Runs = {}
    for judged in map(read_set, sets):
        _measure(judged, compare, most, runs)
    if told.json:
        print_json(_record(runs))
    else:
        _print(runs)


def _measure(judged: JudgedSet, compare: bool, most: int | None, runs: Runs) -> None:
    with indexed(judged) as service:
        for name, match in ((_ANY, Match.ANY), (_AUTO, Match.AUTO)):
            _run(name, judged, ranked_by(service, match), most, runs)
    if compare:
        articles = [record for record in read_articles([judged.corpus]) if isinstance(record, Article)]
        for name, make in peers().items():
            _run(name, judged, make(articles), most, runs)


def _run(name: str, judged: JudgedSet, rank: Rank, most: int | None, runs: Runs) -> None:
    queries = min(len(judged.queries), most or len(judged.queries))
    with _bar(f"{judged.name}: {name}", queries) as tick:
        runs.setdefault(name, []).append(measure(judged, rank, most, tick))


@contextmanager
def _bar(label: str, length: int) -> Iterator[Any]:
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _summary(results: Sequence[SetResult]) -> dict[str, Any]:
    sets = [{key: getattr(result, name) for name, key in _KEYS.items()} for result in results]
    return {"sets": sets, "macro_ndcg@10": macro(results)}


def _record(runs: Mapping[str, Sequence[SetResult]]) -> dict[str, Any]:
    others = {name: _summary(results) for name, results in runs.items() if name not in (_ANY, _AUTO)}
    record = _summary(runs[_ANY]) | {"auto": _summary(runs[_AUTO])}
    return record | {"peers": others} if others else record


def _print(runs: Mapping[str, Sequence[SetResult]]) -> None:
    rows: list[Sequence[str]] = [("", *_KEYS.values())]
    for name, results in runs.items():
        for result in results:
            figures = (f"{getattr(result, field):.4f}" for field in ("ndcg", "mrr", "recall", "zero_hits"))
            times = (f"{result.ms_p50:.2f}", f"{result.ms_p95:.2f}")
            rows.append((name, result.name, str(result.queries), *figures, *times))
        rows.append((name, "macro", "", f"{macro(results):.4f}", "", "", "", "", ""))
    print_columns(rows)
