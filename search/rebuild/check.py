"""Is a freshly built index fit to be published?  Opened and asked, before anyone else may."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from ..analysis import Analyzer
from ..engines.base import Engine, Reader
from ..errors import BuildError
from ..model import Article
from ..query.plan import Everything, Plan, Word
from ..query.ranking import Ranking
from ..schema import TEXT_FIELDS, text_of

SAMPLE = 3
_CACHE_BYTES = 1 << 20


def check_index(
    engine: Engine, directory: Path, analyzer: Analyzer, documents: int, expected: Sequence[Article] = ()
) -> None:
    """Count, fetch and find: the `expected` articles, else the first ones.

    Raises BuildError that says which question was answered wrongly.
    """
    with closing(engine.open(directory, analyzer, _CACHE_BYTES)) as reader:
        _check_counts(reader, documents)
        for article in expected or [article for article, _ in islice(reader.articles(), SAMPLE)]:
            _check_article(reader, analyzer, article)


def _check_counts(reader: Reader, documents: int) -> None:
    counted = {
        "statistics": reader.stats().documents,
        "a search for everything": reader.search(Plan(Everything(), limit=1, ranking=Ranking.plain())).total,
    }
    for question, answer in counted.items():
        if answer != documents:
            raise BuildError(
                f"The new index is not fit: {question} gives {answer} articles, not {documents}. Not published."
            )


def _check_article(reader: Reader, analyzer: Analyzer, article: Article) -> None:
    if list(reader.fetch([article.id])) != [article]:
        raise BuildError(
            f"The new index is not fit: the article {article.id!r} cannot be fetched by its id. Not published."
        )
    word = next((word for name in TEXT_FIELDS for word in _words(analyzer, text_of(article, name), name)), None)
    if word is not None and reader.search(Plan(word, limit=1, ranking=Ranking.plain())).total < 1:
        raise BuildError(
            f"The new index is not fit: {word.surface!r} of the article {article.id!r} is not found. Not published."
        )


def _words(analyzer: Analyzer, text: str, field: str) -> list[Word]:
    return [
        Word(text[token.start : token.end], token.forms.stem, token.forms.exact, (field,))
        for token in analyzer.tokens(text[:200])[:1]
    ]
