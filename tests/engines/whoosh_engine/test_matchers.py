"""Our matcher against Whoosh's over the same postings, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.matching import Matcher, ReadTooFar
from whoosh.searching import Searcher

from search.engines.whoosh_engine.codec import TelisikCodec

DOCUMENTS = 900
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("next"), st.just(0)),
        st.tuples(st.just("skip_to"), st.integers(0, DOCUMENTS + 5)),
        st.tuples(st.just("skip_to_quality"), st.floats(0, 4)),
        st.tuples(st.just("reset"), st.just(0)),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def searchers() -> Iterator[tuple[Searcher, Searcher]]:
    """Nine hundred documents with both codecs: a term in nearly all, one in few, one in a single one."""
    schema = fields.Schema(body=fields.TEXT(analyzer=SpaceSeparatedTokenizer()))
    made = []
    for codec in (W3Codec(), TelisikCodec()):
        index = RamStorage().create_index(schema)
        writer = index.writer(codec=codec)
        for number in range(DOCUMENTS):
            often = "sering " * (number % 5 + (number // 128) % 3)
            rest = " kadang" * (number % 97 == 0) + " sekali" * (number == 500) + " lain" * (number % 40)
            writer.add_document(body=often + "x" + rest)
        writer.commit()
        made.append(index.searcher())
    yield made[0], made[1]
    for searcher in made:
        searcher.close()


def state(matcher: Matcher) -> tuple[Any, ...]:
    """Everything that a matcher says of where it is."""
    if not matcher.is_active():
        return (False,)
    value = (matcher.value(), matcher.value_as("positions"), matcher.value_as("frequency"))
    # Whoosh takes the shortest and longest length as bytes, and knows no first document of a block.
    block = (matcher.block_max_weight(), matcher.block_min_length(), matcher.block_max_length(), matcher.block_max_id())
    quality = (round(matcher.block_quality(), 5), round(matcher.max_quality(), 5))
    return True, matcher.id(), matcher.weight(), round(matcher.score(), 5), value, block, quality


def step(matcher: Matcher, name: str, argument: float) -> Any:
    """What one call says."""
    if name == "reset":
        return matcher.reset()
    if not matcher.is_active():
        return None
    if name == "next":
        return bool(matcher.next())
    return getattr(matcher, name)(int(argument) if name == "skip_to" else argument)


@pytest.mark.parametrize("term", ["sering", "kadang", "sekali"])
@given(steps=STEPS)
def test_every_step_is_that_of_whoosh(
    searchers: tuple[Searcher, Searcher], term: str, steps: list[tuple[str, float]]
) -> None:
    """Documents, weights, scores, values, block figures, and what `next` and `skip_to_quality` return."""
    matchers = [searcher.postings("body", term) for searcher in searchers]
    assert state(matchers[1]) == state(matchers[0])
    for name, argument in steps:
        theirs, ours = (step(matcher, name, argument) for matcher in matchers)
        assert ours == theirs
        assert state(matchers[1]) == state(matchers[0])
    theirs, ours = (list(matcher.all_ids()) if matcher.is_active() else [] for matcher in matchers)
    assert ours == theirs


def test_an_exhausted_matcher(searchers: tuple[Searcher, Searcher]) -> None:
    """Its id can be asked for, since AndNot does; a skip is an error that Whoosh's readers know."""
    matcher = searchers[1].postings("body", "sekali")
    assert matcher.block_min_id() == 500
    assert matcher.next() is True
    assert not matcher.is_active()
    assert matcher.id() == 500
    with pytest.raises(ReadTooFar):
        matcher.skip_to(600)


def test_a_copy_goes_its_own_way(searchers: tuple[Searcher, Searcher]) -> None:
    """Whoosh's span queries copy matchers; W3's cannot be copied."""
    matcher = searchers[1].postings("body", "kadang")
    matcher.next()
    copy = matcher.copy()
    copy.next()
    assert (matcher.id(), copy.id()) == (97, 194)
