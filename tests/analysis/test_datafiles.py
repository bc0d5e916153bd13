"""The bundled word tables: complete, consistent, and checked row by row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search.analysis import datafiles
from search.analysis.tables import FORMAT, Tables, bundled
from search.dates import MONTHS
from search.errors import DataFileError


def test_every_file_says_where_it_comes_from() -> None:
    """Source and reason stand in the head of each table."""
    folder = Path(datafiles.__file__).parent / "data"
    for path in folder.iterdir():
        if path.suffix in (".tsv", ".txt"):
            head = [line for line in path.read_text("utf-8").split("\n") if line.startswith("#")]
            assert any("Source: hand-written" in line for line in head), path.name


def test_the_tables_are_large_enough() -> None:
    """What the design asks of each table."""
    tables = bundled()
    assert len(tables.overrides) >= 500
    assert len(datafiles.acronyms()) >= 150
    assert ("KPK", "Komisi Pemberantasan Korupsi") in datafiles.acronyms()
    assert "undang-undang" in tables.reduplications
    assert {"bekasi", "gerindra", "kemenag"} <= tables.protected
    assert not tables.protected & tables.overrides.keys()


def test_months_agree_with_the_date_reader() -> None:
    """Analysis and dates know the same spellings; the date reader knows English names besides."""
    for month, names in zip(datafiles.months(), MONTHS, strict=True):
        assert {month.name, *month.variants, *month.abbreviations} <= set(names)


def test_tables_survive_their_bytes() -> None:
    """What is frozen comes back equal, under the current format."""
    tables = bundled().extended(["nama"], ["jaga"])
    again = Tables.from_bytes(tables.to_bytes())
    assert again == tables
    assert again.to_bytes() == tables.to_bytes()
    assert FORMAT >= 1


@pytest.mark.parametrize(
    ("name", "content", "read", "problem"),
    [
        (
            "w.txt",
            "# x\nsatu Dua",
            lambda f: datafiles.words("w.txt", folder=f),
            r"w\.txt:2: 'Dua' is not in lower-case",
        ),
        ("w.txt", "satu\n\nsatu", lambda f: datafiles.words("w.txt", folder=f), r"w\.txt:3: 'satu' stands"),
        ("w.txt", "satu", lambda f: datafiles.words("w.txt", hyphens=True, folder=f), r"w\.txt:1: 'satu' is not"),
        ("w.txt", "satu\tdua", lambda f: datafiles.words("w.txt", folder=f), r"w\.txt:1: 2 cells, expected 1"),
        ("overrides.tsv", "Kata\tkata", datafiles.overrides, r"overrides\.tsv:1: 'Kata' or 'kata' is not"),
        ("overrides.tsv", "a\tx y\nb\ty", datafiles.overrides, r"overrides\.tsv:2: 'y' stands"),
        ("spellings.tsv", "a-b\tx", datafiles.spellings, r"spellings\.tsv:1: 'a-b' or 'x' is not"),
        ("compounds.tsv", "ab\ta c\tyes", datafiles.compounds, r"compounds\.tsv:1: expected a solid word"),
        ("compounds.tsv", "ab\ta b\tyes\nab\ta b\tno", datafiles.compounds, r"compounds\.tsv:2: 'ab' stands"),
        ("compounds.tsv", "ab\ta b\tja", datafiles.open_compounds, r"compounds\.tsv:1: expected yes or no"),
        ("months.tsv", "januari\t\tjan", datafiles.months, r"months\.tsv:1: 1 months, expected 12"),
        ("prefixes.tsv", "anti\tyes\tno\tperhaps", datafiles.prefixes, r"prefixes\.tsv:1: expected a prefix"),
        ("prefixes.tsv", "a\tno\tno\tno\na\tno\tno\tno", datafiles.prefixes, r"prefixes\.tsv:2: 'a' stands"),
        ("currencies.tsv", "RP\trp", datafiles.currencies, r"currencies\.tsv:1: 'RP' or 'rp' is not"),
        ("currencies.tsv", "rp\trp\nrp\tidr", datafiles.currencies, r"currencies\.tsv:2: 'rp' stands"),
        ("acronyms.tsv", "KPK\tKomisi", datafiles.acronyms, r"acronyms\.tsv:1: expected an acronym"),
        ("acronyms.tsv", "A\tB C\nA\tB C", datafiles.acronyms, r"acronyms\.tsv:2: 'A' = 'B C' stands"),
    ],
)
def test_bad_rows_are_named(
    tmp_path: Path, name: str, content: str, read: Callable[[Path], object], problem: str
) -> None:
    """A bad row is an error that names file and line."""
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(DataFileError, match=problem):
        read(tmp_path)
