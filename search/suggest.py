"""Completions while typing: leaders, outlets, and phrases of headlines.

Prefix of any word, blind to case and accents, tolerant of one typo.  Phrases are counted at a rebuild and kept in the
generation; leaders and outlets come from its links.  No query of a reader is recorded.  Not here: corrections of whole
queries (`query.typos`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from .entities.names import key
from .errors import CorruptGenerationError
from .model import Completion

MAX_PHRASES = 20_000
MAX_ADDED = 1_000
_PHRASE_WORDS = (2, 3, 4)
_FEW_PHRASES = 2_000
_COUNTED = 1_000_000  # distinct runs in memory; beyond it those seen once are forgotten
_TYPO_FROM = 4
_PHRASES, _ADDED = "phrases.json", "added.json"
_KIND_ORDER = {"leader": 0, "outlet": 1, "headline": 2}


@dataclass(frozen=True, slots=True)
class Suggestable:
    """Something to suggest, and the other names by which it is found too."""

    completion: Completion
    names: tuple[str, ...] = ()


# --- at a rebuild -----------------------------------------------------------------------------------------------------


def phrases_of(titles: Iterable[str]) -> list[tuple[str, int]]:
    """Runs of two to four words that headlines share (not those that only stand inside a longer one), the most frequent
    first; whole headlines where those are few."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    whole: dict[str, str] = {}
    for title in titles:
        if len(whole) < _FEW_PHRASES:
            whole.setdefault(key(title), title)
        for run in set(_runs(title.split())):
            counts[key(run)] += 1
            written.setdefault(key(run), run)
        if len(counts) > _COUNTED:
            counts = Counter({k: n for k, n in counts.items() if n > 1})
            written = {k: written[k] for k in counts}
    shared = {k: n for k, n in counts.items() if n > 1 and k}
    inside = {part for k, n in shared.items() for part in _inner_runs(k) if shared.get(part) == n}
    kept = [(written[k], n) for k, n in shared.items() if k not in inside]
    if len(kept) < _FEW_PHRASES:
        kept += [(title, 1) for k, title in whole.items() if k and k not in shared]
    return sorted(kept, key=lambda phrase: (-phrase[1], phrase[0]))[:MAX_PHRASES]


def _runs(words: Sequence[str]) -> Iterator[str]:
    for length in _PHRASE_WORDS:
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if len(run[0]) > 2 and len(run[-1]) > 2:
                yield " ".join(run).strip("\"'“”‘’:;,.!?()")


def _inner_runs(phrase: str) -> Iterator[str]:
    """The phrase without its first and without its last word."""
    yield phrase.partition(" ")[2]
    yield phrase.rpartition(" ")[0]


def write_phrases(directory: Path, titles: Iterable[str]) -> None:
    """Count the phrases of all headlines into a generation."""
    _write(directory / _PHRASES, phrases_of(titles))
    _write(directory / _ADDED, [])


def write_added_phrases(directory: Path, base: Path, titles: Iterable[str]) -> None:
    """Headlines added to the generation `base`: whole, the newest first; `directory` has its phrases already."""
    before = [(text, count) for text, count in _read(base / _ADDED)]
    fresh = [(title, 1) for title in islice(titles, MAX_ADDED)]
    _write(directory / _ADDED, [*fresh, *before][:MAX_ADDED])


def _write(path: Path, phrases: Sequence[tuple[str, int]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(json.dumps(phrases, ensure_ascii=False), "utf-8")


def _read(path: Path) -> list[tuple[str, int]]:
    try:
        return [(str(text), int(count)) for text, count in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, TypeError) as problem:
        raise CorruptGenerationError(f"{path.name}: {problem}. Rebuild the collection.") from problem


# --- while typing -----------------------------------------------------------------------------------------------------


class Suggester:
    """Completes from a fixed list.  Immutable."""

    def __init__(self, items: Iterable[Suggestable]) -> None:
        self._items = tuple(items)
        rows = sorted(self._rows())
        self._keys = [written for written, _, _ in rows]
        self._targets = [(place, number) for _, place, number in rows]

    def _rows(self) -> Iterator[tuple[str, int, int]]:
        """Every name from each of its words on, with whether it begins there (0) and the item's number."""
        for number, item in enumerate(self._items):
            for name in (item.completion.text, *item.names):
                words = key(name).split()
                for start in range(len(words)):
                    yield " ".join(words[start:]), int(start > 0), number

    @cached_property
    def _words_by_letter(self) -> dict[str, list[str]]:
        words: defaultdict[str, set[str]] = defaultdict(set)
        for written in self._keys:
            word = written.partition(" ")[0]
            words[word[0]].add(word)
        return {letter: sorted(found) for letter, found in words.items()}

    def complete(self, text: str, limit: int = 10) -> tuple[Completion, ...]:
        """The best completions of a typed text: names that begin so first, then by kind and number of articles."""
        typed = key(text)
        if not typed:
            return ()
        found = self._found(typed)
        if not found:
            found = self._found(self._respelt(typed))
        best = nsmallest(limit, found, key=lambda number: (found[number], *self._order(number)))
        return tuple(self._items[number].completion for number in best)

    def _found(self, typed: str) -> dict[int, int]:
        low = bisect_left(self._keys, typed)
        high = bisect_left(self._keys, typed + "\uffff")
        found: dict[int, int] = {}
        for place, number in self._targets[low:high]:
            found[number] = min(place, found.get(number, 1))
        return found

    def _order(self, number: int) -> tuple[int, int, str]:
        completion = self._items[number].completion
        return (_KIND_ORDER[completion.kind], -completion.count, completion.text)

    def _respelt(self, typed: str) -> str:
        """The typed text with each unknown word as the nearest known one (distance 1, same first letter)."""
        return " ".join(self._respelt_word(word) for word in typed.split())

    def _respelt_word(self, word: str) -> str:
        known = self._words_by_letter.get(word[0], [])
        place = bisect_left(known, word)
        if len(word) < _TYPO_FROM or (place < len(known) and known[place].startswith(word)):
            return word
        near = extract(word, known, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=1)
        return str(near[0][0]) if near else word


def open_suggester(directory: Path, names: Iterable[Suggestable]) -> Suggester:
    """A suggester over a generation's phrases and these leaders and outlets.  Raises CorruptGenerationError."""
    phrases = [*_read(directory / _PHRASES), *_read(directory / _ADDED)]
    headlines = (Suggestable(Completion("headline", text, count=count)) for text, count in phrases)
    return Suggester([*names, *headlines])
