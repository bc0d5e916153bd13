"""The query classes of a measurement, drawn from the vocabulary of the corpus itself, always the same for the same corpus.

A query is neutral: words of the stem stream, how they combine, fields, filter, facets.  `peers` and `ours` put it in each engine's terms.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

PER_CLASS = 20


@dataclass(frozen=True, slots=True)
class BenchQuery:
    """`kind`: `term`, `and`, `or` or `phrase`; `fields`: weight by field; `outlet`: a filter; `faceted`: count all three facets."""

    kind: str
    words: tuple[str, ...]
    fields: tuple[tuple[str, float], ...] = (("body", 1.0),)
    outlet: str = ""
    faceted: bool = False


BOTH = (("title", 3.0), ("body", 1.0))


class Terms:
    """Terms of the body by the share of documents that hold them."""

    def __init__(self, frequencies: Mapping[str, int], documents: int, names: Sequence[tuple[str, str]]) -> None:
        self._frequencies = frequencies
        self._documents = documents
        self.names = list(names)
        self._rng = random.Random(11)

    def band(self, low: float, high: float) -> list[str]:
        """Terms held by this share of documents, shuffled."""
        lowest, highest = low * self._documents, high * self._documents
        found = sorted(term for term, count in self._frequencies.items() if lowest <= count <= highest)
        self._rng.shuffle(found)
        return found

    def between(self, low: int, high: int) -> list[str]:
        """Terms held by this many documents, shuffled."""
        return self.band(low / self._documents, high / self._documents)

    def frequent(self, count: int) -> list[str]:
        """The most frequent terms."""
        return sorted(self._frequencies, key=lambda t: (-self._frequencies[t], t))[:count]


def _groups(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """`PER_CLASS` groups of different words, reusing words when there are few."""
    rng = random.Random(size)
    return [tuple(rng.sample(list(words), size)) for _ in range(PER_CLASS)]


def classes(terms: Terms, outlets: Sequence[str]) -> dict[str, list[BenchQuery]]:
    """All classes by name; those that end in ` 3f` count facets too."""
    rare = terms.between(3, 40)
    common = terms.band(0.2, 0.45)
    middle = terms.band(0.01, 0.04)
    half = terms.band(0.05, 0.2)
    function = terms.frequent(12)
    some = random.Random(5)
    query: Callable[..., BenchQuery] = BenchQuery
    plain = {
        "rare term": [query("term", words) for words in _groups(rare, 1)],
        "common term": [query("term", words) for words in _groups(common, 1)],
        "OR of 2": [query("or", words) for words in _groups(common, 2)],
        "AND of 2": [query("and", words) for words in _groups(common, 2)],
        "AND mid+common": [
            query("and", (a[0], b[0])) for a, b in zip(_groups(middle, 1), _groups(common, 1), strict=True)
        ],
        "phrase, name": [query("phrase", name) for name in terms.names[:PER_CLASS]],
        "phrase, function words": [query("phrase", words) for words in _groups(function, 2)],
        "AND + outlet": [query("and", words, outlet=some.choice(outlets)) for words in _groups(common, 2)],
        "OR + outlet": [query("or", words, outlet=some.choice(outlets)) for words in _groups(common, 2)],
        "title+body AND of 2": [query("and", words, BOTH) for words in _groups(half, 2)],
        "title+body OR of 3": [query("or", words, BOTH) for words in _groups(common, 3)],
    }
    faceted = {
        f"{name} 3f": [replace(each, faceted=True) for each in plain[name]]
        for name in plain
        if name not in ("AND mid+common", "phrase, name", "phrase, function words", "OR + outlet")
    }
    return plain | faceted
