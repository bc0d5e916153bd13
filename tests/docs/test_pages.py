"""What the pages say is so: links lead somewhere, commands exist, settings and routes are all described."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from flask.testing import FlaskClient

import api
from docs import write_api, write_cli
from search import Settings
from search.cli.app import telisik
from search.corpus import read_articles
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder

from .conftest import ROOT, pages

HOST = "http://127.0.0.1:8000"
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_SETTING = re.compile(r"TELISIK_[A-Z_]+[A-Z]")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    text = _FENCE.sub("", page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text)}


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of ours, and to a heading in it, resolves."""
    for target in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{name_of(page)}: {target}"
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file), f"{name_of(page)}: {target}"


def shell_lines(page: Path) -> Iterator[str]:
    """The commands in a page's blocks, continued lines joined."""
    for language, block in _FENCE.findall(page.read_text("utf-8")):
        lines = block.replace("\\\n", " ").splitlines()
        if language in ("", "sh", "bash", "shell", "console"):
            yield from (line.removeprefix("$ ").strip() for line in lines)


def commands(page: Path) -> Iterator[list[str]]:
    """Commands as words; pipes and redirections end them."""
    for line in shell_lines(page):
        words: list[str] = []
        for word in [*shlex.split(line, comments=True), "|"]:
            if word in ("|", "&&", ";", ">", "<"):
                if words:
                    yield words
                words = []
            else:
                words.append(word)


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The API over the demo articles."""
    indexes = tmp_path_factory.mktemp("indexes")
    builder = Builder(Collection(indexes, "berita"), engine_named("whoosh"))
    builder.rebuild(read_articles([ROOT / "seeds"]))
    return api.create_app(Settings(indexes=indexes)).test_client()


def curls() -> list[str]:
    """The addresses that the pages ask by curl on this machine."""
    asked = (words[-1] for page in pages() for words in commands(page) if words[0] == "curl")
    return sorted({url.removeprefix(HOST) for url in asked if url.startswith(HOST)})


@pytest.mark.parametrize("url", curls())
def test_curl_is_answered(client: FlaskClient, url: str) -> None:
    """What a page asks by curl is answered, with hits."""
    answer = client.get(url)
    assert answer.status_code == 200
    if url.startswith("/v1/search"):
        assert answer.get_json()["total"]["value"] > 0


def test_readme_promises(client: FlaskClient) -> None:
    """The three searches that the front page proposes find the seed article."""
    for query in ("xi jinping putin", '"kerja sama"', 'tokoh:"Vladimir Putin"'):
        found = client.get("/v1/search", query_string={"q": query, "limit": 100}).get_json()
        assert "Presiden Xi Jinping dan Vladimir Putin Bertemu Virtual" in [hit["title"] for hit in found["hits"]]


def resolved(words: list[str]) -> tuple[click.Command, list[str]]:
    """A `telisik` line as its command and arguments."""
    command: click.Command = telisik
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, words[0]
        command, words = found, words[1:]
    return command, words


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_commands_exist(page: Path) -> None:
    """Every `telisik` and `make` command of a page can be typed as it stands."""
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for words in commands(page):
        while re.match(r"[A-Z_]+=", words[0]):
            words.pop(0)
        program = words[0].rpartition("/")[2]
        if program == "make":
            assert {word for word in words[1:] if "=" not in word} <= targets, words
        elif program == "telisik":
            command, arguments = resolved(words[1:])
            command.make_context("telisik", arguments)


def test_cli_page_is_current() -> None:
    """docs/cli.md is what the commands say; `make docs` writes it."""
    # In a process of its own: click keeps the help option that a command was first asked with.
    code = "from docs import write_cli; print(write_cli.page(), end='')"
    written = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert write_cli.PAGE.read_text("utf-8") == written.stdout


def test_settings_are_described() -> None:
    """Every setting that the code reads stands in the table of docs/operations.md, and no other."""
    sources = [path for folder in ("search", "api") for path in (ROOT / folder).rglob("*.py")]
    read = {name for path in sources for name in re.findall(r'"(TELISIK_[A-Z_]+)"', path.read_text("utf-8"))}
    described = set(
        re.findall(r"^\| `(TELISIK_[A-Z_]+)` \|", (ROOT / "docs/operations.md").read_text("utf-8"), re.MULTILINE)
    )
    assert described == read


def test_settings_that_are_named_exist(everything: str) -> None:
    """No page names a setting that nobody reads."""
    described = set(_SETTING.findall((ROOT / "docs/operations.md").read_text("utf-8")))
    assert set(_SETTING.findall(everything)) <= described


def test_api_page_is_current() -> None:
    """docs/api.md is what the OpenAPI document and the texts say; `make docs` writes it."""
    assert write_api.PAGE.read_text("utf-8") == write_api.page()


contract = cache(write_api.document)


def test_routes_are_described(everything: str) -> None:
    """Every route of the API stands in the pages."""
    assert [path for path in contract()["paths"] if path not in everything] == []


def test_parameters_are_described(everything: str) -> None:
    """Every parameter of every route stands in the pages, as code."""
    names = {
        parameter["name"]
        for path in contract()["paths"].values()
        for item in path.values()
        for parameter in (item if isinstance(item, list) else item.get("parameters", ()))
        if parameter.get("in") == "query"
    }
    assert sorted(name for name in names if not re.search(rf"`{name}[`=]|[?&]{name}=", everything)) == []
