"""Our own ranking as a peer would be run: a real index in a temporary collection, the real service."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..corpus.reading import read_articles
from ..engines.registry import engine_named
from ..generations import Collection
from ..model import Match, Query
from ..rebuild import Builder
from ..service import SearchService
from ..settings import Settings
from .run import DEPTH, Rank
from .sets import JudgedSet


@contextmanager
def indexed(judged: JudgedSet, engine: str = "whoosh") -> Iterator[SearchService]:
    """A service over the set's corpus; its index is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="telisik-evaluate-") as place:
        indexes = Path(place)
        builder = Builder(Collection(indexes, "set"), engine_named(engine))
        builder.rebuild(read_articles(judged.corpus))
        service = SearchService(Settings(indexes=indexes, collection="set"))
        yield service
        service.close()


def ranked_by(service: SearchService, match: Match) -> Rank:
    """The service as a ranking."""
    return lambda text: service.ids(Query(text, match=match, limit=DEPTH))
