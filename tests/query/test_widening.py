"""Wider clauses: any of the words, or their weightiest part; what was asked on purpose stays."""

from __future__ import annotations

from search.query.plan import And, AtLeast, Clause, Either, Everything, Not, Or, Phrase, Tagged, Word
from search.query.widening import RELAXED_SHARE, any_of, weightiest_part


def word(surface: str) -> Word:
    """A word that is its own form."""
    return Word(surface, (surface,), (surface,))


GEMPA, PALU, BULAN, TAHUN = map(word, ("gempa", "palu", "november", "2022"))
PHRASE = Phrase((GEMPA, PALU))
NAME = Either((And((word("joko"), word("widodo"))), word("jokowi")))
LOOSE_NAME = Either((Or((word("joko"), word("widodo"))), word("jokowi")))


def test_any_takes_words_phrases_and_groups_as_alternatives() -> None:
    """`any` means any of what was typed; a tag and an exclusion still restrict."""
    group, tag, without = Or((PALU, BULAN)), Tagged("leader", ("x",)), Not(TAHUN)
    assert any_of([GEMPA, PHRASE, group]) == Or((GEMPA, PHRASE, group))
    assert any_of([GEMPA, PHRASE, tag, without]) == And((Or((GEMPA, PHRASE)), tag, without))


def test_one_alternative_is_not_wider() -> None:
    """There is nothing to choose among."""
    assert any_of([GEMPA]) is any_of([PHRASE]) is any_of([]) is None
    assert any_of([GEMPA, Tagged("outlet", ("x",))]) is None


def test_a_name_is_found_by_any_of_its_words() -> None:
    """Its other names stay whole."""
    assert any_of([NAME]) == Or((LOOSE_NAME,))
    assert weightiest_part([NAME, PALU], ()) == AtLeast((LOOSE_NAME, PALU), RELAXED_SHARE)


def test_the_weightiest_part_leaves_only_words_out() -> None:
    """Phrases, tags and exclusions stay required."""
    kept: tuple[Clause, ...] = (PHRASE, Tagged("leader", ("x",)), Not(TAHUN))
    assert weightiest_part([GEMPA, PALU, *kept], ()) == And((AtLeast((GEMPA, PALU), RELAXED_SHARE), *kept))
    assert weightiest_part([GEMPA, *kept], ()) is None


def test_words_of_a_date_score_and_are_not_asked_for() -> None:
    """One other word is then required, several in part."""
    spare = Or((BULAN, TAHUN, Everything()))
    assert weightiest_part([GEMPA, BULAN, TAHUN], [BULAN, TAHUN]) == And((GEMPA, spare))
    wider = weightiest_part([GEMPA, PALU, BULAN, TAHUN], [BULAN, TAHUN])
    assert wider == And((AtLeast((GEMPA, PALU), RELAXED_SHARE), spare))


def test_a_date_alone_is_made_of_words() -> None:
    """Nothing else was typed, so its words are what is wanted."""
    assert weightiest_part([BULAN, TAHUN], [BULAN, TAHUN]) == AtLeast((BULAN, TAHUN), RELAXED_SHARE)
