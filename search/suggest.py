"""Completions while typing: leaders, outlets, acronyms with what they stand for, and phrases of headlines.

Prefix of any word, blind to case and accents, tolerant of one typo.  Phrases are counted at a rebuild and kept in the
generation; the others come from its links and names.  No query of a reader is recorded.  Not here: corrections of whole
queries (`query.typos`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
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
_LEADING_ON = (
    "akan atas atau bagi bakal dalam dan dari dengan hingga jadi karena kepada menjadi oleh pada para sampai sebagai serta soal"
    " tak terhadap tidak untuk yang"
)
"""Words that a phrase neither begins nor ends with."""
_TYPO_FROM = 4
_LONGEST = 100  # characters of a typed text that are looked at
_FIRST = 200  # candidates that are put in order before all others
_BEGIN = "\n "  # what stands before each name of an item
_PHRASES, _ADDED = "phrases.json", "added.json"
_TYPO_IN_PREFIX_FROM = 5
_KINDS = ("leader", "outlet", "query", "headline")


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
            folded = key(run)
            counts[folded] += 1
            written.setdefault(folded, run)
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
    leading_on = frozenset(_LEADING_ON.split())
    bounding = [len(word) > 2 and word.lower() not in leading_on for word in words]
    for length in _PHRASE_WORDS:
        for start, (first, last) in enumerate(zip(bounding, bounding[length - 1 :], strict=False)):
            if first and last:
                yield " ".join(words[start : start + length]).strip("\"'“”‘’:;,.!?()")


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
    """Completes from a fixed list.  Immutable.

    Items are numbered from the best on.  An occurrence of a word is a code: the number of its item, plus the count of all items
    when the word does not begin a name.  The codes of all words lie in one row, in the order of the words, so that a prefix is
    a slice, and the smallest codes of a slice are the best completions.
    """

    def __init__(self, items: Iterable[Suggestable]) -> None:
        self._items = sorted(items, key=_order)
        self._names: list[str] = []
        codes: defaultdict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items):
            names = [key(name) for name in (item.completion.text, *item.names)]
            self._names.append(_BEGIN.join(("", *names)))
            for name in names:
                for place, word in enumerate(name.split()):
                    codes[word].append(number + len(self._items) * (place > 0))
        self._words = sorted(codes)
        self._starts = [0, *accumulate(len(codes[word]) for word in self._words)]
        self._codes = np.fromiter((c for word in self._words for c in codes[word]), np.int32, self._starts[-1])

    def complete(self, text: str, limit: int = 10) -> tuple[Completion, ...]:
        """The best completions of a typed text: names that begin so first, then by kind and number of articles."""
        typed = key(text[:_LONGEST]).split()
        if not typed or limit < 1:
            return ()
        found = self._found(typed, limit) or self._found(self._respelt(typed), limit)
        return tuple(self._items[number].completion for number in found)

    def _found(self, typed: Sequence[str], limit: int) -> list[int]:
        """The numbers of the items that hold these words side by side, the last one perhaps not yet whole."""
        wanted, found = " ".join(typed), dict[int, None]()
        for code in self._candidates(typed):
            inside, number = divmod(code, len(self._items))
            if number not in found and (" " if inside else _BEGIN) + wanted in self._names[number]:
                found[number] = None
                if len(found) == limit:
                    break
        return list(found)

    def _candidates(self, typed: Sequence[str]) -> Iterator[int]:
        """The codes of the first word, the best first; most often a few are enough."""
        low, high = self._range(typed[0] + (" " if len(typed) > 1 else ""))
        codes = self._codes[self._starts[low] : self._starts[high]]
        if len(codes) > _FIRST:
            best = np.partition(codes, _FIRST)[:_FIRST]
            yield from np.sort(best).tolist()
            codes = codes[codes > best.max()]
        yield from np.sort(codes).tolist()

    def _range(self, prefix: str) -> tuple[int, int]:
        """The words that begin with a prefix; a blank behind it means that very word."""
        if prefix.endswith(" "):
            low = bisect_left(self._words, prefix[:-1])
            return low, low + (self._words[low : low + 1] == [prefix[:-1]])
        return bisect_left(self._words, prefix), bisect_left(self._words, prefix + "\uffff")

    def _respelt(self, typed: Sequence[str]) -> list[str]:
        """The typed words, each unknown one as the nearest known (distance 1, same first letter)."""
        return [self._respelt_word(word, last=place == len(typed) - 1) for place, word in enumerate(typed)]

    def _respelt_word(self, word: str, last: bool) -> str:
        low, high = self._range(word)
        if len(word) < _TYPO_FROM or low < high:
            return word
        first, end = self._range(word[0])
        known = [w for w in self._words[first:end] if len(w) >= len(word) - 1]
        near = _nearest(word, [w for w in known if len(w) <= len(word) + 1])
        if near is None and last and len(word) >= _TYPO_IN_PREFIX_FROM:
            near = _nearest(word, {w[: len(word)] for w in known})
        return near or word


def _order(item: Suggestable) -> tuple[int, int, str]:
    completion = item.completion
    return (_KINDS.index(completion.kind), -completion.count, completion.text)


def _nearest(word: str, known: Collection[str]) -> str | None:
    near = extract(word, known, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=1)
    return str(near[0][0]) if near else None


def open_suggester(directory: Path, names: Iterable[Suggestable]) -> Suggester:
    """A suggester over a generation's phrases and these names.  Raises CorruptGenerationError."""
    phrases = [*_read(directory / _PHRASES), *_read(directory / _ADDED)]
    headlines = (Suggestable(Completion("headline", text, count=count)) for text, count in phrases)
    return Suggester([*names, *headlines])
