"""What each component of the score earns: nDCG@10 with all of them, then with one left out or set otherwise.

    python tests/relevance/ablation.py [--every N] [DIR...]

Measured on the judged queries over `seeds/` (match=auto and any) and on each DIR (as `telisik evaluate` takes them,
match=any); `--every N` takes every Nth query of a DIR.  Prints the rows of the table in docs/relevance.md.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from search.corpus import read_articles
from search.engines.registry import engine_named
from search.evaluation import JudgedSet, evaluate, read_set
from search.generations import Collection
from search.model import Match, Query
from search.query.aliases import Aliases
from search.query.plan import Everything, Plan
from search.query.planner import Planner
from search.query.ranking import Ranking
from search.rebuild import Builder
from search.service.finding import find
from search.service.opened import OpenGeneration, open_generation

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
DEPTH = 10
CHANGES: Mapping[str, Ranking] = {
    "as it is": Ranking(),
    "no exact stream": Ranking(exact_weight=0.0),
    "no proximity": Ranking(proximity_weight=0.0),
    "no phrase": Ranking(phrase_weight=0.0),
    "no title_all": Ranking(title_all_weight=0.0),
    "no lead": Ranking(lead_weight=0.0),
    "no recency": Ranking(recency_weight=0.0),
    "captions weigh nothing": Ranking(caption_weight=0.0),
    "captions weigh 1": Ranking(caption_weight=1.0),
    "titles weigh 0.5": Ranking(title_weight=0.5),
    "titles weigh 2": Ranking(title_weight=2.0),
    "Lucene's k1 and b": Ranking(k1=1.2, b=0.75),
    "bonus for the best 16": Ranking(depth=16),
    "bonus for the best 64": Ranking(depth=64),
}


def opened(judged: JudgedSet, indexes: Path) -> OpenGeneration:
    """A set's articles, indexed and opened."""
    collection = Collection(indexes, judged.name)
    Builder(collection, engine_named("whoosh")).rebuild(read_articles(judged.corpus))
    return open_generation(collection, collection.usable(), 1 << 26)


def mean(generation: OpenGeneration, judged: JudgedSet, match: Match, ranking: Ranking) -> float:
    """nDCG@10 of a set under one ranking."""
    plan = Plan(Everything(), limit=DEPTH, ranking=ranking, reference=generation.manifest.reference)

    def rank(text: str) -> Sequence[str]:
        return [hit.id for hit in find(generation, Query(text, match=match, limit=DEPTH), plan).page.hits]

    return evaluate(judged, rank).ndcg


def without_names(generation: OpenGeneration) -> None:
    """From here on no acronym or leader has another name."""
    generation.planner = Planner(generation.analyzer, Aliases(), generation.naming.named)


def rows(sets: Sequence[tuple[OpenGeneration, JudgedSet, Match]]) -> Iterator[tuple[str, list[float]]]:
    """The label and figures of each change."""
    for label, ranking in CHANGES.items():
        yield label, [mean(generation, judged, match, ranking) for generation, judged, match in sets]
    for generation, _, _ in sets:
        without_names(generation)
    yield "no other names", [mean(generation, judged, match, Ranking()) for generation, judged, match in sets]


def _print_row(label: str, cells: Sequence[str]) -> None:
    click.echo(f"| {' | '.join([label, *cells])} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What each component of the score earns.")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("sets", nargs="*", type=Path)
    told = parser.parse_args()
    own = read_set(HERE, [SEEDS])
    others = [read_set(directory) for directory in told.sets]
    with tempfile.TemporaryDirectory() as place:
        seeds = opened(own, Path(place))
        measured = [(seeds, own, Match.AUTO), (seeds, own, Match.ANY)]
        for judged in others:
            some = replace(judged, queries=judged.queries[:: told.every])
            measured.append((opened(judged, Path(place)), some, Match.ANY))
        _print_row("", [f"{judged.name}, {match}" for _, judged, match in measured])
        _print_row("---", ["---"] * len(measured))
        for label, figures in rows(measured):
            _print_row(label, [f"{figure:.4f}" for figure in figures])


if __name__ == "__main__":
    main()
