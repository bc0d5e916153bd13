"""How much an article is about a leader: title, lead and number of mentions.

Not here: which mentions there are (`linker`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import LeaderLink
from .lexicon import Hit
from .passage import Passage

_TITLE, _LEAD, _MOST_MENTIONS = 3, 2, 5


def links_of(linked: Mapping[str, Sequence[Hit]], passage: Passage) -> tuple[LeaderLink, ...]:
    """The links of the mentions found, most prominent first (3 x in title + 2 x in lead + min(mentions, 5)), then as they
    appear."""
    links = [_link(id, sorted(hits, key=lambda hit: hit.start), passage) for id, hits in linked.items()]
    first = {link.leader: linked[link.leader][0].start for link in links}
    return tuple(sorted(links, key=lambda link: (-link.prominence, first[link.leader])))


def _link(id: str, hits: Sequence[Hit], passage: Passage) -> LeaderLink:
    in_title = any(hit.start < passage.title_end for hit in hits)
    in_lead = any(passage.title_end <= hit.start < passage.lead_end for hit in hits)
    mentions = tuple(passage.mention(hit.start, hit.end) for hit in hits)
    prominence = _TITLE * in_title + _LEAD * in_lead + min(len(hits), _MOST_MENTIONS)
    return LeaderLink(id, mentions, in_title, in_lead, prominence)
