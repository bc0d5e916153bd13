"""Acronyms that the articles themselves explain: `Mahkamah Konstitusi (MK)`, `Badan Gizi Nasional (BGN)`.

Mined at a rebuild from a sample of texts and frozen with the generation's aliases.  An explanation counts when at least
two articles give it and the letters fit.  Not here: the table of well-known ones (`analysis`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .aliases import AliasGroup, acronym_group

MIN_ARTICLES = 2
MAX_MINED = 2_000
_MAX_WORDS = 8
_SMALL = frozenset(("dan", "di", "ke", "dari", "untuk", "atas", "bagi", "the", "of", "for", "and"))
_BRACKETED = re.compile(r" \(([A-Z][A-Za-z]{1,14})\)")
_BREAK = re.compile(r"[^\w\s'-]")
_REACH = 120  # characters before the bracket that may hold the expansion


def mine_acronyms(texts: Iterable[str]) -> list[AliasGroup]:
    """Acronym and expansion, the most frequent explanation of each acronym, ordered by the acronym."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        counts.update(set(_explained(text)))
    best: dict[str, tuple[int, str]] = {}
    for (acronym, expansion), articles in counts.items():
        if articles >= MIN_ARTICLES:
            best[acronym] = max(best.get(acronym, (0, "")), (articles, expansion))
    frequent = sorted(best.items(), key=lambda row: (-row[1][0], row[0]))[:MAX_MINED]
    return [acronym_group(acronym, expansion) for acronym, (_, expansion) in sorted(frequent)]


def _explained(text: str) -> Iterator[tuple[str, str]]:
    for match in _BRACKETED.finditer(text):
        acronym = match.group(1)
        if sum(c.isupper() for c in acronym) >= 2:
            before = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
            expansion = _expansion(before.split()[-_MAX_WORDS:], acronym)
            if expansion:
                yield acronym, expansion


def _expansion(words: Sequence[str], acronym: str) -> str:
    """The shortest run of words before the bracket that the acronym may stand for; empty when none."""
    for length in range(2, len(words) + 1):
        run = words[-length:]
        if run[0][0].isupper() and _stands_for(acronym.lower(), run):
            return " ".join(run)
    return ""


def _stands_for(acronym: str, run: Sequence[str]) -> bool:
    """Every capitalised word gives a beginning of itself, in order; small words may give none."""
    return _fits(acronym, [w.lower() for w in run], [w.lower() in _SMALL for w in run])


def _fits(letters: str, words: Sequence[str], optional: Sequence[bool]) -> bool:
    if not words:
        return not letters
    if optional[0] and _fits(letters, words[1:], optional[1:]):
        return True
    shared = min(len(letters), len(words[0]))
    return any(
        letters[:taken] == words[0][:taken] and _fits(letters[taken:], words[1:], optional[1:])
        for taken in range(1, shared + 1)
    )
