"""search, show, suggest, analyze, leaders and outlets, over two published articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Telisik = Callable[..., Any]


class TestSearch:
    def test_hits(self, filled: Telisik) -> None:
        """A hit shows its title, day, outlet and id."""
        out = filled("search", "xi", "putin").out
        assert "1 of 2 articles" in out
        assert "Xi dan Putin Bertemu" in out
        assert "2025-01-22  SinPo.id  [a]" in out

    def test_for_machines(self, filled: Telisik) -> None:
        """The whole page is JSON."""
        page = filled("search", "gempa", "--json").json
        assert (page["total"], page["hits"][0]["article"]["id"]) == (1, "b")

    def test_for_machines_every_value_has_its_name(self, filled: Telisik) -> None:
        """Marked pieces and facet values are objects, as in the API."""
        page = filled("search", "gempa", "--facet", "outlet", "--json").json
        assert {"text": "Gempa", "match": True} in page["hits"][0]["title"]
        assert page["facets"]["outlet"]["values"][0]["count"] == 1

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            (["--outlet", "sinpo"], ["a"]),
            (["--leader", "joko-widodo"], ["b"]),
            (["--leader", "xi-jinping", "--leader", "joko-widodo"], ["a", "b"]),
            (["--leader", "xi-jinping", "--leader", "joko-widodo", "--all-leaders"], []),
            (["--leader", "joko-widodo", "--leader-role", "title"], []),
            (["--from", "2020-01-01"], ["a"]),
            (["--to", "2019-12-31"], ["b"]),
            (["--sort", "oldest"], ["b", "a"]),
            (["--limit", "1", "--page", "2", "--sort", "newest"], ["b"]),
            (["xi", "ambon", "--match", "any"], ["a", "b"]),
            (["xi", "ambon", "--match", "all"], []),
        ],
    )
    def test_options(self, filled: Telisik, options: list[str], expected: list[str]) -> None:
        """Every option narrows or orders as it says."""
        page = filled("search", *options, "--json").json
        found = [hit["article"]["id"] for hit in page["hits"]]
        assert found == expected if "--sort" in options else sorted(found) == expected

    def test_facets(self, filled: Telisik) -> None:
        """Facets are printed below the hits."""
        out = filled("search", "--facet", "outlet", "--facet", "leader", "--facet", "date").out
        assert "outlet:" in out
        assert "Vladimir Putin  1" in out
        assert "2025" in out.split("date:")[1]

    def test_explain(self, filled: Telisik) -> None:
        """The parts of a score are shown on request."""
        plain, explained = filled("search", "putin").out, filled("search", "putin", "--explain").out
        assert len(explained.splitlines()) > len(plain.splitlines())

    def test_notes(self, filled: Telisik) -> None:
        """What could not be read as meant is said, and something is found all the same."""
        result = filled("search", '"xi putin')
        assert (result.code, "unbalanced quote" in result.err) == (0, True)

    def test_unknown_outlet(self, filled: Telisik) -> None:
        """An unknown outlet finds nothing and is named with the nearest."""
        result = filled("search", "--outlet", "sinpoo")
        assert "0 of 2 articles" in result.out
        assert "unknown outlet: sinpoo (near: sinpo" in result.err

    def test_too_long(self, filled: Telisik) -> None:
        """A query beyond the limit is wrong usage."""
        assert filled("search", "x" * 501).code == 64

    def test_nothing_published(self, telisik: Telisik) -> None:
        """Without an index: exit code 3 and what to run."""
        result = telisik("search", "xi")
        assert (result.code, "telisik rebuild" in result.err) == (3, True)


def test_show(filled: Telisik) -> None:
    """A whole article is shown; an unknown id is exit code 1."""
    out = filled("show", "a").out
    assert "Presiden Xi Jinping dan Presiden Vladimir Putin bertemu." in out
    assert "Xi Jinping" in out.split("leaders:")[1].splitlines()[0]
    assert filled("show", "b", "--json").json["article"]["title"] == "Gempa di Ambon"
    assert filled("show", "zzz").code == 1


def test_suggest(filled: Telisik) -> None:
    """Leaders of the articles are suggested."""
    assert "Joko Widodo" in filled("suggest", "jok").out
    assert filled("suggest", "puti", "--json").json[0]["id"] == "vladimir-putin"


def test_analyze(filled: Telisik) -> None:
    """Tokens are shown with place, forms and rule."""
    tokens = filled("analyze", "Presiden mengatakan", "--json").json
    assert [(t["start"], t["end"]) for t in tokens] == [(0, 8), (9, 19)]
    assert "kata" in filled("analyze", "mengatakan").out


def test_analyze_needs_no_index(telisik: Telisik) -> None:
    """Before anything is published the bundled tables answer, and that is said."""
    result = telisik("analyze", "KPK-nya menangkap", "--json")
    assert [t["forms"]["stem"] for t in result.json] == [["kpk"], ["tangkap"]]
    assert "no index" in result.err


class TestLeaders:
    def test_check(self, telisik: Telisik, tmp_path: Path) -> None:
        """The gazetteer is in order; a bad row of the operator's file is named."""
        assert "all in order" in telisik("leaders", "check").out
        file = tmp_path / "pemimpin.jsonl"
        file.write_text('{"id": "x"}\n')
        result = telisik("leaders", "check", "--file", file)
        assert (result.code, "pemimpin.jsonl:1:" in result.err) == (3, True)

    def test_show(self, telisik: Telisik) -> None:
        """A leader is found by any name; an unknown one is exit code 1."""
        assert "Q3318231" in telisik("leaders", "show", "jokowi").out
        assert telisik("leaders", "show", "Q3318231", "--json").json["id"] == "joko-widodo"
        assert telisik("leaders", "show", "zzz").code == 1

    def test_export(self, telisik: Telisik) -> None:
        """Every leader is a line of JSON."""
        lines = telisik("leaders", "export").out.splitlines()
        assert len(lines) > 2000
        assert all(json.loads(line)["id"] for line in lines)

    def test_editor_adds_an_alias(self, filled: Telisik, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Add an alias, check, relink: the leader's articles are more."""
        file = tmp_path / "pemimpin.jsonl"
        monkeypatch.setenv("TELISIK_LEADERS", str(file))
        assert filled("leaders", "add", "xi-jinping", "--alias", "korban gempa").code == 0
        assert filled("leaders", "check").code == 0
        assert filled("search", "--leader", "xi-jinping", "--json").json["total"] == 1
        assert filled("leaders", "relink").code == 0
        assert filled("search", "--leader", "xi-jinping", "--json").json["total"] == 2

    def test_bad_addition_is_taken_back(self, telisik: Telisik, tmp_path: Path) -> None:
        """An addition that breaks the gazetteer leaves the file as it was."""
        file = tmp_path / "pemimpin.jsonl"
        result = telisik("leaders", "add", "Seseorang", "--name", "Seseorang", "--country", "zz", "--file", file)
        assert result.code == 3
        assert not file.exists()
        assert telisik("leaders", "add", "Seseorang", "--alias", "Orang", "--file", file).code == 1
        file.write_text('{"id": "joko-widodo", "aliases": ["Pakde"]}\n')
        assert telisik("leaders", "add", "xi-jinping", "--alias", "Joko Widodo", "--file", file).code == 3
        assert file.read_text() == '{"id": "joko-widodo", "aliases": ["Pakde"]}\n'

    def test_new_person(self, telisik: Telisik, tmp_path: Path) -> None:
        """A person of whom nothing was known is added with name and country."""
        file = tmp_path / "pemimpin.jsonl"
        result = telisik(
            *("leaders", "add", "sari-contoh", "--name", "Sari Contoh", "--country", "ID", "--file", file, "--json")
        )
        assert (result.json["id"], result.json["name"], result.json["country"]) == ("sari-contoh", "Sari Contoh", "ID")
        assert telisik("leaders", "show", "Sari Contoh", "--file", file, "--json").json["country"] == "ID"
        assert telisik("leaders", "check", "--file", file, "--json").json["leaders"] > 2000

    def test_office(self, telisik: Telisik, tmp_path: Path) -> None:
        """An office with its dates is added to a known person."""
        file = tmp_path / "pemimpin.jsonl"
        given = ("leaders", "add", "joko-widodo", "--office", "Ketua Contoh", "--from", "2025", "--file", file)
        assert telisik(*given).code == 0
        assert "Ketua Contoh" in telisik("leaders", "show", "jokowi", "--file", file).out

    def test_relink_for_machines(self, filled: Telisik) -> None:
        """A relink says as JSON what it published."""
        assert filled("leaders", "relink", "--json").json["documents"] == 2

    def test_link_names_rejected_records(self, telisik: Telisik, source: Path) -> None:
        """A record that cannot be read is named, and the exit code is 1."""
        with source.open("a") as file:
            file.write("kacau\n")
        result = telisik("leaders", "link", source)
        assert (result.code, len(result.out.splitlines()), "rejected: " in result.err) == (1, 2, True)

    def test_no_file(self, telisik: Telisik) -> None:
        """Without an operator's file an addition has nowhere to go."""
        assert telisik("leaders", "add", "xi-jinping", "--alias", "Xi").code == 64

    def test_link(self, telisik: Telisik, source: Path) -> None:
        """Leaders of articles are printed a line each, without an index."""
        lines = [json.loads(line) for line in telisik("leaders", "link", source).out.splitlines()]
        named = {line["id"]: set(line["leaders"]) for line in lines}
        assert named == {"a": {"Xi Jinping", "Vladimir Putin"}, "b": {"Joko Widodo"}}

    def test_explain(self, filled: Telisik) -> None:
        """Every place that could name a leader is shown, with its rule."""
        assert "linked" in filled("leaders", "explain", "a").out
        decisions = filled("leaders", "explain", "b", "--json").json
        assert [(d["leader"], d["linked"]) for d in decisions] == [("joko-widodo", True)]


def test_outlets(filled: Telisik) -> None:
    """Outlets are listed; those in no table apart."""
    assert {entry["id"] for entry in filled("outlets", "list", "--json").json} == {"sinpo", "kabar-anu"}
    assert [entry["id"] for entry in filled("outlets", "unknown", "--json").json] == ["kabar-anu"]
    assert "Kabar Anu" in filled("outlets", "unknown").out
