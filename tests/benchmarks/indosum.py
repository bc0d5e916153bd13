"""The query classes of real articles: as for the corpus, where they make sense; nobody knows their leaders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from search.analysis import Analyzer
from search.engines.base import Reader
from search.model import Article

from .queries import BenchQuery, Terms, classes

CLASSES = ("rare term", "common term", "OR of 2", "AND of 2", "AND mid+common", "phrase, name", "AND + outlet")
_NAMED = {"phrase, name": "phrase, frequent pair"}
_FUNCTION_WORDS = 150
_PAIRS = 40


def real_classes(reader: Reader, analyzer: Analyzer, articles: Iterable[Article]) -> dict[str, list[BenchQuery]]:
    """The classes by name, those that count facets too (outlet and month; the leaders' are empty) included."""
    frequencies = {term: count for term, count in reader.terms("body", "stem") if count >= 3}
    documents = reader.stats().documents
    frequent = set(Terms(frequencies, documents, ()).frequent(_FUNCTION_WORDS))
    pairs = frequent_pairs(analyzer, articles, frequencies.keys() - frequent)
    every = classes(Terms(frequencies, documents, pairs), _outlets(reader)[:5])
    return {_NAMED.get(n, n): queries for n, queries in every.items() if n.removesuffix(" 3f") in CLASSES}


def _outlets(reader: Reader) -> list[str]:
    """Most frequent first."""
    counts = reader.facet_counts("outlet")
    return sorted(counts, key=lambda outlet: (-counts[outlet], outlet))


def frequent_pairs(analyzer: Analyzer, articles: Iterable[Article], words: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of these words that stand side by side most often.

    Without words that ever share a position with another form: peers have them side by side, so their phrases differ.
    """
    counts: Counter[tuple[str, str]] = Counter()
    known, shared = set(words), set[str]()
    for article in articles:
        for paragraph in article.body:
            forms = [form for piece in analyzer.pieces(paragraph) for form in analyzer.forms(piece)]
            shared.update(stem for form in forms if len(form.stem) > 1 for stem in form.stem)
            counts.update(pair for pair in pairwise(form.stem[0] for form in forms) if known.issuperset(pair))
    pairs = (pair for pair in counts if shared.isdisjoint(pair))
    return sorted(pairs, key=lambda pair: (-counts[pair], pair))[:_PAIRS]
