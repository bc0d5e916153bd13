"""The packaged leaders, their frozen copy, and an operator's file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from search.entities.editing import check
from search.entities.gazetteer import Gazetteer, load_gazetteer, open_gazetteer
from search.errors import CorruptGenerationError, DataFileError

SHARED = Path(__file__).resolve().parents[2] / "../shared"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The packaged leaders."""
    return load_gazetteer()


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("joko-widodo", "joko-widodo"),
        ("Q76127", "soekarno"),
        ("q76127", "soekarno"),
        ("x-b-j-habibie", "b-j-habibie"),
        ("B.J. Habibie", "b-j-habibie"),
        ("bj habibie", "b-j-habibie"),
        ("JOKOWI", "joko-widodo"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("tidak ada orangnya", None),
        ("", None),
        ("...", None),
    ],
)
def test_a_leader_is_found_by_any_of_the_ways_to_write_one(gazetteer: Gazetteer, text: str, id: str | None) -> None:
    """Ids, QIDs, old ids, names and aliases resolve, whatever the case and accents."""
    assert gazetteer.resolve(text) == id


@pytest.mark.parametrize(
    ("id", "day", "office"),
    [
        ("joko-widodo", date(2014, 10, 19), ""),
        ("joko-widodo", date(2014, 10, 20), "Presiden RI"),
        ("joko-widodo", date(2025, 1, 1), ""),
        ("prabowo-subianto", date(2025, 1, 1), "Presiden RI"),
        ("prabowo-subianto", date(2020, 1, 1), "Menteri Pertahanan"),
        ("djoko-santoso", date(2009, 1, 1), "Panglima TNI"),
        ("tidak-ada", date(2020, 1, 1), ""),
    ],
)
def test_the_office_is_the_one_of_the_day(gazetteer: Gazetteer, id: str, day: date, office: str) -> None:
    """Handovers fall on the right day."""
    assert gazetteer.office_on(id, day) == office


def test_the_packaged_leaders_are_in_order() -> None:
    """No alias of two at a time, no two holders of one seat, no doubtful terms."""
    report = check()
    assert report.errors == ()
    assert report.warnings == ()
    assert report.leaders > 2300


def test_no_person_stands_twice(gazetteer: Gazetteer) -> None:
    """Names are unique, but for the one pair of namesakes that we know."""
    names = [leader.name for leader in gazetteer.leaders.values()]
    assert sorted(name for name in set(names) if names.count(name) > 1) == ["Albert II"]


def test_a_typing_error_has_neighbours(gazetteer: Gazetteer) -> None:
    """The nearest names of a misspelt one begin with the one that was meant; of nonsense there are none."""
    assert gazetteer.nearest("Prabowo Subiyanto")[0] == "prabowo-subianto"
    assert gazetteer.nearest("zzzzqqqq") == ()


def test_a_frozen_copy_says_the_same(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """What a generation keeps is what it was made with, leader by leader."""
    gazetteer.write(tmp_path / "leaders.jsonl")
    frozen = open_gazetteer(tmp_path / "leaders.jsonl")
    assert dict(frozen.leaders) == dict(gazetteer.leaders)
    assert frozen.resolve("Jokowi") == "joko-widodo"


def test_a_broken_frozen_copy_is_a_corrupt_generation(tmp_path: Path) -> None:
    """A line that is no leader is not skipped."""
    (tmp_path / "leaders.jsonl").write_text("not a leader\n")
    with pytest.raises(CorruptGenerationError):
        open_gazetteer(tmp_path / "leaders.jsonl")


def written(path: Path, *records: dict[str, object]) -> Path:
    """A file of these records."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def test_an_operators_file_adds_overrides_and_removes(tmp_path: Path) -> None:
    """Lists are added to, other fields override, `without` and `remove` take away; the rest stays."""
    file = written(
        tmp_path / "pemimpin.jsonl",
        {"id": "joko-widodo", "aliases": ["Pakde dari Solo"], "without": ["Joko"]},
        {"id": "siti-uji", "name": "Siti Uji Nusantara", "country": "ID"},
        {"id": "robert-mugabe", "remove": True},
        {
            "id": "destry-damayanti",
            "offices": [{"title": "Gubernur Bank Indonesia", "from": "2026-09-02", "to": "2031-09-02"}],
        },
    )
    gazetteer = load_gazetteer(file)
    assert gazetteer.resolve("pakde dari solo") == "joko-widodo"
    assert gazetteer.resolve("Jokowi") == "joko-widodo"
    assert "Joko" not in gazetteer.leaders["joko-widodo"].short
    assert gazetteer.resolve("Siti Uji Nusantara") == "siti-uji"
    assert gazetteer.resolve("Robert Mugabe") is None
    assert [office.end for office in gazetteer.leaders["destry-damayanti"].offices] == ["2031-09-02"]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"name": "Tanpa Id"}, "id"),
        ({"id": "orang-baru", "country": "ID"}, "name"),
        ({"id": "orang-baru", "name": "Orang Baru Sekali"}, "country"),
        ({"id": "tidak-ada", "remove": True}, "remove"),
        ({"id": "joko-widodo", "aliases": "Pakde"}, "aliases"),
        ({"id": "joko-widodo", "offices": "Presiden"}, "offices"),
        ({"id": "joko-widodo", "aliases": ["Prabowo Subianto"]}, "aliases"),
        ({"id": "orang-baru", "name": "Orang Baru Sekali", "country": "ID", "qid": "Q76127"}, "qid"),
        (
            {
                "id": "orang-baru",
                "name": "Orang Baru Sekali",
                "country": "ID",
                "offices": [{"title": "Presiden RI", "from": "2015-01-01", "to": "2016-01-01"}],
            },
            "offices",
        ),
    ],
)
def test_a_mistake_in_an_operators_file_names_file_line_and_field(
    tmp_path: Path, record: dict[str, object], field: str
) -> None:
    """Mistakes of form and contradictions between leaders are both placed in the operator's own file."""
    file = written(tmp_path / "pemimpin.jsonl", {"id": "joko-widodo", "aliases": ["Pakde dari Solo"]}, record)
    with pytest.raises(DataFileError) as caught:
        load_gazetteer(file)
    assert str(caught.value).startswith((f"pemimpin.jsonl:2: {field}: ", "leaders.jsonl:"))
    assert f" {field}: " in str(caught.value)


@pytest.mark.skipif(not (SHARED / "data/leaders.jsonl").exists(), reason="the given data are not beside this checkout")
def test_every_given_id_and_name_still_resolves(gazetteer: Gazetteer) -> None:
    """Ids of the data that the gazetteer began with lead to a leader of that name: its label, or a form of someone listed twice."""
    lost = []
    for line in (SHARED / "data/leaders.jsonl").read_text("utf-8").splitlines():
        given = json.loads(line)
        found = gazetteer.resolve(given["id"])
        if found is None or given["name"] not in gazetteer.leaders[found].full_forms:
            lost.append(given["id"])
    assert lost == []
