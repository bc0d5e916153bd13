"""`telisik rebuild | add | delete | compact`: articles in and out."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from importlib.resources import as_file, files
from typing import Any

import click

from ..corpus import FORMATS, ReadOptions, count_hint, read_articles
from ..engines.registry import engine_named
from ..rebuild import Builder, Missing, Summary
from .options import Common, common, examples
from .output import notice, print_json
from .progress import Progress

_SAMPLE = "data/sample.jsonl"


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--strict` and `--format`, and hand over what they say as `options`."""

    @click.option("--strict", is_flag=True, help="Stop at the first rejected record and publish nothing.")
    @click.option(
        "--format",
        "form",
        type=click.Choice(sorted(FORMATS)),
        help="The format of standard input and of files without a known suffix.",
    )
    @wraps(command)
    def with_options(*args: Any, strict: bool, form: str | None, **kwargs: Any) -> None:
        command(*args, options=ReadOptions(strict=strict, format=form or ""), **kwargs)

    return with_options


_JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=min(4, os.cpu_count() or 1),
    help="Processes that analyse articles.  [default: one a core, at most 4]",
)


def _builder(told: Common, watch: Progress, engine: str = "whoosh", jobs: int = 1) -> Builder:
    settings = told.settings
    return Builder(
        told.collection, engine_named(engine), settings.leaders, settings.keep_generations, jobs=jobs, watch=watch.watch
    )


def _report(told: Common, summary: Summary) -> None:
    for warning in summary.warnings:
        notice(f"warning: {warning}")
    if told.json:
        print_json(asdict(summary))
    else:
        click.echo(summary.line())
    if summary.rejected:
        click.get_current_context().exit(1)


@click.command(
    epilog=examples(
        "telisik rebuild seeds/",
        "telisik rebuild --collection arsip 2024.jsonl.gz 2025/ --jobs 2",
        "zcat articles.csv.gz | telisik rebuild - --format csv",
        "telisik rebuild seeds/ --include-current      # keep what was added since",
    )
)
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--include-current",
    "missing",
    flag_value=Missing.INCLUDE,
    help="Keep published articles that the sources do not hold.",
)
@click.option(
    "--drop-missing", "missing", flag_value=Missing.DROP, help="Drop published articles that the sources do not hold."
)
@click.option("--sample", is_flag=True, help="Read the sample that comes with Telisik.")
@_JOBS
@click.option(
    "--engine",
    type=click.Choice(["whoosh", "memory"]),
    default="whoosh",
    show_default=True,
    help="What stores the index.",
)
@common
@reading
def rebuild(
    told: Common,
    options: ReadOptions,
    sources: tuple[str, ...],
    missing: Missing | None,
    sample: bool,
    jobs: int,
    engine: str,
) -> None:
    """Build a collection anew from SOURCES (files, folders, - for standard input) and publish it.

    The published generation serves on until the new one is verified, and for ever if anything goes wrong.
    A bad record is named and left out (exit code 1); nothing usable is 2, nothing published 3.
    """
    with as_file(files("search.corpus") / _SAMPLE) as bundled:
        paths = (*sources, str(bundled)) if sample else sources
        if not paths:
            raise click.UsageError("Name at least one source, or say --sample.")
        size = count_hint(paths, options)
        with Progress(size) as progress:
            builder = _builder(told, progress, engine, jobs)
            records = read_articles(paths, options, progress.advance, notice)
            summary = builder.rebuild(records, Missing(missing or Missing.REFUSE), options.strict, size or 0)
    _report(told, summary)


@click.command(
    epilog=examples("telisik add today.jsonl", "curl -s https://example.org/feed.jsonl | telisik add - --format jsonl")
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(allow_dash=True))
@_JOBS
@common
@reading
def add(told: Common, options: ReadOptions, sources: tuple[str, ...], jobs: int) -> None:
    """Add the articles of SOURCES, replacing those whose id is known, and publish."""
    with Progress(count_hint(sources, options)) as progress:
        records = read_articles(sources, options, progress.advance, notice)
        summary = _builder(told, progress, jobs=jobs).add(records, options.strict)
    _report(told, summary)


@click.command(
    epilog=examples(
        "telisik delete 4d87d62ba9b3", "telisik delete https://contoh.id/berita/1", "telisik delete --outlet kabar-kita"
    )
)
@click.argument("articles", nargs=-1)
@click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Every article of this outlet.")
@common
def delete(told: Common, articles: tuple[str, ...], outlets: tuple[str, ...]) -> None:
    """Delete ARTICLES, by id or URL, and publish.  What is not there is named (exit code 1)."""
    if not articles and not outlets:
        raise click.UsageError("Name at least one article or --outlet.")
    urls = tuple(name for name in articles if name.startswith(("http://", "https://")))
    ids = tuple(name for name in articles if name not in urls)
    with Progress(None) as progress:
        summary = _builder(told, progress).delete(ids, urls, outlets)
    _report(told, summary)
    if summary.warnings:
        click.get_current_context().exit(1)


@click.command(epilog=examples("telisik compact"))
@common
def compact(told: Common) -> None:
    """Merge the segments that adding left, let go of deleted articles, and publish."""
    with Progress(None) as progress:
        summary = _builder(told, progress).compact()
    _report(told, summary)
