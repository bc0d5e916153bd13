"""The table of texts, and numbers and dates in both languages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import formats
from api.languages import Language, load_texts
from api.notices import notice_text
from search import DataFileError, DatePrecision, Notice, NoticeCode

ID, EN = Language.INDONESIAN, Language.ENGLISH
WITA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("a\tsatu", "uji.tsv:1: 'a' needs a text"),
        ("a\tsatu\t", "uji.tsv:1: 'a' needs a text"),
        ("# catatan\n\na\tsatu\tone\na\tdua\ttwo", "uji.tsv:4: 'a' stands twice"),
        ("a\tsatu {n}\tone {m}", "uji.tsv:1: 'a' has different placeholders"),
    ],
)
def test_a_faulty_table_names_its_line(tmp_path: Path, table: str, fault: str) -> None:
    """A row that cannot be right stops the application with file and line."""
    path = tmp_path / "uji.tsv"
    path.write_text(table, "utf-8")
    with pytest.raises(DataFileError, match=re.escape(fault)):
        load_texts(path)


@pytest.mark.parametrize(("count", "text"), [("0", "0 articles"), ("1", "1 article"), ("1,001", "1,001 articles")])
def test_one_thing_has_words_of_its_own(count: str, text: str) -> None:
    """English tells one article from several."""
    assert load_texts()[Language.ENGLISH]("results.count", count=count) == text


def test_every_text_that_is_asked_for_exists(root: Path) -> None:
    """Each key named in a template or in code stands in the table."""
    texts = load_texts()[ID]
    sources = [*(root / "api").rglob("*.html"), *(root / "api").rglob("*.py")]
    asked = {
        key
        for path in sources
        for key in re.findall(r"\b(?:t|texts)\(\s*f?\"([a-z_.]+[a-z])\"(?! ~)", path.read_text("utf-8"))
    }
    assert len(asked) > 60
    assert asked <= set(texts.table)
    made = ("error.", "problem.", "notice.", "rule.", "results.sort.", "filters.", "facet.title.", "facet.prefix.")
    assert {key.removesuffix(".one") for key in texts.table if not key.startswith(made)} <= asked


@pytest.mark.parametrize("code", NoticeCode)
@pytest.mark.parametrize("language", Language)
def test_every_notice_has_words(code: NoticeCode, language: Language) -> None:
    """What the engine can tell, the web can say, with the nearest names."""
    text = notice_text(Notice(code, "kompaz", ("kompas", "tempo")), load_texts()[language])
    assert text.endswith("kompas, tempo.")


@pytest.mark.parametrize(
    ("value", "precision", "indonesian", "english", "machine"),
    [
        (datetime(2025, 1, 22, 2, 8, tzinfo=formats_zone), precision, indonesian, english, machine)
        for formats_zone, precision, indonesian, english, machine in [
            (
                timezone(timedelta(hours=7)),
                DatePrecision.MINUTE,
                "22 Januari 2025, 02.08 WIB",
                "22 January 2025, 02:08 WIB",
                "2025-01-22T02:08:00+07:00",
            ),
            (
                WITA,
                DatePrecision.SECOND,
                "22 Januari 2025, 02.08 WITA",
                "22 January 2025, 02:08 WITA",
                "2025-01-22T02:08:00+08:00",
            ),
            (
                timezone(timedelta(hours=9)),
                DatePrecision.MINUTE,
                "22 Januari 2025, 02.08 WIT",
                "22 January 2025, 02:08 WIT",
                "2025-01-22T02:08:00+09:00",
            ),
            (
                UTC,
                DatePrecision.MINUTE,
                "22 Januari 2025, 02.08 UTC",
                "22 January 2025, 02:08 UTC",
                "2025-01-22T02:08:00+00:00",
            ),
            (
                timezone(timedelta(hours=-3, minutes=-30)),
                DatePrecision.MINUTE,
                "22 Januari 2025, 02.08 UTC-03.30",
                "22 January 2025, 02:08 UTC-03.30",
                "2025-01-22T02:08:00-03:30",
            ),
            (WITA, DatePrecision.DAY, "22 Januari 2025", "22 January 2025", "2025-01-22"),
            (WITA, DatePrecision.MONTH, "Januari 2025", "January 2025", "2025-01"),
            (WITA, DatePrecision.YEAR, "2025", "2025", "2025"),
            (WITA, DatePrecision.NONE, "", "", ""),
        ]
    ],
)
def test_dates_are_no_finer_than_they_were_written(
    value: datetime, precision: DatePrecision, indonesian: str, english: str, machine: str
) -> None:
    """A day is shown as a day; instants keep their zone."""
    assert formats.published(value, precision, ID) == indonesian
    assert formats.published(value, precision, EN) == english
    assert formats.machine_date(value, precision) == machine


def test_undated() -> None:
    """No date is no text."""
    assert formats.published(None, DatePrecision.NONE, ID) == formats.machine_date(None, DatePrecision.NONE) == ""


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
        (date(2024, 12, 1), date(2024, 12, 31), "Desember 2024"),
        (date(2024, 2, 2), date(2024, 2, 2), "2 Februari 2024"),
        (date(2024, 1, 1), date(2025, 12, 31), "1 Januari 2024 – 31 Desember 2025"),
        (date(2024, 1, 1), None, "1 Januari 2024 – …"),
        (None, date(2024, 1, 1), "… – 1 Januari 2024"),
    ],
)
def test_spans_in_the_fewest_words(start: date | None, end: date | None, text: str) -> None:
    """A whole year, month or day is called by its name."""
    assert formats.span(start, end, ID) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2019-10-20", "20 Oktober 2019"),
        ("2019-10", "Oktober 2019"),
        ("2019", "2019"),
        ("sekitar 2019", "sekitar 2019"),
        ("2019-13", "2019-13"),
    ],
)
def test_partial_dates(text: str, shown: str) -> None:
    """Offices are dated as well as they are known."""
    assert formats.partial_date(text, ID) == shown


@given(st.integers(-(10**12), 10**12))
def test_numbers(value: int) -> None:
    """Dots in Indonesian, commas in English, and nothing else changes."""
    assert formats.number(value, ID).replace(".", "") == formats.number(value, EN).replace(",", "") == str(value)
    assert formats.number(1234567, ID) == "1.234.567"
