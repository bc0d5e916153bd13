"""What a query wants: needles that its words cannot do without, numbers, phrases."""

from __future__ import annotations

import pytest

from search.analysis import Analyzer
from search.query.plan import And, Phrase, Prefix, Stream, Word
from search.snippets.wanted import Wanted

ANALYZER = Analyzer()


def wanted(text: str) -> Wanted:
    tokens = ANALYZER.query_tokens(text)
    return Wanted(And(tuple(Word(text[t.start : t.end], t.forms.stem, t.forms.exact) for t in tokens)))


@pytest.mark.parametrize(
    ("query", "needles"),
    [
        ("penangkapan", ("gkap",)),
        ("bank", ("bank",)),
        ("pukul", ("ukul",)),
        ("sapu", ("apu",)),
        ("cina", ("hina", "ina")),
        ("xi", ("xi",)),
        ("selebriti", ("itas", "riti")),
        ("2.500", ("500",)),
        ("2,5", ("2",)),
        ("g20", ("20",)),
        ("mh370", ("mh",)),
    ],
)
def test_needles_are_in_every_spelling(query: str, needles: tuple[str, ...]) -> None:
    """The end of the stem; its first letter only where no prefix swallows it and no old spelling changes it; digits that no
    spelling parts."""
    assert wanted(query).needles == needles


def test_words_of_one_stem_have_one_number() -> None:
    """The first of them counts; what was typed after them keeps its own number, below the prefixes'."""
    found = wanted("ditangkap penangkapan bupati")
    assert found.stems == {"tangkap": 0, "bupati": 2}
    assert found.prefix_number == 3


def test_phrases_are_known_by_their_first_words() -> None:
    """In their own stream."""
    tokens = ANALYZER.query_tokens("menteri luar")
    words = tuple(Word("", t.forms.stem, t.forms.exact) for t in tokens)
    exact, stem = Phrase(words, Stream.EXACT), Phrase(words, Stream.STEM)
    found = Wanted(And((exact, stem, Prefix("presi"))))
    (begins,) = (span[2] for span in ANALYZER.spans("Kementerian"))
    assert list(found.beginning_with(begins)) == [stem]
    assert not found.overlap
