"""What a generation knows by name, to be suggested: its leaders, its outlets, and acronyms with what they stand for.

Not here: headline phrases, and how a typed text is completed (`suggest`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..entities.names import key
from ..model import Completion
from ..query.aliases import Aliases
from ..suggest import Suggestable
from .naming import Naming


def known_names(naming: Naming) -> Iterator[Suggestable]:
    """Leaders and outlets with articles, with the other names by which they are found."""
    for facet in ("leader", "outlet"):
        for entry in naming.vocabulary(facet):
            yield Suggestable(Completion(facet, entry.name, entry.id, entry.count), entry.aliases)


def known_acronyms(aliases: Aliases, frequency: Callable[[str], int]) -> Iterator[Suggestable]:
    """`Komisi Pemberantasan Korupsi (KPK)` and the like, as queries; those whose every word some article holds."""
    for written, numbers in (aliases.keys or {}).items():
        for acronym, *meanings in (aliases.groups[number].texts for number in numbers):
            if not acronym.isupper() or acronym.casefold() != written:
                continue
            for meaning in meanings:
                count = min(map(frequency, (written, *key(meaning).split())))
                if count and " " in meaning:
                    yield Suggestable(Completion("query", f"{meaning} ({acronym})", count=count), (acronym,))
