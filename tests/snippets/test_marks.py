"""Places in bodies are the marks of the whole body, found with less reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.query.plan import And, Either, Phrase, Stream, Word
from search.snippets.marks import MOST_PLACES, Marker
from search.snippets.wanted import Wanted

ANALYZER = Analyzer()
VOCABULARY = [
    "penangkapan",
    "ditangkap",
    "Tangkap,",
    "memukul",
    "pukulan",
    "Joko",
    "Widodo",
    "widodo.",
    "bupati",
    "Bupatinya",
    "mengecat",
    "cat",
    "yang",
    "dan",
]
TEXT = st.lists(st.sampled_from(VOCABULARY), max_size=30).map(" ".join)


def words(text: str) -> tuple[Word, ...]:
    tokens = ANALYZER.query_tokens(text)
    return tuple(Word(text[t.start : t.end], t.forms.stem, t.forms.exact) for t in tokens)


@given(TEXT, st.lists(st.sampled_from(["tangkap", "pukul", "bupati", "cat"]), min_size=1, max_size=3).map(" ".join))
def test_places_are_where_the_marks_are(text: str, query: str) -> None:
    """A needle finds every spelling of a word, and the marks at the places are the marks of the text."""
    marker = Marker(ANALYZER, Wanted(And(words(query))))
    places = marker.places(text)
    assert marker.marks_at(text, places) == marker.marks(text)


@given(TEXT, st.sampled_from([Stream.STEM, Stream.EXACT]))
def test_a_phrase_is_marked_wherever_it_stands(text: str, stream: Stream) -> None:
    """Each of its words is marked where all of them stand side by side, and nowhere else."""
    marker = Marker(ANALYZER, Wanted(Either((words("bupati")[0], Phrase(words("joko widodo"), stream)))))
    spans = ANALYZER.spans(text)
    stems = [forms.stem[0] for _, _, forms in spans]
    expected = set()
    for at, stem in enumerate(stems):
        if stem == "bupati":
            expected.add(at)
        if stems[at : at + 2] == ["joko", "widodo"]:
            expected |= {at, at + 1}
    assert marker.marks(text) == [spans[at][:2] for at in sorted(expected)]


def test_places_are_bounded() -> None:
    """A body of one word has no more places than are needed to choose a fragment."""
    assert len(Marker(ANALYZER, Wanted(words("gempa")[0])).places("gempa " * 1000)) == MOST_PLACES
