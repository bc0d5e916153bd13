"""Leaders as JSON Lines: what is refused, and how it is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.entities.countries import country_labels
from search.entities.leader import DatedOffice, Leader
from search.entities.leader_records import leader_of, line_of, numbered_lines, parse_object, trusted_leader
from search.errors import DataFileError

GOOD = {"id": "siti-uji", "name": "Siti Uji", "country": "ID"}


def read(record: dict[str, object]) -> Leader:
    """The leader of a record at `x.jsonl:7`."""
    return leader_of(record, "x.jsonl:7", country_labels())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": ""}, "id"),
        ({"id": "Siti Uji"}, "id"),
        ({"name": ""}, "name"),
        ({"name": 7}, "name"),
        ({"name": "Siti\nUji"}, "name"),
        ({"country": "Indonesia"}, "country"),
        ({"aliases": "Siti"}, "aliases"),
        ({"aliases": [""]}, "aliases"),
        ({"short": [3]}, "short"),
        ({"qid": "76127"}, "qid"),
        ({"needs_context": "yes"}, "needs_context"),
        ({"offices": ["Presiden RI"]}, "offices"),
        ({"offices": [{"from": "2014"}]}, "offices 1: title"),
        ({"offices": [{"title": "Presiden RI", "from": "20 Oktober 2014"}]}, "offices 1: from"),
        ({"offices": [{"title": "Presiden RI", "from": "2014-10-20", "to": "2004"}]}, "offices 1: to"),
        ({"offices": [{"title": "Presiden RI", "since": "2014"}]}, "offices 1: since"),
        ({"nickname": "Siti"}, "nickname"),
    ],
)
def test_a_bad_field_is_named_with_file_and_line(change: dict[str, object], field: str) -> None:
    """Every complaint begins with file, line and field."""
    with pytest.raises(DataFileError) as caught:
        read({**GOOD, **change})
    assert str(caught.value).startswith(f"x.jsonl:7: {field}: ")


@pytest.mark.parametrize("line", ["{", "[]", '"x"', "null", '{"id": }'])
def test_a_line_that_is_no_object_is_named(line: str) -> None:
    """Broken JSON and other JSON values are refused with file and line."""
    with pytest.raises(DataFileError, match=r"^x\.jsonl:7: not "):
        parse_object(line, "x.jsonl:7")


def test_a_written_leader_reads_back() -> None:
    """Writing and reading keep every field, for checked and for trusted files."""
    leader = Leader(
        "siti-uji",
        "Siti Uji",
        "ID",
        "Indonesia",
        aliases=("Ibu Uji",),
        short=("Siti",),
        offices=(DatedOffice("Menteri Uji", "2020-01", ""), DatedOffice("Bupati Uji", "", "2019")),
        qid="Q1",
        old_ids=("x-siti-uji",),
        needs_context=True,
        source="curated",
    )
    assert read(json.loads(line_of(leader))) == leader
    assert trusted_leader(line_of(leader), country_labels()) == leader


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    """The line with the wrong byte is said."""
    path = tmp_path / "pemimpin.jsonl"
    path.write_bytes(b'{"id": "a"}\n{"id": "\xff"}\n')
    with pytest.raises(DataFileError, match=r"^pemimpin\.jsonl:2: not UTF-8"):
        list(numbered_lines(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is a data error, not a crash."""
    with pytest.raises(DataFileError, match=r"^keine\.jsonl:1: cannot be read"):
        list(numbered_lines(tmp_path / "keine.jsonl"))


@pytest.mark.parametrize(
    ("office", "day", "holds"),
    [
        (DatedOffice("x", "2014-10-20", "2024-10-20"), "2014-10-19", False),
        (DatedOffice("x", "2014-10-20", "2024-10-20"), "2014-10-20", True),
        (DatedOffice("x", "2014-10-20", "2024-10-20"), "2024-10-20", False),
        (DatedOffice("x", "2014-10", "2016"), "2014-10-01", True),
        (DatedOffice("x", "2014-10", "2016"), "2016-12-31", True),
        (DatedOffice("x", "2014-10", "2016"), "2017-01-01", False),
        (DatedOffice("x", "", ""), "1800-01-01", True),
    ],
)
def test_an_office_is_held_from_its_start_until_the_successors(office: DatedOffice, day: str, holds: bool) -> None:
    """The day of the end belongs to the successor; a month or year stands for all its days."""
    assert office.holds_on(day) is holds
