"""Where Whoosh 2.7.4 does not answer what its own queries say, and ours does: each fault on a few documents.

The first of two answers is stock Whoosh's, on an index of its own codec; the second is what the query means, and ours.  A
score is how often the words occur, so that it can be counted by eye.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from whoosh import __version__, fields, index
from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.query import spans
from whoosh.scoring import BM25F, Frequency
from whoosh.searching import Searcher

from search.engines.whoosh_engine.codec import TelisikCodec
from search.engines.whoosh_engine.collector import NumpyCollector

pytestmark = pytest.mark.skipif(__version__ != (2, 7, 4), reason="the faults of Whoosh 2.7.4")

Scored = dict[int, float]
Opened = tuple[Searcher, Searcher]
Open = Callable[..., Opened]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Searchers over the same documents, stock Whoosh's and ours; a list is a segment, `gone` are deleted."""
    with ExitStack() as stack:

        def make(*segments: Sequence[str], gone: Sequence[int] = ()) -> Opened:
            return searcher(W3Codec(), segments, gone), searcher(TelisikCodec(), segments, gone)

        def searcher(codec: W3Codec, segments: Sequence[Sequence[str]], gone: Sequence[int]) -> Searcher:
            place = tmp_path / type(codec).__name__
            place.mkdir()
            text = fields.TEXT(analyzer=SpaceSeparatedTokenizer())
            made = index.create_in(place, fields.Schema(text=text, number=fields.NUMERIC(sortable=True)))
            for documents in segments:
                writer = made.writer(codec=codec)
                for number, document in enumerate(documents):
                    writer.add_document(text=document, number=number)
                writer.commit(merge=False)
            writer = made.writer(codec=codec)
            for document in gone:
                writer.delete_document(document)
            writer.commit(merge=False)
            return stack.enter_context(index.open_dir(place).searcher(weighting=Frequency()))

        yield make


def stock(searcher: Searcher, query: q.Query, limit: int | None = None) -> Scored:
    """What Whoosh answers."""
    return {doc: score for score, doc in searcher.search(query, limit=limit).top_n}


def ours(searcher: Searcher, query: q.Query, limit: int | None = None) -> Scored:
    """What our collector answers."""
    searcher.search_with_collector(query, collector := NumpyCollector(limit=limit))
    return {doc: pytest.approx(score) for score, doc in collector.results().top_n}


def word(text: str) -> q.Term:
    """Documents that hold a word."""
    return q.Term("text", text)


def test_and_maybe_within_and(opened: Open) -> None:
    """Skipping to a document, AndMaybe leaves its second query at what was skipped to, not at what was reached: its score is lost."""
    whoosh, telisik = opened(["a b", "c", "b", "a b c"])
    query = q.And([q.AndMaybe(word("a"), word("b")), word("c")])
    assert stock(whoosh, query) == {3: 2}
    assert ours(telisik, query) == {3: 3}


def test_and_maybe_that_nobody_asked_for(opened: Open) -> None:
    """With a limit, Or becomes AndMaybe while it runs, and a plain query gets a wrong score."""
    whoosh, telisik = opened(["a c", "a a c", "a a a c", "a c", "a", "c", "b", "a a a a b c"])
    query = q.And([q.Or([word("a"), word("b")]), word("c")])
    assert stock(whoosh, query)[7] == 6
    assert stock(whoosh, query, limit=1) == {7: 5}
    assert ours(telisik, query, limit=1) == {7: 6}


def test_boosted_or_with_a_limit(opened: Open) -> None:
    """The score to beat is boosted, what it is compared with is not: the best document is dropped."""
    whoosh, telisik = opened(["a", "a a", "a a b", "a a b b"])
    query = q.Or([word("a"), word("b")], boost=3.0)
    assert stock(whoosh, query) == {3: 12, 2: 9, 1: 6, 0: 3}
    assert stock(whoosh, query, limit=1) == {2: 9}
    assert ours(telisik, query, limit=1) == {3: 12}


def test_and_not_at_the_first_document(opened: Open) -> None:
    """The first document that is wanted is let through when the unwanted begin before it."""
    whoosh, telisik = opened(["b", "a b", "a"])
    query = q.AndNot(word("a"), word("b"))
    assert stock(whoosh, query) == {1: 1, 2: 1}
    assert ours(telisik, query) == {2: 1}


def test_and_not_skips_behind_the_end(opened: Open) -> None:
    """It asks for the document of what has ended, and a list has none."""
    whoosh, telisik = opened(["a", "b c", "c"])
    query = q.And([q.AndNot(q.ConstantScoreQuery(word("a")), word("b")), word("c")])
    with pytest.raises(IndexError):
        stock(whoosh, query)
    assert ours(telisik, query) == {}


def test_require_excludes(opened: Open) -> None:
    """Require runs as AndNot."""
    whoosh, telisik = opened(["a", "a b"])
    query = q.Require(word("a"), word("b"))
    assert stock(whoosh, query) == {0: 1}
    assert ours(telisik, query) == {1: 1}


def test_disjunction_max_of_another_document(opened: Open) -> None:
    """The best of the parts is taken though they stand at different documents."""
    whoosh, telisik = opened(["a", "b b b"])
    query = q.DisjunctionMax([word("a"), word("b")])
    assert stock(whoosh, query) == {0: 3, 1: 3}
    assert ours(telisik, query) == {0: 1, 1: 3}


def test_not_finds_deleted(opened: Open) -> None:
    """The document behind the last that holds the word is found though it is deleted."""
    whoosh, telisik = opened(["a", "b", "c"], gone=[1])
    query = q.Not(word("a"))
    assert stock(whoosh, query) == {1: 1, 2: 1}
    assert ours(telisik, query) == {2: 1}


def test_otherwise_by_segment(opened: Open) -> None:
    """The second query is taken in each segment where the first finds nothing, though it finds something elsewhere."""
    whoosh, telisik = opened(["a"], ["b"])
    query = q.Otherwise(word("a"), word("b"))
    assert stock(whoosh, query) == {0: 1, 1: 1}
    assert ours(telisik, query) == {0: 1}
    assert ours(telisik, q.Otherwise(word("c"), word("b"))) == {1: 1}


def test_weighting_query_weighs_nothing(opened: Open) -> None:
    """The weighting is set on a copy that is thrown away."""
    whoosh, telisik = opened(["a a", "b"])
    query = q.WeightingQuery(word("a"), BM25F())
    expected = stock(Searcher(whoosh.reader(), weighting=BM25F()), word("a"))
    assert stock(whoosh, query) == {0: 2} != expected
    assert ours(telisik, query) == expected


def test_column_query_cannot_be_scored(opened: Open) -> None:
    """Its matcher has no score, and does not know what is deleted."""
    whoosh, telisik = opened(["a", "a", "a"], gone=[2])
    query = q.ColumnQuery("number", lambda value: value > 0)
    assert list(whoosh.docs_for_query(query)) == [1, 2]
    with pytest.raises(AttributeError, match="_score"):
        stock(whoosh, query)
    assert ours(telisik, query) == {1: 1}


@pytest.mark.parametrize("near", [spans.SpanFirst(word("a"), limit=0), spans.SpanNear2([word("a"), word("b")])])
def test_spans_within_a_compound(opened: Open, near: q.Query) -> None:
    """Compounds ask how many documents a part has, and spans cannot tell."""
    whoosh, telisik = opened(["a b", "b a"])
    query = q.And([near, word("b")])
    with pytest.raises((NotImplementedError, NameError)):
        stock(whoosh, query)
    assert set(ours(telisik, query)) == {0}


def test_span_not_of_what_is_nowhere(opened: Open) -> None:
    """It compares with the document of a matcher that has none."""
    whoosh, telisik = opened(["a b", "b a"])
    query = spans.SpanNot(word("a"), word("c"))
    with pytest.raises(NotImplementedError):
        stock(whoosh, query)
    assert ours(telisik, query) == {0: 1, 1: 1}


def test_split_or_needs_what_whoosh_lacks(opened: Open) -> None:
    """Its matcher was never written."""
    whoosh, telisik = opened(["a b", "b", "c"])
    query = q.SplitOr([word("a"), word("b")])
    with pytest.raises(AttributeError, match="ArrayMatcher"):
        stock(whoosh, query)
    assert ours(telisik, query) == {0: 2, 1: 1}


def test_scale_forgets_words(opened: Open) -> None:
    """The bonus for several words counts those whose documents are not all read yet: equal documents get unequal scores."""
    whoosh, telisik = opened(["a b", *["a"] * 30])
    query = q.Or([word("a"), word("b")], scale=0.5)
    assert stock(whoosh, query)[1] == 0.5
    assert stock(whoosh, query)[30] == 0
    assert ours(telisik, query)[1] == ours(telisik, query)[30] == 0.5
