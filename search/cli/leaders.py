"""`telisik leaders check | show | add | export`: who is known.  Links are made in `linking`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..entities.gazetteer import Gazetteer, load_gazetteer
from ..entities.leader import Leader
from ..entities.leader_records import line_of
from ..errors import SettingsError, UnknownEntityError
from .linking import explain, link, relink
from .options import Common, common, examples
from .output import print_columns, print_json

_FILE = click.option(
    "--file", "path", type=click.Path(path_type=Path, dir_okay=False), help="The operator's file (TELISIK_LEADERS)."
)


def _operator_file(told: Common, path: Path | None) -> Path | None:
    return path or told.settings.leaders


def _leader(gazetteer: Gazetteer, text: str) -> Leader:
    id = gazetteer.resolve(text)
    if id is None:
        near = ", ".join(gazetteer.nearest(text))
        raise UnknownEntityError(f"no leader is called {text!r}." + (f" Near: {near}." if near else ""))
    return gazetteer.leaders[id]


@click.group()
def leaders() -> None:
    """Leaders: check and show who is known, add an alias, link anew."""


@leaders.command(epilog=examples("telisik leaders check", "telisik leaders check --file pemimpin.jsonl"))
@_FILE
@common
def check(told: Common, path: Path | None) -> None:
    """Check the leaders and the operator's file: form, ids, aliases, offices."""
    gazetteer = load_gazetteer(_operator_file(told, path))
    if told.json:
        print_json({"leaders": len(gazetteer.leaders)})
    else:
        click.echo(f"{len(gazetteer.leaders):,} leaders, all in order")


@leaders.command(epilog=examples("telisik leaders show jokowi", "telisik leaders show Q3318231 --json"))
@click.argument("leader")
@_FILE
@common
def show(told: Common, leader: str, path: Path | None) -> None:
    """Show a LEADER, by id, QID, name or alias."""
    found = _leader(load_gazetteer(_operator_file(told, path)), leader)
    if told.json:
        print_json(found)
        return
    facts = {"id": found.id, "name": found.name, "qid": found.qid, "country": found.country_name}
    print_columns([(f"{name}:", value) for name, value in facts.items() if value])
    print_columns([("aliases:", ", ".join(found.aliases) or "none"), ("short:", ", ".join(found.short) or "none")])
    print_columns([(office.title, office.start or "", office.end or "in office") for office in found.offices])


@leaders.command(
    epilog=examples(
        "telisik leaders add joko-widodo --alias 'Pakde Jokowi' --file pemimpin.jsonl", "telisik leaders relink"
    )
)
@click.argument("leader")
@click.option("--alias", "aliases", multiple=True, help="Another name that stands alone.")
@click.option("--name", help="The name readers see; with a new id, adds a person.")
@click.option("--country", default="", help="The country of a new person, as two letters.")
@_FILE
@common
def add(told: Common, leader: str, aliases: tuple[str, ...], name: str | None, country: str, path: Path | None) -> None:
    """Add to a LEADER (or add one) in the operator's file, if the whole stays in order.  `leaders relink` puts it to use."""
    file = _operator_file(told, path)
    if file is None:
        raise SettingsError("There is no operator's file. Name one by --file or TELISIK_LEADERS.")
    known = load_gazetteer(file if file.exists() else None).resolve(leader)
    record: dict[str, object] = {"id": known or leader}
    if name or known is None:
        record["name"] = name or leader
    if country:
        record["country"] = country
    if aliases:
        record["aliases"] = list(aliases)
    before = file.read_text("utf-8") if file.exists() else ""
    _write_checked(file, before, json.dumps(record, ensure_ascii=False))
    if told.json:
        print_json(record)
    else:
        click.echo(f"{file}: {record['id']} added; `telisik leaders relink` puts it to use")


def _write_checked(file: Path, before: str, line: str) -> None:
    """Append a line; take it back when the gazetteer does not load with it."""
    file.write_text(before + ("\n" if before and not before.endswith("\n") else "") + line + "\n", "utf-8")
    try:
        load_gazetteer(file)
    except SettingsError:
        if before:
            file.write_text(before, "utf-8")
        else:
            file.unlink()
        raise


@leaders.command(epilog=examples("telisik leaders export > leaders.jsonl"))
@_FILE
@common
def export(told: Common, path: Path | None) -> None:
    """Print all leaders, ours and the operator's, as JSON Lines."""
    for leader in load_gazetteer(_operator_file(told, path)).leaders.values():
        click.echo(line_of(leader), nl=False)


for _command in (relink, link, explain):
    leaders.add_command(_command)
