"""A text cut at blanks gives the pieces of the whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.analysis.blanks import words
from search.analysis.tables import bundled
from search.analysis.tokenizer import UNICODE, openings

ANALYZER = Analyzer()
OPENINGS = sorted({word for word, _ in openings(bundled(), UNICODE)})
SECONDS = sorted({word for pair in bundled().compounds.values() for word in pair})
ODD = [
    "pukul",
    "15.00",
    "15.00-16.00",
    "-",
    "-16.00",
    "WIB",
    "wit",
    "ke",
    "80",
    "Januari",
    "Jan",
    "Jan.",
    "2025",
    "21",
    "21-22",
    "Rp",
    "Rp.",
    "US$",
    "5",
    "5,2",
    "%",
    "persen",
    "G",
    "MH",
    "370",
    "KP",
    "covid",
    "19",
    "x_anti",
    "pro-anti",
    "a-b-c-d-e-f-g-h-anti",
    "5anti",
    "(anti",
    "anti.",
    "anti,",
    "korupsi",
    "undang",
    "kerja",
    "sama",
    "Sama",
    "é",
    "éanti",
    "Œuvre",
    "pak's",
    "pk",
    "pkl.",
    "jam",
    "tanggal",
    "3:",
    ":",
    "\\",
    "&amp;",
    "\u200b",
    "½",
    "²",
    "\ufeff",
    "жанти",
]
LONG = "a" * 64
WORD = st.one_of(
    st.sampled_from(ODD),
    st.sampled_from(OPENINGS).flatmap(lambda word: st.sampled_from([word, word.upper(), word.title(), f"({word}"])),
    st.sampled_from(SECONDS),
    st.sampled_from([LONG + "anti", LONG + "BC", LONG]),
    st.text(max_size=4),
)
GAP = st.sampled_from([" ", " ", " ", "  ", "   ", "\t", " \t", "\n", " \n", ", ", ". ", "-", ""])
TEXT = st.lists(st.tuples(WORD, GAP), max_size=14).map(lambda parts: "".join(word + gap for word, gap in parts))


def cut(text: str) -> list[str]:
    """The pieces, word by word, as `Analyzer.words` says."""
    pieces: list[str] = []
    open_words: list[str] = []
    for word in ANALYZER.words(text):
        open_words.append(word)
        if not ANALYZER.goes_on(word):
            pieces += ANALYZER.pieces(" ".join(open_words))
            open_words = []
    return pieces + ANALYZER.pieces(" ".join(open_words))


@given(TEXT)
def test_words_hold_the_pieces_of_the_text(text: str) -> None:
    """No piece is lost, added or cut, whatever stands beside whatever."""
    assert cut(text) == ANALYZER.pieces(text)


def test_running_text_is_mostly_words_of_their_own() -> None:
    """Otherwise remembering words would be of no use."""
    text = "Presiden menandatangani peraturan tentang pemerintahan daerah,\nkata juru bicara istana."
    assert [word for word in ANALYZER.words(text) if ANALYZER.goes_on(word)] == []
    assert all(map(ANALYZER.goes_on, ("kerja", "Januari", "21")))


def test_words_are_the_text_again() -> None:
    """Only line ends stand apart."""
    assert " ".join(words("a  b\nc")) == "a  b \n c"


def test_some_stems_may_stand_apart() -> None:
    """Those that are written with a blank too; most words are not."""
    assert all(map(ANALYZER.spreads, ("undang-undang", "kerjasama", "antikorupsi", "ke-80", "g20", "15.00")))
    assert not any(map(ANALYZER.spreads, ("presiden", "tangkap", "gempa")))
