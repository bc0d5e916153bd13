"""Which entries are near-copies: every pair that shares a shingle is compared, as `search.stories` defines similarity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...stories import LEAST_SHINGLES, SHINGLE, SIMILAR

Shingle = tuple[str, ...]


def stories_of(bodies: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, int]:
    """The number of the story of each article that has one; `bodies` = ids with the first exact form of each token."""
    sets = {id: _shingles(tokens) for id, tokens in bodies if len(tokens) - SHINGLE + 1 >= LEAST_SHINGLES}
    stories: dict[str, set[str]] = {}
    for first, second in _similar_pairs(sets):
        together = stories.get(first, {first}) | stories.get(second, {second})
        stories.update(dict.fromkeys(together, together))
    names = sorted({min(members) for members in stories.values()})
    return {id: names.index(min(members)) for id, members in stories.items()}


def _shingles(tokens: Sequence[str]) -> set[Shingle]:
    return {tuple(tokens[at : at + SHINGLE]) for at in range(len(tokens) - SHINGLE + 1)}


def _similar_pairs(sets: Mapping[str, set[Shingle]]) -> Iterator[tuple[str, str]]:
    holders: defaultdict[Shingle, list[str]] = defaultdict(list)
    for id, shingles in sets.items():
        shared = Counter(other for shingle in shingles for other in holders[shingle])
        for other, count in shared.items():
            if count >= SIMILAR * (len(shingles) + len(sets[other]) - count):
                yield id, other
        for shingle in shingles:
            holders[shingle].append(id)
