"""Which leaders an article names: every mention linked or refused, and by which rule.  (First version: full names.)

Not here: outlets, the article's own list of leaders (`linking`).
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Article, LeaderLink, LinkDecision
from .gazetteer import Gazetteer
from .lexicon import Hit, Lexicon
from .passage import Passage, passage_of


class Linker:
    """Links articles with one gazetteer.  Immutable; shared between threads and inherited by forked workers."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._lexicon = Lexicon(gazetteer.leaders)

    def link(self, article: Article) -> tuple[LeaderLink, ...]:
        """The leaders that an article names, most prominent first."""
        passage = passage_of(article)
        found: dict[str, list[Hit]] = {}
        for hit in self._lexicon.hits(passage.text):
            if len(hit.form.full) == 1:
                found.setdefault(hit.form.full[0], []).append(hit)
        return links_of(found, passage)

    def decide(self, article: Article) -> list[LinkDecision]:
        """Every place that could name a leader."""
        passage = passage_of(article)
        return [
            LinkDecision(passage.mention(hit.start, hit.end), passage.text[hit.start : hit.end], hit.form.full[0], True, "full name")
            for hit in self._lexicon.hits(passage.text)
            if hit.form.full
        ]


def links_of(found: Mapping[str, list[Hit]], passage: Passage) -> tuple[LeaderLink, ...]:
    """Links of the mentions found, by prominence = 3 x in title + 2 x in the lead + min(mentions, 5), then as they appear."""
    links = []
    for leader, hits in found.items():
        in_title = any(hit.start < passage.title_end for hit in hits)
        in_lead = any(passage.title_end <= hit.start < passage.lead_end for hit in hits)
        mentions = tuple(passage.mention(hit.start, hit.end) for hit in hits)
        links.append(LeaderLink(leader, mentions, in_title, in_lead, 3 * in_title + 2 * in_lead + min(len(hits), 5)))
    return tuple(sorted(links, key=lambda link: -link.prominence))
