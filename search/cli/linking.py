"""`telisik leaders relink | link | explain`: who is named where."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from ..corpus import read_articles
from ..engines.registry import engine_named
from ..entities.gazetteer import load_gazetteer
from ..entities.linker import Linker
from ..model import RejectedRecord
from ..rebuild import Builder
from ..service import open_service
from .options import Common, common, examples
from .output import notice, print_columns, print_json
from .progress import Progress


@click.command(epilog=examples("telisik leaders relink", "TELISIK_LEADERS=pemimpin.jsonl telisik leaders relink"))
@common
def relink(told: Common) -> None:
    """Link every published article anew, by the leaders of today, and publish.  No source is read again."""
    with Progress(None) as progress:
        settings = told.settings
        builder = Builder(
            told.collection,
            engine_named("whoosh"),
            settings.leaders,
            settings.keep_generations,
            watch=progress.watch,
        )
        summary = builder.relink()
    if told.json:
        print_json(asdict(summary))
    else:
        click.echo(summary.line())


@click.command(epilog=examples("telisik leaders link articles.jsonl", "telisik leaders link - < articles.jsonl"))
@click.argument("sources", nargs=-1, required=True, type=click.Path(allow_dash=True))
@common
def link(told: Common, sources: tuple[str, ...]) -> None:
    """Print the leaders that each article of SOURCES names, as JSON Lines: {"id": ..., "leaders": [names]}."""
    gazetteer = load_gazetteer(told.settings.leaders)
    linker = Linker(gazetteer)
    rejected = False
    for record in read_articles(sources, notice=notice):
        if isinstance(record, RejectedRecord):
            notice(f"rejected: {record}")
            rejected = True
            continue
        names = [gazetteer.label(found.leader) for found in linker.link(record)]
        click.echo(json.dumps({"id": record.id, "leaders": names}, ensure_ascii=False))
    if rejected:
        click.get_current_context().exit(1)


@click.command(epilog=examples("telisik leaders explain 4d87d62ba9b3"))
@click.argument("article")
@common
def explain(told: Common, article: str) -> None:
    """Show every place of an ARTICLE (by id) that could name a leader: linked or refused, and by which rule."""
    decisions = open_service(told.settings).decisions(article)
    if told.json:
        print_json(decisions)
        return
    rows = [("field", "place", "text", "", "leader", "rule")]
    for decision in decisions:
        mention = decision.mention
        place = f"{mention.start}-{mention.end}"
        verdict = "linked" if decision.linked else "refused"
        rows.append((mention.field, place, decision.surface, verdict, decision.leader, decision.rule))
    print_columns(rows)
