"""`telisik evaluate`: relevance over judged sets, as a table for people and as JSON with fixed keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ..corpus import read_articles
from ..evaluation import PEERS, JudgedSet, Rank, SetResult, indexed, macro, ranked_by, read_set, require
from ..evaluation import evaluate as measure
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

Runs = dict[str, list[SetResult]]
"""Name of a match mode or a peer -> its result on each set."""


@click.command(
    epilog=examples(
        "telisik evaluate sets/berita",
        "telisik evaluate sets/* --json > relevance.json",
        "telisik evaluate sets/* --compare",
        "telisik evaluate sets/* --peer tantivy --peer fts5 --queries 500",
        "telisik evaluate tests/relevance --corpus seeds/",
    )
)
@click.argument("sets", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--match",
    type=click.Choice([mode.value for mode in Match]),
    default=Match.ANY.value,
    show_default=True,
    help="How many of the words must be there.",
)
@click.option("--compare", is_flag=True, help=f"The same for {', '.join(PEERS)} (extra `bench`).")
@click.option("--peer", "peers", multiple=True, type=click.Choice(list(PEERS)), help="Compare with these only.")
@click.option("--queries", type=click.IntRange(1), metavar="N", help="Only the first N queries of each set.")
@click.option(
    "--corpus",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Articles for sets without corpus.jsonl: files or folders of any format.  May be repeated.",
)
@common
def evaluate(
    told: Common, sets: tuple[Path, ...], match: str, compare: bool, peers: tuple[str, ...], **limits: Any
) -> None:
    """Run the judged queries of each DIR through a fresh index and the real query path, and measure the ranking.

    A DIR has queries.jsonl, qrels.tsv and corpus.jsonl or corpus.jsonl.gz, as BEIR lays them out.  The default mode of
    searching (auto) is measured beside --match.  Peers take the words of a query as alternatives, as --match any does.
    """
    compared = peers or tuple(PEERS if compare else ())
    require(compared)
    runs: Runs = {}
    for judged in [read_set(directory, limits["corpus"]) for directory in sets]:
        _measure(judged, dict.fromkeys((Match(match), Match.AUTO)), compared, limits["queries"], runs)
    print_json(_record(runs, Match(match))) if told.json else _print(runs)


def _measure(
    judged: JudgedSet, modes: Mapping[Match, None], compared: Sequence[str], most: int | None, runs: Runs
) -> None:
    with indexed(judged) as service:
        for mode in modes:
            _run(mode, judged, ranked_by(service, mode), most, runs)
    articles = [record for record in read_articles(judged.corpus) if isinstance(record, Article)] if compared else []
    for name in compared:
        with PEERS[name](articles) as rank:
            _run(name, judged, rank, most, runs)


def _run(name: str, judged: JudgedSet, rank: Rank, most: int | None, runs: Runs) -> None:
    with _bar(f"{judged.name}, {name}", min(len(judged.queries), most or len(judged.queries))) as tick:
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


def _record(runs: Runs, match: Match) -> dict[str, Any]:
    record = _summary(runs[match]) | {"auto": _summary(runs[Match.AUTO])}
    others = {name: _summary(runs[name]) for name in runs if name in PEERS}
    return record | {"peers": others} if others else record


def _print(runs: Runs) -> None:
    rows: list[Sequence[str]] = [("", *_KEYS.values())]
    for name, results in runs.items():
        label = name if name in PEERS else f"telisik, match={name}"
        for result in results:
            figures = (f"{getattr(result, field):.4f}" for field in ("ndcg", "mrr", "recall", "zero_hits"))
            times = (f"{result.ms_p50:.2f}", f"{result.ms_p95:.2f}")
            rows.append((label, result.name, str(result.queries), *figures, *times))
        rows.append((label, "macro", "", f"{macro(results):.4f}", "", "", "", "", ""))
    print_columns(rows)
