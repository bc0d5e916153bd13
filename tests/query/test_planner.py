"""The planner turns typed queries into clauses: names, question words, all or some of the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.model import Match, NoticeCode
from search.query.aliases import Aliases, AliasGroup, acronym_group, make_aliases
from search.query.plan import And, AtLeast, Either, Everything, Not, Or, Phrase, Prefix, Stream, Tagged, Word
from search.query.planner import Planner

ANALYZER = Analyzer()
GROUPS = [
    AliasGroup(("KPK", "Komisi Pemberantasan Korupsi")),
    AliasGroup(("Joko Widodo", "Jokowi", "Presiden Joko Widodo")),
    AliasGroup(("AS", "Amerika Serikat"), capitals_only=("AS",)),
]
ALIASES = make_aliases(GROUPS, ANALYZER)


def named(facet: str, text: str) -> tuple[str, ...]:
    """Knows one leader."""
    return ("vladimir-putin",) if (facet, text.lower()) == ("leader", "vladimir putin") else ()


PLANNER = Planner(ANALYZER, ALIASES, named)


def surfaces(words: tuple[Word, ...]) -> list[str]:
    """What was typed."""
    return [word.surface for word in words]


def test_all_words_are_required_and_some_suffice_when_relaxed() -> None:
    """`auto` has a wider clause of the same words."""
    planned = PLANNER.plan("gempa cianjur")
    assert isinstance(planned.strict, And)
    assert isinstance(planned.relaxed, AtLeast)
    assert planned.strict.clauses == planned.relaxed.clauses == planned.words
    assert surfaces(planned.words) == ["gempa", "cianjur"]


def test_one_word_cannot_be_relaxed() -> None:
    """There is nothing to leave out of one word."""
    assert PLANNER.plan("gempa").relaxed is None


@pytest.mark.parametrize(("match", "kind"), [(Match.ALL, And), (Match.ANY, Or)])
def test_match_is_forced(match: Match, kind: type) -> None:
    """`all` and `any` have no wider clause."""
    planned = PLANNER.plan("gempa cianjur", match=match)
    assert isinstance(planned.strict, kind)
    assert planned.relaxed is None


def test_what_was_asked_on_purpose_stays_required() -> None:
    """Phrases, prefixes, tags and exclusions survive widening."""
    planned = PLANNER.plan('gempa cianjur "kerja sama" bant* tokoh:"Vladimir Putin" -hoaks')
    assert isinstance(planned.relaxed, And)
    kinds = [type(c) for c in planned.relaxed.clauses]
    assert kinds == [AtLeast, Phrase, Prefix, Tagged, Not]
    assert surfaces(planned.words) == ["gempa", "cianjur", "kerja", "sama"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("gempa november 2022", "gempa"),
        ("pelantikan presiden 20 oktober 2024", "pelantikan presiden"),
        ("banjir 1/1/2020 jakarta", "banjir jakarta"),
        ("gempa kemarin", "gempa"),
    ],
)
def test_words_of_a_date_are_not_asked_for_when_relaxed(text: str, asked: str) -> None:
    """They are required at first, and only add to the score when the query widens."""
    planned = PLANNER.plan(text)
    assert isinstance(planned.strict, And)
    assert isinstance(planned.relaxed, And)
    core, spare = planned.relaxed.clauses
    words = core.clauses if isinstance(core, AtLeast) else (core,)
    assert " ".join(w.surface for w in words if isinstance(w, Word)) == asked
    assert isinstance(spare, Or)
    assert spare.clauses[-1] == Everything()


def test_an_acronym_that_is_no_word_needs_no_capitals() -> None:
    """`pm` can only be the prime minister; `bi` may be anything."""
    groups = [acronym_group("PM", "Perdana Menteri"), acronym_group("BI", "Bank Indonesia")]
    planner = Planner(ANALYZER, make_aliases(groups, ANALYZER), named)
    assert isinstance(planner.plan("pm").strict, Either)
    assert isinstance(planner.plan("bi").strict, Word)
    assert isinstance(planner.plan("BI").strict, Either)


def test_quotes_compare_the_exact_stream() -> None:
    """A quoted phrase means these very forms."""
    clause = PLANNER.plan('"kerja sama"').strict
    assert isinstance(clause, Phrase)
    assert clause.stream is Stream.EXACT


def test_an_acronym_finds_its_expansion_and_the_other_way() -> None:
    """KPK = Komisi Pemberantasan Korupsi, whichever is typed."""
    short = PLANNER.plan("kpk").strict
    assert isinstance(short, Either)
    assert isinstance(short.clauses[0], Word)
    assert isinstance(short.clauses[1], Phrase)
    long = PLANNER.plan("komisi pemberantasan korupsi menahan").strict
    assert isinstance(long, And)
    assert isinstance(long.clauses[0], Either)
    assert isinstance(long.clauses[0].clauses[0], And)
    assert isinstance(long.clauses[0].clauses[1], Word)


def test_a_name_is_found_by_any_of_its_words_when_relaxed() -> None:
    """Widening does not require a name as a whole."""
    relaxed = PLANNER.plan("joko widodo lahir").relaxed
    assert isinstance(relaxed, AtLeast)
    name = relaxed.clauses[0]
    assert isinstance(name, Either)
    assert isinstance(name.clauses[0], Or)


def test_a_short_acronym_that_is_a_word_needs_capitals() -> None:
    """`as` is no country, `AS` is."""
    assert isinstance(PLANNER.plan("as").strict, Word)
    assert isinstance(PLANNER.plan("AS").strict, Either)


def test_question_words_go_when_others_remain() -> None:
    """They are dropped and said; alone they are searched for."""
    planned = PLANNER.plan("siapa presiden rusia")
    assert surfaces(planned.words) == ["presiden", "rusia"]
    assert [n.code for n in planned.notices] == [NoticeCode.DROPPED_WORDS]
    assert surfaces(PLANNER.plan("apa siapa").words) == ["apa", "siapa"]


def test_an_unknown_name_finds_nothing_and_is_said() -> None:
    """`tokoh:` with nobody."""
    planned = PLANNER.plan('tokoh:"Tidak Ada"')
    assert planned.strict == Tagged("leader", ())
    assert [(n.code, n.value) for n in planned.notices] == [(NoticeCode.UNKNOWN_LEADER, "Tidak Ada")]


def test_a_field_scope_restricts_its_word_only() -> None:
    """`judul:` holds for one word, `fields` for all others."""
    planned = PLANNER.plan("judul:pemilu hasil", fields=("body",))
    assert [w.fields for w in planned.words] == [("title",), ("body",)]


def test_nothing_typed_is_everything() -> None:
    """Browsing; an exclusion alone excludes from everything."""
    assert PLANNER.plan("").strict == Everything()
    alone = PLANNER.plan("-gempa").strict
    assert isinstance(alone, And)
    assert isinstance(alone.clauses[0], Not)


def test_a_longer_form_asks_for_the_shorter_ones() -> None:
    """A text that contains another name of its group is a key, though no alternative."""
    groups = [AliasGroup(("Susilo Bambang Yudhoyono", "Bambang Yudhoyono", "SBY"))]
    aliases = make_aliases(groups, ANALYZER)
    assert aliases.others("susilo bambang yudhoyono", "Susilo Bambang Yudhoyono") == ("Bambang Yudhoyono", "SBY")
    assert aliases.others("sby", "SBY") == ("Bambang Yudhoyono",)


def test_a_group_of_one_name_says_nothing() -> None:
    """Texts that contain another of their group are no aliases."""
    assert make_aliases([AliasGroup(("Soekarno", "Presiden Soekarno"))], ANALYZER) == Aliases((), {})


@given(st.text(max_size=400), st.sampled_from(list(Match)))
def test_any_text_can_be_planned(text: str, match: Match) -> None:
    """No text raises."""
    assert PLANNER.plan(text, match=match).strict is not None
