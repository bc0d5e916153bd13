"""The published generation as a build looks at it: its articles, and which of them are to be deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from contextlib import closing, contextmanager

from ..analysis import Analyzer
from ..corpus.identity import canonical_url
from ..engines.base import Reader
from ..engines.registry import engine_named
from ..errors import BuildError, CorruptGenerationError
from ..generations import Collection, Manifest
from ..generations.layout import ANALYSIS, ENGINE

_CACHE_BYTES = 8 << 20


@contextmanager
def published_reader(collection: Collection, manifest: Manifest) -> Iterator[Reader]:
    """A reader of a verified generation, by the engine that built it.  Raises BuildError when it cannot be opened."""
    path = collection.path(manifest.generation)
    try:
        reader = engine_named(manifest.engine).open(path / ENGINE, Analyzer.open(path / ANALYSIS), _CACHE_BYTES)
    except CorruptGenerationError as error:
        raise BuildError(f"{error} Run `telisik rebuild --drop-missing`, or `telisik rollback`.") from error
    with closing(reader):
        yield reader


def find_doomed(
    reader: Reader, ids: Sequence[str], urls: Sequence[str], outlets: Sequence[str]
) -> tuple[Set[str], tuple[str, ...]]:
    """The ids of the articles that are named by id, URL or outlet, and the names that fit none."""
    doomed = set(reader.ids(ids))
    unknown = [id for id in ids if id not in doomed]
    if urls or outlets:
        wanted = {canonical_url(url) or url: url for url in urls} | {outlet: outlet for outlet in outlets}
        found = set()
        for article, links in reader.articles():
            for name in (canonical_url(article.url), links.outlet):
                if name in wanted:
                    doomed.add(article.id)
                    found.add(name)
        unknown += [given for name, given in wanted.items() if name not in found]
    return doomed, tuple(unknown)
