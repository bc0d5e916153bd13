"""Dates: as news writes them, as readers type them, as the API takes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import WIB, Bound, ReadDate, find_dates_in_query, parse_bound, parse_period, read_date
from search.dates.months import MONTHS, months_before
from search.model import DatePrecision, DateRange

REFERENCE = datetime(2025, 1, 22, 2, 8, tzinfo=WIB)
TODAY = date(2025, 1, 22)
ANY_TEXT = st.text(st.characters(codec=None), max_size=40)
SCRAPS = [
    "22",
    "31",
    "Januari",
    "Feb",
    "2025",
    "/",
    "-",
    "(",
    ")",
    "|",
    "02.08",
    "25:61",
    "WIB",
    "Z",
    "+07:00",
    "+99:99",
]
SCRAPS += [
    "kemarin",
    "menit",
    "lalu",
    "9999",
    "0000",
    "tahun",
    "yang",
    "terakhir",
    "hari",
    "se",
    ",",
    "ſept",
    "wıb",
    "minggu",
]
DATED = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=2)), max_size=9).map(" ".join)


@pytest.mark.parametrize(
    ("text", "instant", "precision"),
    [
        ("Rabu, 22 Januari 2025 | 02:08 WIB", "2025-01-22T02:08:00+07:00", "minute"),
        ("17 Agt 2025 10.00 WITA", "2025-08-17T10:00:00+08:00", "minute"),
        ("17 Agu 2025 pukul 10.00 WIT", "2025-08-17T10:00:00+09:00", "minute"),
        ("1 Nop 2024", "2024-11-01T00:00:00+07:00", "day"),
        ("Selasa (21/1)", "2025-01-21T00:00:00+07:00", "day"),
        ("Senin (30/12)", "2024-12-30T00:00:00+07:00", "day"),
        ("(29/2)", "2024-02-29T00:00:00+07:00", "day"),
        ("Sabtu (3/2/2024)", "2024-02-03T00:00:00+07:00", "day"),
        ("3/2/24", "2024-02-03T00:00:00+07:00", "day"),
        ("22/01/2025 02.08", "2025-01-22T02:08:00+07:00", "minute"),
        ("Kompas.com - 22/01/2025, 14:05 WIB", "2025-01-22T14:05:00+07:00", "minute"),
        ("2025-01-22T02:08:09Z", "2025-01-22T02:08:09+00:00", "second"),
        ("2025-01-22T02:08:09.123-03:30", "2025-01-22T02:08:09-03:30", "second"),
        ("2025/01/22 10:00", "2025-01-22T10:00:00+07:00", "minute"),
        ("Wed, 22 Jan 2025 10:00:00 +0700", "2025-01-22T10:00:00+07:00", "second"),
        ("22 Januari 2025 10.00 +99:99", "2025-01-22T10:00:00+07:00", "minute"),
        ("Jan 5, 2025", "2025-01-05T00:00:00+07:00", "day"),
        ("22\u00a0Januari\u00a02025", "2025-01-22T00:00:00+07:00", "day"),
        ("Jum'at, 3 Januari 2025", "2025-01-03T00:00:00+07:00", "day"),
        ("Januari 2025", "2025-01-01T00:00:00+07:00", "month"),
        ("2025-03", "2025-03-01T00:00:00+07:00", "month"),
        ("2025", "2025-01-01T00:00:00+07:00", "year"),
        ("20 Januari", "2025-01-20T00:00:00+07:00", "day"),
        ("17 menit yang lalu", "2025-01-22T01:51:00+07:00", "minute"),
        ("30 detik lalu", "2025-01-22T02:07:30+07:00", "second"),
        ("sejam lalu", "2025-01-22T01:08:00+07:00", "minute"),
        ("dua hari lalu", "2025-01-20T00:00:00+07:00", "day"),
        ("seminggu yang lalu", "2025-01-15T00:00:00+07:00", "day"),
        ("3 bulan silam", "2024-10-22T00:00:00+07:00", "month"),
        ("2 tahun lalu", "2023-01-22T00:00:00+07:00", "year"),
        ("kemarin", "2025-01-21T00:00:00+07:00", "day"),
        ("hari ini", "2025-01-22T00:00:00+07:00", "day"),
        ("Kemarin, 19:30 WIB", "2025-01-21T19:30:00+07:00", "minute"),
        ("Hari ini 01.30", "2025-01-22T01:30:00+07:00", "minute"),
        ("kemarin pukul 19.30 WIT", "2025-01-21T19:30:00+09:00", "minute"),
        ("baru saja", "2025-01-22T02:08:00+07:00", "minute"),
        ("tiga hari yang lalu", "2025-01-19T00:00:00+07:00", "day"),
        ("1 Agust 2024", "2024-08-01T00:00:00+07:00", "day"),
        ("22 Januari 2025 | 02:08 GMT+7", "2025-01-22T02:08:00+07:00", "minute"),
        ("22 Januari 2025 10:00-12:00 WIB", "2025-01-22T10:00:00+07:00", "minute"),
    ],
)
def test_written_dates(text: str, instant: str, precision: str) -> None:
    """Every form that news writes, with the zone as written and how much was written."""
    found = read_date(text, REFERENCE)
    assert found == ReadDate(datetime.fromisoformat(instant), DatePrecision(precision))
    assert found.instant.isoformat() == instant


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2025",
        "29 Februari 2023",
        "32/1/2025",
        "99/99",
        "10 Mei 2025 25:00",
        "2025-13",
        "tanpa tanggal",
        "",
        "0000",
        "9999 tahun lalu",
        "kemarin pukul 10.75",
    ],
)
def test_impossible_dates_give_nothing(text: str) -> None:
    """What is no date is None, never an exception."""
    assert read_date(text, REFERENCE) is None


def test_phrases_that_need_a_reference_give_nothing_without() -> None:
    """`(21/1)` and `kemarin` have no meaning of their own; a naive reference is WIB."""
    assert read_date("(21/1)") is read_date("kemarin") is None
    assert read_date("kemarin", datetime(2025, 1, 22)) == read_date("kemarin", REFERENCE)  # noqa: DTZ001


def test_the_nearest_year_follows_the_day_in_wib() -> None:
    """Late on 31 December UTC it is January in Jakarta already."""
    found = read_date("(1/1)", datetime(2024, 12, 31, 20, tzinfo=UTC))
    assert found is not None
    assert found.instant.year == 2025


@given(st.one_of(ANY_TEXT, DATED), st.sampled_from([None, REFERENCE, datetime(1, 1, 2, tzinfo=UTC)]))
def test_no_text_raises(text: str, reference: datetime | None) -> None:
    """Any text is a date or None, everywhere."""
    read_date(text, reference)
    parse_period(text)
    for end in (True, False):
        parse_bound(text, end=end)
    for today in (TODAY, date.min, date.max):
        find_dates_in_query(text, today)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.sampled_from(range(12)))  # noqa: DTZ001
def test_what_is_written_out_is_read_back(moment: datetime, spelling: int) -> None:
    """Any day and time, with any spelling of its month."""
    names = MONTHS[moment.month - 1]
    text = f"{moment.day} {names[spelling % len(names)].capitalize()} {moment.year} {moment.hour:02}.{moment.minute:02} WIB"
    found = read_date(text)
    assert found is not None
    assert found.instant == moment.replace(second=0, microsecond=0, tzinfo=WIB)


@pytest.mark.parametrize(
    ("query", "start", "end", "rest"),
    [
        ("banjir januari 2025", "2025-01-01", "2025-01-31", "banjir"),
        ("banjir bulan Peb 2024 jakarta", "2024-02-01", "2024-02-29", "banjir jakarta"),
        ("17 agustus 2025 upacara", "2025-08-17", "2025-08-17", "upacara"),
        ("gempa 3/2/2024", "2024-02-03", "2024-02-03", "gempa"),
        ("gempa 2024-02-03", "2024-02-03", "2024-02-03", "gempa"),
        ("pemilu tahun 2024", "2024-01-01", "2024-12-31", "pemilu"),
        ("hari ini", "2025-01-22", "2025-01-22", ""),
        ("berita kemarin", "2025-01-21", "2025-01-21", "berita"),
        ("gempa minggu lalu", "2025-01-13", "2025-01-19", "gempa"),
        ("gempa pekan ini", "2025-01-20", "2025-01-26", "gempa"),
        ("inflasi bulan lalu", "2024-12-01", "2024-12-31", "inflasi"),
        ("inflasi bulan ini", "2025-01-01", "2025-01-31", "inflasi"),
        ("apbn tahun lalu", "2024-01-01", "2024-12-31", "apbn"),
        ("apbn tahun ini", "2025-01-01", "2025-12-31", "apbn"),
        ("7 hari terakhir banjir", "2025-01-16", "2025-01-22", "banjir"),
        ("sepekan terakhir", "2025-01-16", "2025-01-22", ""),
        ("kurs selama 3 bulan terakhir", "2024-10-25", "2025-01-22", "kurs"),
        ("setahun terakhir", "2024-01-24", "2025-01-22", ""),
    ],
)
def test_typed_dates(query: str, start: str, end: str, rest: str) -> None:
    """A phrase inside a query means days; the rest of the query remains."""
    found = find_dates_in_query(query, TODAY)
    assert found is not None
    assert found.dates == DateRange(date.fromisoformat(start), date.fromisoformat(end))
    assert found.rest == rest
    assert found.phrase.strip() in query


@pytest.mark.parametrize(
    "query", ["pilpres 2024", "g30s", '"hari ini" koran', "31 februari 2025", "januari", "hari inisiatif", ""]
)
def test_queries_without_dates(query: str) -> None:
    """A bare year is a word, quotes are kept, impossible days are nothing."""
    assert find_dates_in_query(query, TODAY) is None


@pytest.mark.parametrize(
    ("text", "end", "bound"),
    [
        ("2025", False, Bound(day=date(2025, 1, 1))),
        ("2025", True, Bound(day=date(2025, 12, 31))),
        ("2024-02", True, Bound(day=date(2024, 2, 29))),
        ("2024-02", False, Bound(day=date(2024, 2, 1))),
        (" 2025-01-22 ", True, Bound(day=date(2025, 1, 22))),
        ("2025-01-22T00:00:00+07:00", False, Bound(instant=datetime(2025, 1, 22, tzinfo=WIB))),
        ("2025-01-22t10:00:00z", True, Bound(instant=datetime(2025, 1, 22, 10, tzinfo=UTC))),
        ("2025-01-22T10:00:00", True, None),
        ("2025-02-30", True, None),
        ("0000", False, None),
        ("22/01/2025", False, None),
        ("2025-01-22Txx", False, None),
    ],
)
def test_bounds(text: str, end: bool, bound: Bound | None) -> None:
    """A year or month covers all its days; an instant needs its zone."""
    assert parse_bound(text, end=end) == bound


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("24h", timedelta(hours=24)),
        ("7d", timedelta(days=7)),
        ("2w", timedelta(days=14)),
        ("3m", timedelta(days=90)),
        ("1y", timedelta(days=365)),
        ("0d", None),
        ("7", None),
        ("d", None),
        ("99999h", None),
    ],
)
def test_periods(text: str, length: timedelta | None) -> None:
    """A number and a letter."""
    assert parse_period(text) == length


def test_months_before_crosses_years() -> None:
    """The first day of an earlier month."""
    assert months_before(date(2025, 1, 22), 13) == date(2023, 12, 1)
