"""Suggestions: what is counted at a rebuild, and what completes a typed text."""

from __future__ import annotations

import random
import time
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
    Suggestable(Completion("query", "Komisi Pemilihan Umum (KPU)", count=5), ("KPU",)),
    Suggestable(Completion("headline", "Rapat KPU di Istana: KPU Siap", count=7)),
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
        ("kpu", ["Komisi Pemilihan Umum (KPU)", "Rapat KPU di Istana: KPU Siap"]),
        ("kpu s", ["Rapat KPU di Istana: KPU Siap"]),
        ("jejak khatulsitiwa", ["Jejak Khatulistiwa"]),
        ("khatlui", ["Jejak Khatulistiwa"]),
        ("joko x", []),
        ("pemi" * 1000, []),
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
    assert phrases_of(["Prabowo dan Gibran", "Prabowo dan Xi"])[0] == ("Prabowo dan Gibran", 1)


def test_counting_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """When too many runs are in memory, those seen once are forgotten; frequent ones are found all the same."""
    monkeypatch.setattr("search.suggest._COUNTED", 50)
    titles = [f"Gempa Besar kata{n} lain{n} sini{n}" for n in range(100)]
    assert ("Gempa Besar", 100) in phrases_of(titles)


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


def test_the_best_come_first_however_many_there_are() -> None:
    """Of thousands with one letter in common the most frequent are offered, begun before infix, none twice."""
    items = [Suggestable(Completion("headline", f"Kata k{n} kabar", count=n)) for n in range(3_000)]
    items.append(Suggestable(Completion("headline", "Semua kata", count=9_000)))
    suggester = Suggester(items)
    assert [c.count for c in suggester.complete("k", 5)] == [2999, 2998, 2997, 2996, 2995]
    everything = [c.count for c in suggester.complete("k", 10_000)]
    assert everything == [*range(2999, -1, -1), 9_000]
    assert suggester.complete("k", 0) == suggester.complete("k", -1) == ()


def test_twenty_thousand_phrases_are_no_burden() -> None:
    """Well under 2 ms a call and 300 ms to begin with, in processor time; the bounds here leave room for slow machines."""
    rng = random.Random(3)
    words = ["".join(rng.choice("abcdefghijklmnoprstu") for _ in range(rng.randrange(3, 9))) for _ in range(6_000)]
    headlines = [" ".join(rng.choice(words) for _ in range(rng.randrange(2, 5))) for _ in range(20_000)]
    leaders = [f"{rng.choice(words)} {rng.choice(words)}" for _ in range(2_000)]
    items = [Suggestable(Completion("headline", text, count=rng.randrange(99))) for text in headlines]
    since = time.process_time()
    suggester = Suggester([*items, *(Suggestable(Completion("leader", name, name)) for name in leaders)])
    assert time.process_time() - since < 1.0
    typed = [*"abcdefghij", *(rng.choice(words)[: rng.randrange(1, 9)] for _ in range(200)), *headlines[:40]]
    typed += [f"{word[:3]}{word[4:]}" for word in words[:50]]
    since = time.process_time()
    for text in typed:
        suggester.complete(text)
    assert time.process_time() - since < len(typed) * 0.002


@given(st.text(max_size=50))
def test_any_text_completes_to_something_known(typed: str) -> None:
    """No text raises; every completion is one of the items."""
    assert set(Suggester(NAMES).complete(typed)) <= {item.completion for item in NAMES}
