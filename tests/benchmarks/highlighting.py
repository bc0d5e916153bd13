"""How long ten hits take to be highlighted: ten hits of 280 to 320 words for every query, titles apart.

One measured call is what a page does for its fragments: make the highlighter of the query, cut ten fragments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis import Analyzer
from search.engines.base import Reader
from search.model import Article
from search.query.aliases import Aliases
from search.query.plan import Clause, Plan
from search.query.planner import Planner
from search.snippets import Highlighter

from .measuring import Wanted
from .once import Figures
from .page import typed
from .timing import measured

HITS = 10
LENGTHS = range(280, 321)
CLASSES = ("common term", "AND of 2", "AND mid+common", "phrase, name", "title+body AND of 2")
_LOOKED_THROUGH = 400


@dataclass(frozen=True, slots=True)
class Fragments:
    """Ten fragments of one query."""

    analyzer: Analyzer
    clause: Clause
    articles: Sequence[Article]

    def __call__(self) -> int:
        """The number of marks."""
        highlighter = Highlighter(self.analyzer, self.clause)
        return sum(part.match for article in self.articles for part in highlighter.snippet(article))


def measured_fragments(reader: Reader, analyzer: Analyzer, wanted: Wanted, rounds: int) -> Figures:
    """Middle and 95th percentile over all queries; nothing in a corpus that is too small for such hits."""
    calls = list(fragments(reader, analyzer, wanted))
    times = measured(calls, rounds) if calls else None
    return {"queries": len(calls)} | {k: round(v, 4) for k, v in times.record().items()} if times else {}


def fragments(reader: Reader, analyzer: Analyzer, wanted: Wanted) -> Iterator[Fragments]:
    """The measured queries: those that find ten articles of the length."""
    planner = Planner(analyzer, Aliases(), lambda facet, text: ())
    for name in CLASSES:
        for query in wanted[name]:
            planned = planner.plan(typed(query))
            hits = reader.search(Plan(planned.strict, planned.words, limit=_LOOKED_THROUGH)).hits
            fitting = [a for a in reader.fetch([hit.id for hit in hits]) if words_of(a) in LENGTHS][:HITS]
            if len(fitting) == HITS:
                yield Fragments(analyzer, planned.strict, fitting)


def words_of(article: Article) -> int:
    """The words of the body."""
    return sum(len(paragraph.split()) for paragraph in article.body)
