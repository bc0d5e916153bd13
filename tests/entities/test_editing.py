"""An editor's work on leaders: check, show, add, export."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.entities.editing import LeaderChange, add, check, export, show
from search.entities.gazetteer import load_gazetteer
from search.entities.leader import DatedOffice
from search.entities.leader_records import trusted_leader
from search.entities.linker import Linker
from search.errors import DataFileError, UnknownEntityError
from search.model import Article


def test_an_added_alias_links(tmp_path: Path) -> None:
    """An alias that an editor adds is found in articles by the next linker."""
    file = tmp_path / "baru/pemimpin.jsonl"
    text = Article("a", "", ("Si Anak Kali bicara.",))
    assert Linker(load_gazetteer()).link(text) == ()
    add(file, LeaderChange("Jokowi", aliases=("Si Anak Kali",)))
    assert [link.leader for link in Linker(load_gazetteer(file)).link(text)] == ["joko-widodo"]


def test_additions_add_up(tmp_path: Path) -> None:
    """A second change of the same leader keeps the first one, and a comment-free file stays one record a line."""
    file = tmp_path / "pemimpin.jsonl"
    add(file, LeaderChange("joko-widodo", aliases=("Si Anak Kali",)))
    add(file, LeaderChange("joko-widodo", aliases=("Pakde Solo",), office=DatedOffice("Tokoh Solo", "2025")))
    leader = show(load_gazetteer(file), "pakde solo")
    assert {"Si Anak Kali", "Pakde Solo", "Jokowi"} <= set(leader.aliases)
    assert DatedOffice("Tokoh Solo", "2025") in leader.offices
    assert len(file.read_text("utf-8").splitlines()) == 2


def test_a_new_person_needs_a_name_and_a_country(tmp_path: Path) -> None:
    """An unknown name alone is an error that names the nearest; with name and country it is a new leader."""
    file = tmp_path / "pemimpin.jsonl"
    with pytest.raises(UnknownEntityError, match="nearest are"):
        add(file, LeaderChange("Siti Uji Nusantara"))
    assert not file.exists()
    added = add(file, LeaderChange("Siti Uji Nusantara", name="Siti Uji Nusantara", country="ID", needs_context=True))
    assert (added.id, added.country_name, added.needs_context) == ("siti-uji-nusantara", "Indonesia", True)


@pytest.mark.parametrize(
    "change",
    [
        LeaderChange("joko-widodo", aliases=("Prabowo Subianto",)),
        LeaderChange("joko-widodo", office=DatedOffice("Presiden RI", "2015-01-01", "kemarin")),
        LeaderChange("Orang Baru Sekali", name="Orang Baru Sekali", country="Indonesia"),
    ],
)
def test_a_change_that_does_not_check_leaves_the_file(tmp_path: Path, change: LeaderChange) -> None:
    """The operator's file is byte for byte as before, nothing else lies beside it, and the error names the file."""
    file = tmp_path / "pemimpin.jsonl"
    add(file, LeaderChange("joko-widodo", aliases=("Si Anak Kali",)))
    before = file.read_bytes()
    with pytest.raises(DataFileError) as caught:
        add(file, change)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["pemimpin.jsonl"]
    assert ".part" not in str(caught.value)


def test_a_check_reports_every_error(tmp_path: Path) -> None:
    """A check goes on after the first contradiction; a record that cannot be read is the only thing said."""
    file = tmp_path / "pemimpin.jsonl"
    file.write_text(
        '{"id": "joko-widodo", "aliases": ["Prabowo Subianto"]}\n{"id": "puan-maharani", "aliases": ["Fadli Zon"]}\n'
    )
    assert len(check(file).errors) == 2
    file.write_text('{"id": "joko-widodo", "aliases": 3}\n')
    assert check(file).errors == ('pemimpin.jsonl:1: aliases: must be a list, as in ["Jokowi"].',)


def test_a_check_warns_of_doubtful_terms(tmp_path: Path) -> None:
    """Two holders of one seat whose dates are not whole are a warning, not an error."""
    file = tmp_path / "pemimpin.jsonl"
    file.write_text('{"id": "puan-maharani", "offices": [{"title": "Presiden RI", "from": "2015", "to": "2018"}]}\n')
    report = check(file)
    assert report.errors == ()
    assert len(report.warnings) == 1
    assert "Presiden RI" in report.warnings[0]


def test_an_export_reads_back() -> None:
    """The exported lines are the leaders."""
    gazetteer = load_gazetteer()
    labels = {leader.country: leader.country_name for leader in gazetteer.leaders.values()}
    read = [trusted_leader(line, labels) for line in export(gazetteer).splitlines()]
    assert read == list(gazetteer.leaders.values())


def test_an_unknown_leader_is_not_shown() -> None:
    """Showing nobody names the nearest."""
    with pytest.raises(UnknownEntityError, match="prabowo-subianto"):
        show(load_gazetteer(), "Prabowi Subianti")
