"""Whoosh's own queries through arrays: the documents, scores and order that stock Whoosh gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh import query as q
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.scoring import BM25F, PL2, TF_IDF, Frequency, MultiWeighting, WeightingModel
from whoosh.searching import Searcher

from search.analysis import Analyzer
from search.engines.base import Changes
from search.engines.whoosh_engine import WhooshEngine
from search.engines.whoosh_engine.codec import TelisikCodec
from search.engines.whoosh_engine.collector import LuceneBM25F, NumpyCollector
from search.engines.whoosh_engine.toc import INDEX
from search.model import Article
from tests.engines.whoosh_engine import query_trees
from tests.engines.whoosh_engine.mended import mend

WORDS = [f"kata{n}" for n in range(25)]
RANDOM_QUERIES = 200


def article(rng: random.Random, number: int) -> Article:
    """An article of Zipf words."""
    weights = [1 / (n + 1) for n in range(len(WORDS))]
    text = lambda count: " ".join(rng.choices(WORDS, weights, k=count))  # noqa: E731
    return Article(f"a{number}", text(rng.randint(2, 6)), (text(rng.randint(3, 60)),))


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of five segments with deletions."""
    rng, engine = random.Random(5), WhooshEngine()
    place = tmp_path_factory.mktemp("collector")
    base = None
    for step, size in enumerate((300, 70, 66, 17, 5)):
        made = place / str(step)
        made.mkdir()
        fresh = [article(rng, step * 1000 + n) for n in range(size)]
        gone = frozenset({f"a{n}" for n in rng.sample(range(300), 9)} if step == 2 else ())
        engine.build(made, Changes(fresh, analyzer=Analyzer(), base=base, delete=gone))
        base = made
    return made


@pytest.fixture(scope="module", params=[BM25F(), LuceneBM25F(), BM25F(B=0.4, K1=1.9)], ids=["stock", "lucene", "tuned"])
def searcher(request: pytest.FixtureRequest, directory: Path) -> Iterator[Searcher]:
    """A stock searcher over the index."""
    with FileIndex(FileStorage(str(directory)), indexname=INDEX).searcher(weighting=request.param) as opened:
        yield opened


def assert_equal(searcher: Searcher, query: q.Query) -> None:
    """Same number, scores and order (outside ties of score) as stock Whoosh."""
    stock = searcher.search(query, limit=None)
    collector = NumpyCollector(limit=None)
    searcher.search_with_collector(query, collector)
    ours = collector.results()
    assert len(ours) == len(stock)
    assert set(ours.docs()) == {doc for _, doc in stock.top_n}
    scores = {doc: score for score, doc in stock.top_n}
    for (score, doc), (expected, its) in zip(ours.top_n, stock.top_n, strict=True):
        assert score == pytest.approx(scores[doc], rel=1e-4)
        assert doc == its or score == pytest.approx(expected, rel=1e-4)


def term(rng: random.Random) -> q.Query:
    """A term of either field, now and then boosted."""
    return q.Term(
        rng.choice(("title_stem", "body_stem", "body_exact")), rng.choice(WORDS), boost=rng.choice((1.0, 1.0, 2.5))
    )


def tree(rng: random.Random, depth: int) -> q.Query:
    """A random query tree."""
    if depth == 0 or rng.random() < 0.2:
        return term(rng)
    subs = [tree(rng, depth - 1) for _ in range(rng.randint(2, 4))]
    kind = rng.randrange(9)
    if kind == 0:
        return q.Phrase("body_stem", rng.choices(WORDS[:6], k=rng.randint(2, 3)))
    if kind <= 2:
        return q.And([*subs, q.Not(term(rng))])
    if kind == 3:
        return q.ConstantScoreQuery(subs[0], 3.0)
    return rng.choice((q.And, q.Or))(subs, boost=rng.choice((1.0, 1.5)))


def test_random_trees_equal_stock_whoosh(searcher: Searcher) -> None:
    """Two hundred random query trees over five segments with deletions."""
    rng = random.Random(9)
    for _ in range(RANDOM_QUERIES):
        assert_equal(searcher, tree(rng, 2))


@pytest.fixture
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stock Whoosh without its faults."""
    mend(monkeypatch)


@pytest.mark.usefixtures("mended")
def test_trees_of_every_node_equal_whoosh_without_its_faults(searcher: Searcher) -> None:
    """Two hundred random trees of all nodes, nested in all ways, over five segments with deletions."""
    rng = random.Random(11)
    for _ in range(RANDOM_QUERIES):
        assert_equal(searcher, query_trees.tree(rng, rng.randint(1, 3), numbers=False))


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher over an index with numbers and dates."""
    with query_trees.make_index(tmp_path_factory.mktemp("numbered")).searcher() as searcher:
        yield searcher


@pytest.mark.usefixtures("mended")
def test_trees_on_what_whooshs_writer_wrote(numbered: Searcher) -> None:
    """With numbers and dates, and phrases without a token stream."""
    rng = random.Random(12)
    for _ in range(RANDOM_QUERIES // 2):
        assert_equal(numbered, query_trees.tree(rng, rng.randint(1, 3), numbers=True))


@pytest.mark.usefixtures("mended")
def test_segments_of_another_codec(tmp_path: Path) -> None:
    """An index whose writer was once opened without our codec: its segments are asked by matchers, compounds stay ours."""
    rng, codecs = random.Random(15), [W3Codec(), TelisikCodec(), W3Codec(), TelisikCodec(), W3Codec()]
    with query_trees.make_index(tmp_path, codecs).searcher() as searcher:
        for _ in range(RANDOM_QUERIES // 4):
            assert_equal(searcher, query_trees.tree(rng, rng.randint(1, 3), numbers=True))


class Thirds(BM25F):  # type: ignore[misc]
    """A weighting with a last word: it prefers some documents."""

    use_final = True

    def final(self, searcher: Searcher, docnum: int, score: float) -> float:
        """More for two documents of three."""
        return score + docnum % 3


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize(
    "weighting",
    [Frequency(), TF_IDF(), PL2(), MultiWeighting(BM25F(), title_stem=Frequency()), Thirds()],
    ids=lambda each: type(each).__name__,
)
def test_other_weightings(tmp_path: Path, weighting: WeightingModel) -> None:
    """Those that are known as arrays, those that are asked posting by posting, and those with a last word."""
    rng = random.Random(13)
    with query_trees.make_index(tmp_path).searcher(weighting=weighting) as searcher:
        for _ in range(RANDOM_QUERIES // 4):
            assert_equal(searcher, query_trees.tree(rng, rng.randint(1, 3), numbers=True))


def test_every_class_is_compared() -> None:
    """None that Whoosh exports is left out of the next test, but bases, and the one that cannot run there."""
    exported = {cls for cls in vars(q).values() if isinstance(cls, type) and issubclass(cls, q.Query)}
    left_out = exported - {type(each) for each in query_trees.of_every_class()}
    assert {cls for cls in left_out if not cls.__subclasses__()} == {q.SplitOr}


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize("query", query_trees.of_every_class(), ids=lambda each: type(each).__name__)
def test_each_class_equals_whoosh_without_its_faults(numbered: Searcher, query: q.Query) -> None:
    """Every query that Whoosh has, once by name, and each finds something."""
    assert_equal(numbered, query)
    assert len(numbered.search(query, limit=None)) or query == q.NullQuery


@pytest.mark.parametrize(
    "query",
    [
        q.Term("body_stem", "tiada"),
        q.Term("nofield", "kata1"),
        q.Every(),
        q.Every("title_stem"),
        q.Not(q.Term("body_stem", "kata1")),
        q.Prefix("body_stem", "kata1"),
        q.Prefix("body_stem", "kata24"),
        q.Prefix("body_stem", "kata", constantscore=False),
        q.Wildcard("body_stem", "k*a?1"),
        q.Phrase("body_stem", ["kata0", "kata0"]),
        q.Phrase("body_stem", ["kata0", "kata1"], slop=3),
        q.TermRange("body_stem", "kata1", "kata19"),
        q.FuzzyTerm("body_stem", "kata11"),
        q.DisjunctionMax([q.Term("body_stem", "kata1"), q.Term("title_stem", "kata2")]),
        q.AndMaybe(q.Term("body_stem", "kata1"), q.Term("body_stem", "kata2")),
        q.Or([q.Term("body_stem", "kata1"), q.Term("body_stem", "kata2")], scale=0.5),
        q.And([q.Term("body_stem", "kata1")], boost=2.0),
        q.NullQuery,
    ],
    ids=repr,
)
def test_each_kind_of_node_equals_stock_whoosh(searcher: Searcher, query: q.Query) -> None:
    """Nodes known here and nodes left to their own matchers."""
    assert_equal(searcher, query)


def test_the_best_few_are_the_first_of_all(searcher: Searcher) -> None:
    """A limit drops nothing that belongs to the best, and counts all the same."""
    rng = random.Random(14)
    for limit in range(1, 60):
        query = query_trees.tree(rng, 2, numbers=False)
        few, all_of_them = NumpyCollector(limit=limit), NumpyCollector(limit=None)
        searcher.search_with_collector(query, few)
        searcher.search_with_collector(query, all_of_them)
        assert few.results().top_n == all_of_them.results().top_n[:limit]
        assert few.count() == all_of_them.count() == len(few.results())


def test_results_are_whooshs_own(searcher: Searcher) -> None:
    """A limited search gives Whoosh's `Results`, with stored fields and an exact length."""
    collector = NumpyCollector(limit=3)
    searcher.search_with_collector(q.Term("body_stem", "kata0"), collector)
    results = collector.results()
    assert results.scored_length() == 3 < len(results)
    assert '"id":"a' in results[0]["article"]
