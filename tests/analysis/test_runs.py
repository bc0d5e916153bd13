"""Spans read with a memory for words are those of the whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.analysis.tables import bundled
from search.analysis.tokenizer import UNICODE, openings

ANALYZER = Analyzer()
OPENINGS = sorted({word for word, _ in openings(bundled(), UNICODE)})
NUMBERS = ["15.00", "15.00-16.00", "80", "21", "21-22", "2025", "370", "19", "5,2", "½", "9.30"]
SIGNS = ["-", "%", ":", "&amp;", "&", "\u200b", "\u00a0", "US$", "Rp.", "“", "’"]
WORDS = ["Januari", "Jan.", "WIB", "korupsi", "sama", "Sama", "undang", "MH", "G", "é", "Négara", "pak's", "persen"]
WORD = st.one_of(
    st.sampled_from([*NUMBERS, *SIGNS, *WORDS]),
    st.sampled_from(OPENINGS).flatmap(lambda word: st.sampled_from([word, word.title(), f"({word}"])),
    st.text(max_size=4),
)
GAP = st.sampled_from([" ", " ", " ", "  ", "\t", "\n", " \n", ", ", ". ", "-", ""])
TEXT = st.lists(st.tuples(WORD, GAP), max_size=14).map(lambda parts: "".join(word + gap for word, gap in parts))


@given(TEXT)
def test_runs_hold_the_spans_of_the_text(text: str) -> None:
    """No span is lost, added or moved, whatever stands beside whatever."""
    assert ANALYZER.spans(text) == [(token.start, token.end, token.forms) for token in ANALYZER.tokens(text)]


def test_a_run_knows_its_stems_and_whether_it_goes_on() -> None:
    """`kerja` may go on to `kerja sama`; a run of two words has the stems of both."""
    assert ANALYZER.runs["kerja"].goes_on
    assert not ANALYZER.runs["ditangkap,"].goes_on
    assert ANALYZER.runs["TNI-Polri"].stems >= {"tni", "polri"}


def test_long_runs_are_read_too() -> None:
    """What is not worth remembering is read each time."""
    text = "kata-" * 100
    assert ANALYZER.spans(text) == [(token.start, token.end, token.forms) for token in ANALYZER.tokens(text)]
    assert ANALYZER.runs[text] == ANALYZER.runs[text]
    assert text not in ANALYZER.runs


def test_the_memory_is_bounded() -> None:
    """However many words come by, it holds some of them; what was forgotten is read again."""
    runs = Analyzer().runs
    before = runs["gempa"]
    for number in range(40_000):
        runs[f"kata{number}"]
    assert len(runs) <= 1 << 14
    assert runs["gempa"] == before
