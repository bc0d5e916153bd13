"""Encoded texts are what the analyzer says of them, whatever the encoder saw before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.engines.whoosh_engine import encode
from search.engines.whoosh_engine.encode import Encoder

WORDS = st.sampled_from(
    [
        "Memakan",
        "nasi",
        "ke-80",
        "anak-anak",
        "Rp1.000",
        "(PDIP)",
        "di",
        "2024",
        "e-KTP",
        "menteri",
        "ke",
        "80",
        "kerja",
        "sama,",
        "21",
        "Januari",
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=5)
ANALYZER = Analyzer()


def decoded(encoder: Encoder, texts: list[str]) -> list[list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Per text, the forms at each position."""
    text = encoder.encode(texts)
    codes = iter(text.codes.tolist())
    return [[text.entries[next(codes)] for _ in range(length)] for length in text.lengths.tolist()]


def expected(texts: list[str]) -> list[list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The same from the analyzer's tokens; forms behind the first are sorted."""
    row = lambda forms: (forms[0], *sorted(set(forms[1:]) - {forms[0]}))  # noqa: E731
    return [[(row(t.forms.exact), row(t.forms.stem)) for t in ANALYZER.tokens(text)] for text in texts]


@given(TEXTS, TEXTS)
def test_an_encoder_equals_the_analyzer(first: list[str], second: list[str]) -> None:
    """Also for pieces that give several positions, and with a memory of another chunk."""
    encoder = Encoder(ANALYZER)
    assert decoded(encoder, first) == expected(first)
    assert decoded(encoder, second) == expected(second)


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is emptied when full, and the results stay right."""
    monkeypatch.setattr(encode, "MOST_PIECES", 2)
    encoder = Encoder(ANALYZER)
    texts = ["satu dua tiga empat", "lima enam"]
    assert decoded(encoder, texts) == expected(texts)
    assert decoded(encoder, texts[1:]) == expected(texts[1:])
    assert len(encoder._pieces) == 2


def test_the_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is emptied when full, while pieces stay known."""
    monkeypatch.setattr(encode, "MOST_WORDS", 2)
    encoder = Encoder(ANALYZER)
    texts = ["nasi, ikan. sayur", "nasi ikan, sayur."]
    assert decoded(encoder, texts) == expected(texts)
    assert decoded(encoder, texts[1:]) == expected(texts[1:])
    assert (len(encoder._words), len(encoder._pieces)) == (3, 3)
