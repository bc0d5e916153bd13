"""Random query trees of every node that Whoosh has, and an index with every kind of field to ask them of."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from whoosh import fields, index
from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.query import spans
from whoosh.scoring import BM25F

from search.engines.whoosh_engine.codec import TelisikCodec

WORDS = [f"kata{n}" for n in range(25)]
START = datetime(2020, 1, 1)  # noqa: DTZ001 - Whoosh's DATETIME is naive
TEXTS = ("title_stem", "body_stem")

_WEIGHTS = [1 / (n + 1) for n in range(len(WORDS))]
_SEGMENTS = (300, 70, 66, 17, 5)


def text(rng: random.Random, least: int, most: int) -> str:
    """Zipf words."""
    return " ".join(rng.choices(WORDS, _WEIGHTS, k=rng.randint(least, most)))


def make_index(place: Path, codecs: Sequence[W3Codec] = (TelisikCodec(),) * 5) -> index.FileIndex:
    """Five segments with deletions, written by Whoosh's writer through these codecs."""
    rng, plain = random.Random(5), SpaceSeparatedTokenizer()
    schema = fields.Schema(
        title_stem=fields.TEXT(analyzer=plain),
        body_stem=fields.TEXT(analyzer=plain),
        number=fields.NUMERIC(sortable=True),
        date=fields.DATETIME(),
    )
    made = index.create_in(place, schema)
    for codec, size in zip(codecs, _SEGMENTS, strict=True):
        writer = made.writer(codec=codec)
        for _ in range(size):
            hours = timedelta(hours=rng.randint(0, 20_000))
            number = rng.randint(-500, 500)
            writer.add_document(
                title_stem=text(rng, 2, 6), body_stem=text(rng, 3, 60), number=number, date=START + hours
            )
        writer.commit(merge=False)
    writer = made.writer(codec=TelisikCodec())
    for doc in [*rng.sample(range(sum(_SEGMENTS)), 40), *range(300, 306), sum(_SEGMENTS) - 1]:
        writer.delete_document(doc)
    writer.commit(merge=False)
    return index.open_dir(place)


def tree(rng: random.Random, depth: int, numbers: bool) -> q.Query:
    """A random tree; `numbers`: the index has fields of numbers and dates."""
    if depth == 0 or rng.random() < 0.15:
        return rng.choice(_LEAVES if numbers else _LEAVES[:-1])(rng)
    sub = lambda: tree(rng, depth - 1, numbers)  # noqa: E731
    return rng.choice(_NODES)(rng, sub)


Sub = Callable[[], q.Query]


def _compound(rng: random.Random, sub: Sub) -> q.Query:
    kind = rng.choice((q.And, q.Or, q.DisjunctionMax))
    return kind([sub() for _ in range(rng.randint(1, 4))], boost=rng.choice((1.0, 1.5)))


def _binary(rng: random.Random, sub: Sub) -> q.Query:
    return rng.choice((q.AndNot, q.AndMaybe, q.Require, q.Otherwise))(sub(), sub())


def _negative(rng: random.Random, sub: Sub) -> q.Query:
    return rng.choice((q.Not(sub()), q.And([sub(), q.Not(sub())])))


def _wrapper(rng: random.Random, sub: Sub) -> q.Query:
    # Not around expanded terms: these ask the searcher for a weighting when the context's is taken from them.
    weighted = q.WeightingQuery(q.Or([term(rng), term(rng)]), BM25F(B=0.2))
    return rng.choice((q.ConstantScoreQuery(sub(), 3.0), weighted))


_NODES = (_compound, _compound, _compound, _binary, _binary, _negative, _wrapper)


def term(rng: random.Random) -> q.Query:
    """A term, now and then boosted."""
    return q.Term(rng.choice(TEXTS), rng.choice(WORDS), boost=rng.choice((1.0, 1.0, 2.5)))


def _phrase(rng: random.Random) -> q.Query:
    words = rng.choices(WORDS[:6], k=rng.randint(2, 3))
    return q.Phrase("body_stem", words, slop=rng.choice((1, 1, 3)), boost=rng.choice((1.0, 2.0)))


def _pattern(rng: random.Random) -> q.Query:
    name, boost = rng.choice(TEXTS), rng.choice((1.0, 2.0))
    kind, text = rng.choice(
        (
            (q.Prefix, rng.choice(("kata1", "kata2", "kata24", "tiada", ""))),
            (q.Wildcard, rng.choice(("k*1", "kata?", "kata1?", "*"))),
            (q.Regex, rng.choice(("kata[12]", "kata1.*", ".*"))),
        )
    )
    return kind(name, text, boost=boost, constantscore=rng.random() < 0.7)


def _expansion(rng: random.Random) -> q.Query:
    name, boost, constant = rng.choice(TEXTS), rng.choice((1.0, 2.0)), rng.random() < 0.7
    first, last = sorted(rng.choices(WORDS, k=2))
    return rng.choice(
        (
            q.TermRange(name, first, last, rng.random() < 0.5, rng.random() < 0.5, boost, constant),
            q.FuzzyTerm(name, rng.choice(("kata11", "kat", "kaat3")), boost, rng.choice((1, 2)), 1, constant),
            q.Variations(name, first, boost=boost),
        )
    )


def _span(rng: random.Random) -> q.Query:
    first, second, third = (q.Term("body_stem", word) for word in rng.choices(WORDS, k=3))
    return rng.choice(
        (
            spans.SpanNear(first, second, slop=rng.choice((1, 3)), ordered=rng.random() < 0.5),
            spans.SpanNear2([first, second], slop=2),
            spans.SpanFirst(first, limit=3),
            spans.SpanOr([first, second]),
            spans.SpanNot(first, second),
            spans.SpanContains(spans.SpanNear(first, second, slop=5), third),
            spans.SpanBefore(first, second),
            spans.SpanCondition(first, second),
            q.Sequence([first, second], slop=2),
            q.Ordered([first, second]),
        )
    )


def _everything(rng: random.Random) -> q.Query:
    return rng.choice((q.Every(), q.Every(rng.choice(TEXTS)), q.Term("body_stem", "tiada"), q.NullQuery))


def _number(rng: random.Random) -> q.Query:
    low, high = sorted(rng.choices(range(-500, 500), k=2))
    boost, constant = rng.choice((1.0, 2.0)), rng.random() < 0.7
    days = [START + timedelta(days=n) for n in (rng.randint(0, 400), rng.randint(400, 800))]
    return rng.choice(
        (
            q.NumericRange("number", low, high, boost=boost, constantscore=constant),
            q.DateRange("date", *days, boost=boost),
            q.ColumnQuery("number", lambda value: low < value < high),
        )
    )


def of_every_class() -> tuple[q.Query, ...]:
    """Each of Whoosh's queries once, plainly."""
    first, second, title = q.Term("body_stem", "kata1"), q.Term("body_stem", "kata7"), q.Term("title_stem", "kata0")
    two = [first, second]
    # Rare enough that no two stand side by side: Whoosh then gives a document twice.
    parents = q.And([title, q.Term("title_stem", "kata9")])
    return (
        q.NullQuery,
        first,
        q.And(two),
        *(kind(two, boost=1.5) for kind in (q.Or, q.DefaultOr, q.PreloadedOr, q.DisjunctionMax)),
        *(kind(first, second) for kind in (q.AndNot, q.AndMaybe, q.Require, q.Otherwise)),
        q.Not(first),
        q.ConstantScoreQuery(first, 3.0),
        q.WeightingQuery(first, BM25F(B=0.2)),
        q.NestedParent(title, second),
        q.NestedChildren(parents, parents),
        q.Every("title_stem"),
        q.Phrase("body_stem", ["kata0", "kata1"]),
        q.Sequence(two),
        q.Ordered(two),
        q.Prefix("body_stem", "kata1"),
        q.Wildcard("body_stem", "k*a?1"),
        q.Regex("body_stem", "kata[12].*"),
        q.FuzzyTerm("body_stem", "kata11"),
        q.Variations("body_stem", "kata1"),
        q.TermRange("body_stem", "kata1", "kata19"),
        q.NumericRange("number", -100, 200),
        q.DateRange("date", START, START + timedelta(days=300)),
        q.ColumnQuery("number", lambda value: value > 100),
        spans.SpanFirst(first, limit=2),
        spans.SpanNear(first, second, slop=3),
        spans.SpanNear2(two, slop=3),
        *(kind(first, second) for kind in (spans.SpanNot, spans.SpanBefore, spans.SpanCondition)),
        spans.SpanContains(spans.SpanNear(first, second, slop=9), q.Term("body_stem", "kata0")),
        spans.SpanOr(two),
    )


_LEAVES = (term, term, term, term, _phrase, _pattern, _expansion, _span, _everything, _number)
