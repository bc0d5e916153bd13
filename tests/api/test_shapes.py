"""Passages, charts and offices: the pure parts of the pages."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.languages import Language, load_texts
from api.pages.article_page import decided, rule_text
from api.pages.charts import FLOOR, MAX_TICKS, WIDTH, Column, chart_of
from api.pages.leader_page import office_years
from api.pages.passages import Span, paragraphs, passages
from api.pages.timelines import months_chart
from api.schemas import web_address
from search import LinkDecision, Office, Query
from search.model import Mention

ID = load_texts()[Language.INDONESIAN]
spans = st.lists(
    st.tuples(st.integers(-5, 60), st.integers(-5, 60)).map(lambda p: Span(min(p), max(p), "x")), max_size=8
)


@given(body=st.lists(st.text(min_size=1, max_size=20), max_size=4), found=spans)
def test_passages_join_to_the_text(body: list[str], found: list[Span]) -> None:
    """Whatever the spans, no character is lost, doubled or moved."""
    ordered = sorted(found, key=lambda span: (span.start, span.end))
    cut = paragraphs(body, ordered)
    assert ["".join(piece.text for piece in pieces) for pieces in cut] == body


def test_passages_name_whom_they_name() -> None:
    """Offsets count code points over paragraphs joined by newlines."""
    body = ["😀 Xi datang.", "Putin pergi."]
    cut = paragraphs(body, [Span(2, 4, "xi"), Span(13, 18, "putin")])
    assert [(p.text, p.leader) for p in cut[0]] == [("😀 ", ""), ("Xi", "xi"), (" datang.", "")]
    assert [(p.text, p.leader) for p in cut[1]] == [("Putin", "putin"), (" pergi.", "")]
    assert passages("", []) == ()


@given(counts=st.lists(st.integers(0, 10_000), max_size=120))
def test_bars_stay_inside_and_keep_proportion(counts: list[int]) -> None:
    """Bars lie side by side within the chart; a higher count is never a lower bar; every count can be seen."""
    chart = chart_of("uji", [Column(str(n), str(n), count, "/") for n, count in enumerate(counts)])
    if not any(counts):
        assert chart is None
        return
    assert chart is not None
    assert len(chart.ticks) <= MAX_TICKS
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH + 0.1
        assert 0 <= bar.y <= FLOOR
        assert (bar.height > 0) == (bar.column.count > 0)
    ranked = sorted(chart.bars, key=lambda bar: bar.column.count)
    assert all(a.height <= b.height for a, b in pairwise(ranked))


def test_months_without_articles_are_gaps() -> None:
    """Zeros are filled in between; many months become years, and nothing is lost."""
    chart = months_chart("uji", [("2024-11", 2), ("2025-02", 1)], Query(leaders=("x",)), Language.INDONESIAN)
    assert chart is not None
    assert [(c.label, c.count) for c in chart.columns] == [
        *(("November 2024", 2), ("Desember 2024", 0), ("Januari 2025", 0), ("Februari 2025", 1)),
    ]
    assert chart.columns[0].href == "/cari?leader=x&from=2024-11-01&to=2024-11-30"
    years = months_chart("uji", [("2001-01", 2), ("2001-03", 1), ("2025-02", 1)], Query(), Language.INDONESIAN)
    assert years is not None
    assert [c.label for c in years.columns] == [str(year) for year in range(2001, 2026)]
    assert sum(c.count for c in years.columns) == 4
    assert months_chart("uji", [], Query(), Language.INDONESIAN) is None


def test_alike_decisions_stand_together() -> None:
    """The same name decided alike is one row with its number of places."""
    at = [Mention("body", n, n + 2) for n in range(3)]
    rows = decided(
        [
            LinkDecision(at[0], "Xi", "xi-jinping", True, "full name"),
            LinkDecision(at[1], "Xi", "xi-jinping", True, "full name"),
            LinkDecision(at[2], "Trump", "", False, "part of a longer name: Eric Trump"),
        ],
        {"xi-jinping": "Xi Jinping"},
        ID,
    )
    assert [(row.surface, row.name, row.times) for row in rows] == [("Xi", "Xi Jinping", 2), ("Trump", "", 1)]
    assert rows[1].rule == "bagian dari nama yang lebih panjang: Eric Trump"
    assert rule_text("a rule of tomorrow", ID) == "a rule of tomorrow"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2014-10-20", "2024-10-20", "20 Oktober 2014 – 20 Oktober 2024"),
        ("2024-10", None, "sejak Oktober 2024"),
        (None, "1998", "sampai 1998"),
        (None, None, ""),
    ],
)
def test_office_years(start: str | None, end: str | None, text: str) -> None:
    """An office is dated as well as it is known."""
    assert office_years(Office("Presiden RI", start, end), ID) == text


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example", None),
        ("https:", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(url: str, link: str | None) -> None:
    """Http and https with a host, nothing else."""
    assert web_address(url) == link


@given(start=st.dates(date(1900, 1, 1), date(2099, 1, 1)), length=st.integers(0, 800))
def test_a_span_of_days_always_has_words(start: date, length: int) -> None:
    """Any range can be said."""
    from api.formats import span

    assert span(start, start + timedelta(days=length), Language.INDONESIAN)
