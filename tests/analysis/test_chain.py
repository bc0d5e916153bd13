"""The analyzer as a whole: its laws, and its tables in a generation."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer, Explained, explain
from search.analysis.chain import TABLES_FILE
from search.analysis.reading import LONGEST_TERM
from search.errors import CorruptGenerationError

ANALYZER = Analyzer()
WORDS = [
    "ke",
    "80",
    "anti",
    "korupsi",
    "pukul",
    "15.00",
    "WIB",
    "Rp2,5",
    "21",
    "Jan",
    "2025",
    "negara-negara",
    "(21/1)",
]
WORDS += [
    "COVID",
    "19",
    "KPK-nya",
    "Qur'an",
    "kompas.com",
    "A.S.",
    "mahasiswa2",
    "&nbsp;",
    "–",
    "%",
    "US$",
    "e-KTP",
    "\n",
]
ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
NEWS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=20).map(" ".join)
PACKED = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from("-.,:/' %$")), max_size=12).map("".join)


@given(st.one_of(ANY_TEXT, NEWS, PACKED))
def test_no_text_breaks_the_laws(text: str) -> None:
    """Positions rise by one, offsets are in range and never go backwards, every position has a term in both streams."""
    tokens = ANALYZER.tokens(text)
    assert [token.position for token in tokens] == list(range(len(tokens)))
    spans = [(token.start, token.end) for token in tokens]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    for token in tokens + ANALYZER.query_tokens(text):
        assert token.forms.exact
        assert token.forms.stem
        for term in token.forms.exact + token.forms.stem:
            assert 0 < len(term) <= LONGEST_TERM
            assert not any(c.isspace() or unicodedata.category(c)[0] == "C" for c in term)


@given(st.one_of(ANY_TEXT, NEWS, PACKED))
def test_pieces_and_forms_agree_with_tokens(text: str) -> None:
    """The fast path of indexing gives the forms that `tokens` gives; queries have the same positions."""
    fast = [forms for piece in ANALYZER.pieces(text) for forms in ANALYZER.forms(piece)]
    assert fast == [token.forms for token in ANALYZER.tokens(text)]
    assert len(ANALYZER.query_tokens(text)) == len(fast)


@given(st.one_of(st.text(max_size=80), NEWS))
def test_composed_and_decomposed_texts_have_equal_forms(text: str) -> None:
    """NFC and NFD twins are one text to readers."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert [t.forms for t in ANALYZER.tokens(composed)] == [t.forms for t in ANALYZER.tokens(decomposed)]


@given(st.one_of(ANY_TEXT, NEWS, PACKED))
def test_what_a_query_looks_for_is_indexed(text: str) -> None:
    """Every position of a text is found by the query that is the text itself."""
    for indexed, wanted in zip(ANALYZER.tokens(text), ANALYZER.query_tokens(text), strict=True):
        assert set(wanted.forms.exact) & set(indexed.forms.exact)
        assert set(wanted.forms.stem) & set(indexed.forms.stem)


@given(
    st.sampled_from(["pemerintahan", "ditangkap", "Sukarno", "negara-negara"]), st.sampled_from(["", ".", " x", "!"])
)
def test_a_stem_depends_on_the_word_alone(word: str, after: str) -> None:
    """What stands beside a word does not change its forms."""
    assert ANALYZER.tokens(word + after)[0].forms == ANALYZER.tokens(f"“{word}”")[0].forms


def test_ascii_and_unicode_patterns_cut_alike() -> None:
    """A foreign letter elsewhere in the text changes nothing for the rest of it."""
    text = " ".join(WORDS) + " pemberantasan, korupsi-korupsi Rp 5,5 triliun."
    assert ANALYZER.pieces(text + " ж") == [*ANALYZER.pieces(text), "ж"]


def test_a_huge_word_is_cut() -> None:
    """A blob without blanks becomes terms of at most 64 characters, in bounded pieces."""
    pieces = ANALYZER.pieces("x" * 1000 + " " + "-".join(["kata"] * 1000))
    assert max(map(len, pieces)) <= 8 * 65
    assert len(ANALYZER.tokens("x" * 1000)) == 16


def test_tables_survive_a_generation(tmp_path: Path) -> None:
    """An opened analyzer analyses as the one that was written, and has its fingerprint."""
    written = Analyzer(protected=["Zulkarnaenan"], guard=["Sheeran"])
    written.write(tmp_path / "analysis")
    opened = Analyzer.open(tmp_path / "analysis")
    text = "Zulkarnaenan dan Sheeran menangkap"
    assert opened.tokens(text) == written.tokens(text)
    assert [token.forms.stem[0] for token in opened.tokens(text)] == ["zulkarnaenan", "dan", "sheeran", "tangkap"]
    assert opened.fingerprint() == written.fingerprint() != Analyzer().fingerprint()
    assert Analyzer().fingerprint() == Analyzer().fingerprint()


def test_opening_is_quick(tmp_path: Path) -> None:
    """A worker opens the tables in a few milliseconds; parsing waits for the first text."""
    Analyzer().write(tmp_path)
    begun = time.perf_counter()
    Analyzer.open(tmp_path)
    assert time.perf_counter() - begun < 0.01


def test_an_unreadable_generation_is_said(tmp_path: Path) -> None:
    """Missing and damaged tables name the remedy."""
    with pytest.raises(CorruptGenerationError, match="Rebuild"):
        Analyzer.open(tmp_path)
    for damaged in (b"{", b"[]", b'{"format":0}', b'{"format":1}'):
        (tmp_path / TABLES_FILE).write_bytes(damaged)
        with pytest.raises(CorruptGenerationError, match="Rebuild"):
            Analyzer.open(tmp_path).tokens("kata")


def test_normalise_is_how_a_prefix_is_compared() -> None:
    """A typed prefix is folded, composed and lower-case."""
    assert ANALYZER.normalise("ERDOĞ") == "erdog"


def test_explain_shows_rule_and_wanted_forms() -> None:
    """Each row says what stood there, what is indexed, what is looked for, and why."""
    assert explain(ANALYZER, "HUT ke-80")[1] == Explained(
        1, 4, 9, "ke-80", ("ke-80", "80"), ("ke-80", "80"), ("ke-80",), "ordinal"
    )
