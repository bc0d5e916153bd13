"""Written forms of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.entities.names import fold, key, reduced, slug


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    """A folded text is as long as the text, whatever is in it."""
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """Folding is idempotent."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Erdoğan", "Erdogan"), ("Ma’ruf", "Ma'ruf"), ("Jokowi–JK", "Jokowi-JK"), ("Støre", "Store"), ("東京", "東京")],
)
def test_folding_drops_accents_and_typography(text: str, folded: str) -> None:
    """Accents, curly quotes and long dashes become ASCII; letters of other scripts stay."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soeharto", "Suharto"),
        ("Yudhoyono", "Yudoyono"),
        ("Djoko", "Joko"),
        ("Tjahaja", "Cahaja"),
        ("Sjahrir", "Syahrir"),
        ("Mohammad", "Muhammad"),
        ("Saifullah", "Syaifulah"),
    ],
)
def test_spellings_of_one_sound_reduce_to_one_key(one: str, other: str) -> None:
    """Old, new and sloppy spellings of a word of a name meet."""
    assert reduced(one) == reduced(other)


@pytest.mark.parametrize(("one", "other"), [("Budi", "Bambang"), ("Anwar", "Anis"), ("Hatta", "Hadi")])
def test_different_words_stay_different(one: str, other: str) -> None:
    """Reduction does not join words that sound different."""
    assert reduced(one) != reduced(other)


def test_a_key_knows_neither_case_nor_accents_nor_points() -> None:
    """`B.J. Habibie`, `bj habibie` and `BJ HABIBIE` are looked up alike."""
    assert key("B.J. Habibie") == key("bj habibie") == key("BJ HABIBIE")
    assert key("Recep Tayyip Erdoğan") == key("recep tayyip  erdogan")


@given(st.text())
def test_a_slug_is_a_slug(text: str) -> None:
    """A slug has lower-case letters, digits and single inner hyphens only."""
    assert all(
        part.isascii() and part.isalnum() and part == part.lower() for part in slug(text).split("-") if slug(text)
    )
