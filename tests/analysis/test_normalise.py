"""Folding and its alignment."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.normalise import align, compose, fold, fold_char

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Négara–negara”", '"Negara-negara"'),
        ("Qur’an", "Qur'an"),
        ("a\u200bb\u202ec", "abc"),
        ("soft\u00adhyphen", "softhyphen"),
        ("AS&nbsp;&amp; China", "AS   China"),
        ("R&D", "R D"),
        ("&#97;&#x42;", "aB"),
        ("&tidakada;", " tidakada;"),
        ("ＡＢＣ１２", "ABC12"),
        ("٣٤", "34"),
        ("CO₂ ½", "CO2 1/2"),
        ("Đặng Łódź ß ŋ", "Dang Lodz ss ng"),
        ("İstanbul ΣΑΣ", "Istanbul σασ"),
        ("\ud800x\x00", " x\x00"),
        ("€5", "€5"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Entities, accents, quotes, dashes, invisible characters and digits of all scripts become plain."""
    assert fold(text) == folded


def test_long_foreign_runs_fold_too() -> None:
    """A run of foreign letters longer than the memo keeps is folded character by character."""
    assert fold("Ж" * 40) == "ж" * 40


def test_compose_keeps_hangul_readable() -> None:
    """Decomposed syllables are put together again in a term."""
    assert compose(fold("한국")) == "한국"
    assert compose("ABC") == "abc"


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """Normalisation is idempotent."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_composed_and_decomposed_spellings_fold_alike(text: str) -> None:
    """NFC and NFD twins give the same text."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(decomposed)


@given(ANY_TEXT)
def test_alignment_points_into_the_original(text: str) -> None:
    """`align` folds as `fold` does; spans are in range and never go backwards."""
    folded = align(text)
    assert folded.text == fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_alignment_covers_accents_and_entities() -> None:
    """A letter's span holds its combining accents; what an entity stood for spans all of it."""
    folded = align("ne\u0301gara &#65;S")
    assert folded.text == "negara AS"
    assert folded.span(0, 6) == (0, 7)
    assert folded.span(7, 9) == (8, 14)


def test_every_folded_character_is_stable() -> None:
    """Folding what a character became gives the same, for all of Unicode."""
    for code in range(0x110000):
        folded = fold_char(chr(code))
        assert "".join(map(fold_char, folded)) == folded, hex(code)
    fold_char.cache_clear()


@given(st.text(st.sampled_from("aZ “”‘’–—…\u00a0é½ﬁ\u200b"), max_size=30))
def test_a_text_folds_as_its_characters_do(text: str) -> None:
    """What is frequent is replaced first, which changes nothing."""
    assert fold(text) == "".join(map(fold_char, text))
