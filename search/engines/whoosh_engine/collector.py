"""A collector for Whoosh's own searcher: its query trees as array operations, its scores, its `Results`.

    searcher.search_with_collector(query, collector := NumpyCollector(limit=10)); results = collector.results()

Every Whoosh query keeps working: a node that is not known here is run by its own matcher.  Scores are those of the searcher's
weighting.  Telisik's own plans do not come this way (`compile`); people who use the index with Whoosh do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from whoosh import collectors, scoring
from whoosh.searching import Results, Searcher

from search.query.ranking import idf

from .matches import Docs, Matches, Scores, Sparse
from .tree import LeafCompiler


class LuceneBM25F(scoring.BM25F):  # type: ignore[misc]
    """Whoosh's BM25F with the idf that all our engines use."""

    def idf(self, searcher: Searcher, fieldname: str, text: bytes) -> float:
        """log(1 + (N - n + 0.5) / (n + 0.5))."""
        parent = searcher.get_parent()
        return idf(parent.doc_count_all(), parent.doc_frequency(fieldname, text))


class NumpyCollector(collectors.Collector):  # type: ignore[misc]
    """Collects the best `limit` documents (None = all) and an exact count."""

    def __init__(self, limit: int | None = 10) -> None:
        self._limit = limit
        self._docs: Docs = np.empty(0, np.int32)
        self._scores: Scores = np.empty(0, np.float32)

    def run(self) -> None:
        """Evaluate the query in every segment."""
        parts: list[tuple[Docs, Scores]] = []
        try:
            for subsearcher, offset in self.top_searcher.leaf_searchers():
                matches = LeafCompiler(subsearcher, self.context).matches(self.q)
                docs, scores = _listed(matches)
                docs = docs + np.int32(offset)
                parts.append((docs, self._final(docs, scores)))
        finally:
            self.finish()
        if parts:
            self._docs = np.concatenate([docs for docs, _ in parts])
            self._scores = np.concatenate([scores for _, scores in parts])

    def _final(self, docs: Docs, scores: Scores) -> Scores:
        """What the weighting makes of the scores in the end."""
        weighting = self.top_searcher.weighting
        if not weighting.use_final:
            return scores
        pairs = zip(docs.tolist(), scores.tolist(), strict=True)
        return np.array([weighting.final(self.top_searcher, doc, score) for doc, score in pairs], np.float32)

    def count(self) -> int:
        """How many documents match."""
        return len(self._docs)

    def all_ids(self) -> Iterable[int]:
        """The matching documents."""
        ids: list[int] = self._docs.tolist()
        return ids

    def collect(self, sub_docnum: int) -> Any:
        """Not used: documents are never collected one by one."""
        raise NotImplementedError

    def sort_key(self, sub_docnum: int) -> Any:
        """Not used."""
        raise NotImplementedError

    def results(self) -> Results:
        """The best documents; ties by document number, as in Whoosh."""
        docs, scores = self._docs, self._scores
        if self._limit is not None and len(docs) > self._limit:
            edge = np.partition(scores, len(scores) - self._limit)[len(scores) - self._limit]
            places = np.flatnonzero(scores >= edge)
            docs, scores = docs.take(places), scores.take(places)
        order = np.lexsort((docs, -scores))[: self._limit]
        best = list(zip(scores.take(order).tolist(), docs.take(order).tolist(), strict=True))
        return self._results(best)


def _listed(matches: Matches) -> tuple[Docs, Scores]:
    docs = matches.docs
    if matches.scores is None:
        return docs, np.zeros(len(docs), np.float32)
    return docs, matches.scores if isinstance(matches, Sparse) else matches.scores.take(docs)
