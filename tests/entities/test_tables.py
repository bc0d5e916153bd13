"""The rule tables: they load, and a bad row is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search.entities.countries import countries
from search.entities.guards import guard_words
from search.entities.lexicon import teaser_markers
from search.entities.offices import base_forms, seats_of, titles, written_forms
from search.entities.respelled import one_edit_apart
from search.errors import DataFileError


@pytest.mark.parametrize(
    ("title", "seats"),
    [
        ("Presiden RI", 1),
        ("Wakil Menteri Keuangan", 3),
        ("Wakil Ketua DPR", 4),
        ("Penjabat Gubernur Bali", 0),
        ("Apa Saja", 1),
    ],
)
def test_offices_have_seats(title: str, seats: int) -> None:
    """One seat unless the table says otherwise; a star stands for all titles that begin so."""
    assert seats_of(title) == seats


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Menteri Perdagangan", "mendag"),
        ("Gubernur Jawa Barat", "gubernur jabar"),
        ("Ketua KPK", "ketua komisi pemberantasan korupsi"),
        ("Ketua Umum PDI Perjuangan", "ketum pdip"),
        ("Menteri Luar Negeri AS", "menlu amerika serikat"),
        ("Wakil Gubernur DKI Jakarta", "wagub dki"),
    ],
)
def test_offices_have_press_forms(title: str, form: str) -> None:
    """What newspapers write for an office is among its forms."""
    assert form in written_forms(title)


def test_a_foreign_office_has_a_form_without_its_country() -> None:
    """`Presiden Lee` is written without the country; a party's chair has no such form."""
    assert base_forms("Presiden Korea Selatan", "KR") == ("presiden",)
    assert base_forms("Ketua Umum PKB", "ID") == ()


def test_countries_are_named_by_themselves() -> None:
    """Every country has a code of two letters and its label among its names."""
    assert all(len(country.code) == 2 and country.label in country.names for country in countries().values())


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("Presiden RI\tsatu\t", titles),
        ("jalan\tJalan\t", guard_words),
        ("Baca juga\thalaman\t", teaser_markers),
        ("Baca juga\tline\tx\ty", teaser_markers),
        ("\tline", teaser_markers),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(tmp_path: Path, row: str, read: Callable[[str], object]) -> None:
    """A table with a bad row does not load, and says where."""
    table = tmp_path / "table.tsv"
    table.write_text(f"# header\n\n{row}\n")
    with pytest.raises(DataFileError, match=r"^table\.tsv:3: "):
        read(str(table))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("nahrawi", "nahrowi", True),
        ("nahrawi", "nahrawi", True),
        ("nahrawi", "nahawi", True),
        ("nahrawi", "nharawi", True),
        ("nahrawi", "nahrawwi", True),
        ("nahrawi", "narowi", False),
        ("nahrawi", "pratikno", False),
    ],
)
def test_one_edit_is_one_letter(one: str, other: str, apart: bool) -> None:
    """Inserted, dropped, replaced or swapped: one letter, not two."""
    assert one_edit_apart(one, other) is apart
