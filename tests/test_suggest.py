"""Suggestions: what is counted at a rebuild, and what completes a typed text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import CorruptGenerationError
from search.model import Completion
from search.suggest import Suggestable, Suggester, open_suggester, phrases_of, write_added_phrases, write_phrases

NAMES = [
    Suggestable(Completion("leader", "Joko Widodo", "joko-widodo", 9), ("Jokowi",)),
    Suggestable(Completion("leader", "Recep Tayyip Erdoğan", "erdogan", 3)),
    Suggestable(Completion("outlet", "Jejak Khatulistiwa", "jejak", 40)),
    Suggestable(Completion("headline", "Jokowi resmikan bendungan", count=1)),
]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("jok", ["Joko Widodo", "Jokowi resmikan bendungan"]),
        ("JOKOWI", ["Joko Widodo", "Jokowi resmikan bendungan"]),
        ("widodo", ["Joko Widodo"]),
        ("erdogan", ["Recep Tayyip Erdoğan"]),
        ("Erdoğan", ["Recep Tayyip Erdoğan"]),
        ("khatul", ["Jejak Khatulistiwa"]),
        ("widood", ["Joko Widodo"]),
        ("bendngan", ["Jokowi resmikan bendungan"]),
        ("j", ["Joko Widodo", "Jejak Khatulistiwa", "Jokowi resmikan bendungan"]),
        ("", []),
        ("...", []),
        ("xyz", []),
    ],
)
def test_completions(typed: str, texts: list[str]) -> None:
    """Prefix of any word, blind to case and accents, one typo forgiven; leaders before outlets before headlines."""
    assert [c.text for c in Suggester(NAMES).complete(typed)] == texts


def test_phrases_are_what_headlines_share() -> None:
    """A phrase that only stands inside a longer one is left out; headlines fill up where phrases are few."""
    titles = ["Presiden Xi Jinping bertemu Putin", "Presiden Xi Jinping di Beijing", "Gempa di Cianjur"]
    phrases = phrases_of(titles)
    assert phrases[0] == ("Presiden Xi Jinping", 2)
    assert ("Xi Jinping", 2) not in phrases
    assert ("Gempa di Cianjur", 1) in phrases


def test_added_headlines_come_with_the_old(tmp_path: Path) -> None:
    """An add keeps the phrases of its base and puts the new headlines first."""
    base, new = tmp_path / "base", tmp_path / "new"
    write_phrases(base, ["Gempa di Cianjur", "Gempa di Palu"])
    write_phrases(new, ["Gempa di Cianjur", "Gempa di Palu"])
    write_added_phrases(new, base, ["Gempa di Lombok"])
    completions = open_suggester(new, NAMES).complete("gempa")
    assert {c.text for c in completions} == {"Gempa di Cianjur", "Gempa di Palu", "Gempa di Lombok"}


def test_damage_is_named(tmp_path: Path) -> None:
    """A broken file is a corrupt generation."""
    write_phrases(tmp_path, [])
    (tmp_path / "phrases.json").write_text("[[")
    with pytest.raises(CorruptGenerationError, match=r"phrases\.json"):
        open_suggester(tmp_path, [])


@given(st.text(max_size=50))
def test_any_text_completes_to_something_known(typed: str) -> None:
    """No text raises; every completion is one of the items."""
    assert set(Suggester(NAMES).complete(typed)) <= {item.completion for item in NAMES}
