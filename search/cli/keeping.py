"""`telisik verify | rollback | prune | stats`: generations on disk."""

from __future__ import annotations

import click

from ..errors import CorruptGenerationError
from .options import Common, common, examples
from .output import print_columns, print_json


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
    """Say what is published: articles, days, generations, bytes."""
    collection = told.collection
    usable = collection.usable()
    rows = []
    for name in collection.generations():
        try:
            rows.append(collection.manifest(name))
        except CorruptGenerationError:
            continue
    if told.json:
        record = {
            "collection": collection.name,
            "generation": usable.generation,
            "degraded": usable.generation != collection.current(),
            "documents": usable.documents,
            "engine": usable.engine,
            "built_at": usable.built_at,
            "reference": usable.reference,
            "bytes_on_disk": usable.bytes_on_disk,
            "generations": [
                {"generation": m.generation, "documents": m.documents, "built_at": m.built_at} for m in rows
            ],
        }
        print_json(record)
    else:
        print_columns(
            [
                (
                    m.generation,
                    "published" if m.generation == usable.generation else "",
                    m.documents,
                    "articles",
                    m.bytes_on_disk,
                    "bytes",
                )
                for m in rows
            ]
        )
