"""`telisik search | show | suggest | analyze`: ask the published generation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from ..analysis import Analyzer
from ..errors import IndexUnavailableError
from ..model import (
    ArticleView,
    DateFacet,
    DateRange,
    Hit,
    LeaderRole,
    Match,
    Page,
    Part,
    Query,
    Sort,
    TermsFacet,
    joined_body,
)
from ..service import open_service
from .options import Common, common, examples
from .output import notice, print_columns, print_json

_FACETS = ("outlet", "leader", "date")
_DAY = click.DateTime(["%Y-%m-%d"])


def _marked(parts: Sequence[Part]) -> str:
    return "".join(click.style(part.text, bold=True, underline=True) if part.match else part.text for part in parts)


def _print_hit(number: int, hit: Hit) -> None:
    day = hit.article.published.date().isoformat() if hit.article.published else "undated"
    outlet = hit.outlet.name if hit.outlet else "unknown outlet"
    score = "" if hit.score is None else f"  {hit.score:.3f}"
    click.echo(f"{number}. {_marked(hit.title)}\n   {day}  {outlet}  [{hit.article.id}]{score}")
    if hit.snippet:
        click.echo(f"   {_marked(hit.snippet)}")
    for part in hit.explanation:
        click.echo(f"     {part.value:10.4f}  {part.name}  {part.detail}".rstrip())


def _print_facet(name: str, facet: TermsFacet | DateFacet) -> None:
    buckets = facet.values if isinstance(facet, TermsFacet) else facet.buckets
    click.echo(f"\n{name}:")
    rows = [(getattr(b, "label", None) or getattr(b, "key", ""), b.count) for b in buckets if b.count or b.selected]
    print_columns([(f"  {label}", count) for label, count in rows])


def _print_page(page: Page) -> None:
    for warning in page.warnings:
        near = f" (near: {', '.join(warning.nearest)})" if warning.nearest else ""
        notice(f"note: {warning.code.replace('_', ' ')}: {warning.value}{near}".rstrip(": "))
    for suggestion in page.suggestions:
        notice(f"{'searched for' if suggestion.applied else 'did you mean'}: {suggestion.text}")
    first = (page.query.page - 1) * page.query.limit + 1
    click.echo(
        f"{page.total:,} of {page.documents:,} articles" + (" (hold the weightiest words)" if page.relaxed else "")
    )
    for number, hit in enumerate(page.hits, first):
        _print_hit(number, hit)
    for name, facet in page.facets.items():
        _print_facet(name, facet)


@click.command(
    epilog=examples(
        "telisik search putin xi",
        "telisik search '\"kerja sama\" -ekspor' --outlet sinpo --from 2025-01-01 --facet leader",
        "telisik search 'judul:gempa tokoh:\"Joko Widodo\"' --sort newest --json",
    )
)
@click.argument("text", nargs=-1)
@click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; several: any of them.")
@click.option(
    "--leader", "leaders", multiple=True, metavar="ID", help="Only articles that name this leader; several: any."
)
@click.option("--all-leaders", is_flag=True, help="Only articles that name all of the leaders.")
@click.option(
    "--leader-role", type=click.Choice([role.value for role in LeaderRole]), default="any", help="Where they are named."
)
@click.option("--from", "start", type=_DAY, help="The first day, as 2025-01-31.")
@click.option("--to", "end", type=_DAY, help="The last day.")
@click.option(
    "--sort", type=click.Choice([sort.value for sort in Sort]), help="[default: relevance; newest without words]"
)
@click.option(
    "--match",
    type=click.Choice([match.value for match in Match]),
    default="auto",
    show_default=True,
    help="How many words an article must hold.",
)
@click.option("--page", type=click.IntRange(1), default=1, help="Which page.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Hits on a page.")
@click.option("--facet", "facets", multiple=True, type=click.Choice(_FACETS), help="Count articles by this.")
@click.option("--explain", is_flag=True, help="Show what each score is made of.")
@common
def search(told: Common, text: Sequence[str], start: datetime | None, end: datetime | None, **options: Any) -> None:
    """Search for TEXT: words (all required), "a phrase", -without, ATAU, ( ), prefix*, judul: media: tokoh:."""
    query = _query(" ".join(text), start, end, **options)
    page = open_service(told.settings).search(query)
    if told.json:
        print_json(page)
    else:
        _print_page(page)


def _query(text: str, start: datetime | None, end: datetime | None, **options: Any) -> Query:
    return Query(
        text=text,
        dates=DateRange(start.date() if start else None, end.date() if end else None),
        leader_all=bool(options.pop("all_leaders")),
        leader_role=LeaderRole(options.pop("leader_role")),
        sort=Sort(sort) if (sort := options.pop("sort")) else None,
        match=Match(options.pop("match")),
        **options,  # the rest have the names and types of the fields
    )


@click.command(epilog=examples("telisik show 4d87d62ba9b3", "telisik show 4d87d62ba9b3 --json"))
@click.argument("article")
@common
def show(told: Common, article: str) -> None:
    """Show one whole ARTICLE, by its id."""
    view = open_service(told.settings).article(article)
    if told.json:
        print_json(view)
    else:
        _print_article(view)


def _print_article(view: ArticleView) -> None:
    article = view.article
    click.echo(click.style(article.title, bold=True))
    facts = {
        "id": article.id,
        "outlet": view.outlet.name if view.outlet else article.outlet,
        "published": article.published.isoformat() if article.published else "",
        "authors": ", ".join(article.authors),
        "url": article.url,
        "leaders": ", ".join(leader.name for leader in view.leaders),
        "source": article.source,
    }
    print_columns([(f"{name}:", value) for name, value in facts.items() if value])
    click.echo(f"\n{joined_body(article.body)}")


@click.command(epilog=examples("telisik suggest jok", "telisik suggest 'pemilu 2' --json"))
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 50), default=10, show_default=True, help="At most so many.")
@common
def suggest(told: Common, text: str, limit: int) -> None:
    """Complete TEXT: leaders, outlets, headline phrases."""
    found = open_service(told.settings).suggest(text, limit)
    if told.json:
        print_json(found)
    else:
        print_columns([(item.kind, item.text, item.count) for item in found])


@click.command(
    epilog=examples("telisik analyze 'Presiden mengatakan kerja sama'", "telisik analyze pertanggungjawaban --json")
)
@click.argument("text")
@common
def analyze(told: Common, text: str) -> None:
    """Show the tokens of TEXT: position, place, forms in both streams, and the rule or table row behind them."""
    try:
        tokens = open_service(told.settings).analyze(text)
    except IndexUnavailableError:
        notice("no index can be read: these are the tables of a new one, without names mined from articles")
        tokens = tuple(Analyzer().tokens(text))
    if told.json:
        print_json(tokens)
        return
    rows = [("position", "place", "text", "exact", "stem", "rule")]
    for token in tokens:
        forms = token.forms
        place = f"{token.start}-{token.end}"
        rows.append(
            (
                str(token.position),
                place,
                text[token.start : token.end],
                " ".join(forms.exact),
                " ".join(forms.stem),
                forms.rule,
            )
        )
    print_columns(rows)
