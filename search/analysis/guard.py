"""The capitalisation guard: words that a corpus writes with a capital inside sentences are names, not derived words.

A rebuild mines them once; they become a table of its generation.  Not here: which names are protected anyway (`data/`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from .normalise import fold

LEAST = 3
RATIO = 3
# A word of four letters or more behind a lower-case word or a comma: inside a sentence, and outside a run of capitals.
# What stands before is looked at from behind the capital, so that the regex engine passes over all other characters.
_CAPITAL = re.compile(r"[A-Z](?:(?<=[a-z] [A-Z])|(?<=[a-z], [A-Z]))[a-z]{3,63}+(?![A-Za-z'`-])")
_LOWER = re.compile(r"(?<![A-Za-z'`-])[a-z]{4,63}+(?![A-Za-z'`-])")


def mine_guard(texts: Iterable[str]) -> frozenset[str]:
    """Words written with a capital at least three times, and more than three times as often as without."""
    capitals: Counter[str] = Counter()
    lowers: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        capitals.update(_CAPITAL.findall(folded))
        lowers.update(_LOWER.findall(folded))
    return frozenset(
        word.lower()
        for word, count in capitals.items()
        if count >= LEAST and count > RATIO * lowers[word.lower()] and not word.endswith("nya")
    )
