"""Names that look alike, for "did you mean".

Not here: exact lookup (`gazetteer`, `outlets`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .names import key, reduced


def _trigrams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def _reduced(words: str) -> str:
    return " ".join(map(reduced, words.split()))


def _likeness(wanted: frozenset[str], found: frozenset[str]) -> float:
    """Dice's coefficient of two sets of trigrams."""
    return 2 * len(wanted & found) / (len(wanted) + len(found))


def nearest_names(text: str, owners: Mapping[str, str], limit: int, floor: float = 0.4) -> tuple[str, ...]:
    """Ids whose keys share most trigrams with `text`, best first; none below `floor`."""
    wanted = _trigrams(_reduced(key(text)))
    best: dict[str, float] = {}
    for written, id in owners.items():
        score = _likeness(wanted, _trigrams(_reduced(written)))
        if score >= floor and score > best.get(id, 0.0):
            best[id] = score
    return tuple(_ranked(best.items()))[:limit]


def _ranked(scores: Iterable[tuple[str, float]]) -> Iterable[str]:
    return (id for id, _ in sorted(scores, key=lambda pair: (-pair[1], pair[0])))
