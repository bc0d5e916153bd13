"""Is a freshly built index fit to be published?  Opened and asked, before anyone else may."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from ..analysis import Analyzer
from ..engines.base import BuildReport, Engine, Reader
from ..errors import BuildError
from ..model import Article
from ..query.plan import Everything, Plan, Word
from ..schema import TEXT_FIELDS, text_of

_SAMPLE = 5
_CACHE_BYTES = 1 << 20


def check_index(engine: Engine, directory: Path, analyzer: Analyzer, report: BuildReport) -> None:
    """Count, fetch and find.  Raises BuildError that says which question was answered wrongly."""
    reader = engine.open(directory, analyzer, _CACHE_BYTES)
    try:
        _check_counts(reader, report.documents)
        for article, _ in islice(reader.articles(), _SAMPLE):
            _check_article(reader, analyzer, article)
    finally:
        reader.close()


def _check_counts(reader: Reader, documents: int) -> None:
    counted = {
        "statistics": reader.stats().documents,
        "a search for everything": reader.search(Plan(Everything(), limit=1)).total,
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
    if word is not None and reader.search(Plan(word, words=(word,), limit=1)).total < 1:
        raise BuildError(
            f"The new index is not fit: {word.surface!r} of the article {article.id!r} is not found. Not published."
        )


def _words(analyzer: Analyzer, text: str, field: str) -> list[Word]:
    return [
        Word(text[token.start : token.end], token.forms.stem, token.forms.exact, (field,))
        for token in analyzer.tokens(text[:200])[:1]
    ]
