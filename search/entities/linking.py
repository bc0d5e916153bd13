"""From an article to its links: its canonical outlet and its leaders.  This is what a rebuild calls for every article.

Not here: how names are found (`linker`) or outlets are told apart (`outlets`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Article, LeaderLink, Links
from .linker import Linker
from .outlets import Outlets


class ArticleLinker:
    """A linker and a table of outlets as one callable.  Inherited by forked workers; a pickle carries the two tables."""

    def __init__(self, linker: Linker, outlets: Outlets) -> None:
        self._linker = linker
        self._outlets = outlets

    def __call__(self, article: Article) -> Links:
        """The links of an article.  Leaders that the source itself lists are linked too, when they resolve."""
        named = self._linker.link(article)
        given = self._given(article.leaders, named) if article.leaders else ()
        return Links(self._outlets.canonical(article.outlet, article.url), (*named, *given))

    def _given(self, names: Sequence[str], named: Sequence[LeaderLink]) -> tuple[LeaderLink, ...]:
        """Links without mentions for the listed leaders that the text does not name."""
        known = {link.leader for link in named}
        ids = dict.fromkeys(map(self._linker.gazetteer.resolve, names))
        return tuple(LeaderLink(id, (), False, False, 0) for id in ids if id is not None and id not in known)
