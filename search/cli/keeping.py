"""`telisik verify | rollback | prune | stats`: generations on disk."""

from __future__ import annotations

import click

from ..service import open_service
from .options import Common, common, examples
from .output import plain, print_columns, print_json


@click.command(epilog=examples("telisik verify", "telisik verify --deep --json"))
@click.option("--deep", is_flag=True, help="Read every byte again, also of what this machine has verified before.")
@common
def verify(told: Common, deep: bool) -> None:
    """Compare every generation with its manifest.

    Exit code 1 when an older generation is damaged, 3 when the published one is or nothing is published.
    """
    collection = told.collection
    current = collection.current()
    found = collection.verify_all(deep)
    if told.json:
        print_json({"collection": collection.name, "current": current, "generations": found})
    else:
        print_columns(
            [(v.generation, "published" if v.generation == current else "", v.fault or "whole") for v in found]
        )
    serving = next((v for v in found if v.generation == current), None)
    if serving is None or not serving.whole:
        if not told.json:
            click.echo(f"Nothing whole is published in {collection.root}.", err=True)
        click.get_current_context().exit(3)
    if not all(v.whole for v in found):
        click.get_current_context().exit(1)


@click.command(epilog=examples("telisik rollback"))
@common
def rollback(told: Common) -> None:
    """Publish the generation before the published one again."""
    manifest = told.collection.rollback()
    if told.json:
        print_json(
            {"collection": told.collection.name, "generation": manifest.generation, "documents": manifest.documents}
        )
    else:
        click.echo(
            f"{told.collection.name}: published {manifest.generation} with {manifest.documents:,} articles again"
        )


@click.command(epilog=examples("telisik prune", "telisik prune --keep 1"))
@click.option("--keep", type=click.IntRange(1), help="How many generations stay (TELISIK_KEEP_GENERATIONS, else 3).")
@common
def prune(told: Common, keep: int | None) -> None:
    """Remove old generations, and what killed builds left."""
    removed = told.collection.prune(keep or told.settings.keep_generations)
    if told.json:
        print_json({"collection": told.collection.name, "removed": removed})
    else:
        click.echo(f"{told.collection.name}: removed {len(removed)} generations")


@click.command(epilog=examples("telisik stats", "telisik stats --collection arsip --json"))
@common
def stats(told: Common) -> None:
    """Say what is published: articles, days, outlets, leaders, generations, bytes."""
    collection = told.collection
    service = open_service(told.settings)
    figures = service.stats()
    record = {
        **plain(figures),
        "degraded": service.degraded(),
        "engine": collection.manifest(figures.generation).engine,
        "generations": collection.generations(),
    }
    if told.json:
        print_json(record)
        return
    record["generations"] = ", ".join(collection.generations())
    print_columns([(f"{name.replace('_', ' ')}:", _figure(value)) for name, value in record.items()])


def _figure(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)
