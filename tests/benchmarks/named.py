"""The links of the corpus's articles, found again in their texts, so that no build has to hold them in memory.

A leader's first name is no word of the vocabulary: an article has a link exactly where one stands in its body.
This is a linker for `corpus` alone; it costs next to nothing, so that a build measures the engine.
"""

from __future__ import annotations

from search.model import Article, Links

from .corpus import leader_names, link_of


class NamesInText:
    """Reads an article's links from its body; the outlet is the one that it names."""

    def __init__(self) -> None:
        self._codes = {name.split()[0].lower(): code for code, name in enumerate(leader_names())}

    def __call__(self, article: Article) -> Links:
        """The links that the corpus gave it."""
        words = " ".join(article.body).lower().split()
        codes = sorted(self._codes[first] for first in self._codes.keys() & set(words))
        return Links(article.outlet, tuple(map(link_of, codes)))


def outlet_alone(article: Article) -> Links:
    """For collections whose leaders nobody knows."""
    return Links(article.outlet, ())
