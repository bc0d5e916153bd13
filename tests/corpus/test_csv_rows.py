"""CSV with a header."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from search.corpus import Limits, ReadOptions
from search.model import Article, RejectedRecord

Read = Callable[..., list[Any]]


def test_fields_values_quotes_and_lines(read_bytes: Read) -> None:
    """Names in any case, several values by `;`, doubled quotes and line breaks inside quotes."""
    (article,) = read_bytes(
        "a.csv",
        'ID,Judul,Isi,Penulis,Tags,Date\r\n7,"Sidang ""Akbar""","Baris satu, panjang.\r\nBaris dua.",Sari; Budi,"a;b",22 Januari 2025\r\n',
    )
    assert article.title == 'Sidang "Akbar"'
    assert article.body == ("Baris satu, panjang.", "Baris dua.")
    assert (article.authors, article.tags) == (("Sari", "Budi"), ("a", "b"))
    assert article.published.isoformat() == "2025-01-22T00:00:00+07:00"
    assert article.source.endswith("a.csv:2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_the_delimiter(read_bytes: Read, delimiter: str) -> None:
    """Spreadsheets of many countries write `;`; tabs work too."""
    rows = [["id", "title", "body", "tags"], ["1", "Judul", "Isi berita.", '"x;y"']]
    (article,) = read_bytes("a.csv", "\n".join(delimiter.join(row) for row in rows))
    assert (article.id, article.body, article.tags) == ("1", ("Isi berita.",), ("x", "y"))


def test_bad_rows_do_not_stop_the_others(read_bytes: Read) -> None:
    """Too many values and broken UTF-8 are one rejected row each, at their line."""
    found = read_bytes("a.csv", b'id,body\n1,Isi.\n2,Isi,lagi\n3,\xff\n\n6,"Isi\nlagi."\n7,Isi.\n')
    kinds = [(type(f), f.source.rpartition(":")[2]) for f in found]
    good, bad = Article, RejectedRecord
    assert kinds == [(good, "2"), (bad, "3"), (bad, "4"), (good, "6"), (good, "8")]
    assert "3 values for 2 fields" in str(found[1])


def test_reading_goes_on_after_a_quote_that_never_closes(read_bytes: Read) -> None:
    """Only the row that opens the quote is lost."""
    found = read_bytes("a.csv", 'id,body\n1,"tak tutup\n2,Isi dua.\n3,Isi tiga.\n')
    assert "a quote is opened and never closed" in str(found[0])
    assert [article.id for article in found[1:]] == ["2", "3"]


def test_many_open_quotes_end_the_file(read_bytes: Read) -> None:
    """A file of nothing but open quotes is given up, not tried from every line."""
    options = ReadOptions(limits=Limits(record=1_000))
    block = '1,"x\n' + ("y" * 300 + "\n") * 4
    found = read_bytes("a.csv", "id,body\n" + block * 150, options)
    assert "too many quotes are opened" in str(found[-1])
    assert sum("a quote is opened and never closed" in str(record) for record in found) == 100


@pytest.mark.parametrize("header", ["", "a,b,c\n1,2,3", "title\nx"])
def test_a_header_without_a_body(read_bytes: Read, header: str) -> None:
    """A file whose header names no text is rejected as a whole; an empty file holds nothing."""
    found = read_bytes("a.csv", header)
    assert len(found) == bool(header)
    assert all("names no field 'body'" in str(record) for record in found)


def test_a_long_cell(read_bytes: Read) -> None:
    """A body of almost five megabytes with line breaks is one article."""
    (article,) = read_bytes(
        "a.csv", 'id,body\n1,"' + "kata berita pendek sekali, baris demi baris.\n" * 100_000 + '"\n'
    )
    assert len(article.body) == 100_000
