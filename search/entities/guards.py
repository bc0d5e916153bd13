"""Guards: reasons why a form that was found does not name the person, seen from the words beside it.

A form of one word is a part of a longer name when a capitalised neighbour is neither a title nor a common word
(`Megawati Hangestri`); places and things are named after people (`Universitas Bung Hatta`).  Not here: which of several
people a form names (`linker`).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from ..errors import DataFileError
from .countries import countries
from .given_names import is_given_name
from .lexicon import Hit
from .tables import alternatives, package_text, read_table

LONGER_NAME = "part of a longer name"
_CLASSES = ("thing_before", "thing_after", "honorific", "between", "title", "junior", "day")
_BEFORE = re.compile(r"([^\s\"()\[\],;:!?]+) \Z")
_AFTER = re.compile(r" ([A-Za-z][\w'.]*)")
_WINDOW = 40
_HATTA = re.compile(r" ?- ?Hatta\b")
_SOEKARNO = re.compile(r"S(?:oe|u)karno ?- ?\Z")
# Plain verbal affixes: `Memimpin`, `Bertemu`, `Disebut`, `Ditinggalkan`.  Names with such beginnings are shorter or end otherwise.
_AFFIXED = re.compile(r"(?:men?g?|mem|meny|ber|ter|di|per|pen?g?|pem|ke|se)[a-z]{4,}|[a-z]{3,}(?:kan|nya|lah|kah|pun)")
_HEADLINE_SHARE = 0.6
_LONGEST_ACRONYM = 6
_LONGEST_INITIAL = 3  # `M.`, `Ir.`: with more letters before it, a point ends a sentence
_LONG_WORD = 4
_REACH = 20_000  # characters in which a word is looked for: the time for an article grows with its length only
_LOCATIVE = "di"  # before places, never before people (unlike `ke Jokowi`): `di Paloh`
_SHORT_NAME = 8  # `Wang Yi` may be the beginning of another name: `Wang Yi Bo`


@dataclass(frozen=True, slots=True)
class _Words:
    thing_before: frozenset[str]
    thing_after: frozenset[str]
    honorific: frozenset[str]
    between: frozenset[str]
    title: frozenset[str]
    junior: frozenset[str]
    day: frozenset[str]


@cache
def guard_words(table: str = "guard_words.tsv") -> _Words:
    """The classes of words beside names.  Raises DataFileError."""
    classes: dict[str, list[str]] = {name: [] for name in _CLASSES}
    for row in read_table(table, 3):
        if row.cells[0] not in classes:
            raise DataFileError(f"{row.where}: class: {row.cells[0]!r} is none of {', '.join(_CLASSES)}.")
        classes[row.cells[0]].extend(alternatives(row.cells[1]))
    return _Words(**{name: frozenset(words) for name, words in classes.items()})


@cache
def _ordinary() -> frozenset[str]:
    """Lower-case words that are no part of a name: common words, titles, days, countries."""
    lines = (line for line in package_text("common_words.txt").split("\n") if not line.startswith("#"))
    common = {word for line in lines for word in line.split()}
    places = {name.lower() for country in countries().values() for name in country.names if " " not in name}
    return frozenset(common | places | guard_words().title | guard_words().day)


def is_honorific(word: str) -> bool:
    """Whether a lower-case word stands between an office and a name."""
    words = guard_words()
    return word.rstrip(".") in words.honorific or word in words.between


class Surroundings:
    """The words around hits in one text.  `forms` are those that name leaders."""

    def __init__(self, text: str, title_end: int, forms: Container[str]) -> None:
        self._text = text
        self._forms = forms
        self._title_end = title_end
        self._headline: bool | None = None

    def before(self, position: int) -> tuple[str, int]:
        """The word before a position with one space between, and where it starts; `""` when there is none."""
        match = _BEFORE.search(self._text, max(0, position - _WINDOW), position)
        return (match[1], match.start(1)) if match else ("", position)

    def after(self, position: int) -> str:
        """The word after a position with one space between; `""` when there is none."""
        match = _AFTER.match(self._text, position)
        return match[1] if match else ""

    def refusal(self, hit: Hit) -> str:
        """Why this hit does not name the person; `""` when nothing speaks against it."""
        following = self.after(hit.end)
        if following in guard_words().thing_after:
            return f"a thing: {following} follows"
        if following in guard_words().junior and not hit.form.text.endswith(following.rstrip(".")):
            return f"another person: {following} follows"
        thing = self._thing_before(hit.start)
        if thing:
            return f"a place or thing: {thing} before it"
        if self._is_airport(hit):
            return "a place or thing: Soekarno-Hatta"
        if hit.form.single:
            place = "a place: di before it" if self.before(hit.start)[0] == _LOCATIVE else ""
            return place or self.longer_name(hit)
        return self._after_it(hit) if len(hit.form.text) <= _SHORT_NAME else ""

    def _is_airport(self, hit: Hit) -> bool:
        return bool(
            _HATTA.match(self._text, hit.end) or _SOEKARNO.search(self._text, max(0, hit.start - 12), hit.start)
        )

    def _thing_before(self, start: int) -> str:
        """The place or thing word before a name, over at most three honorifics (`Jalan Jenderal Besar Soedirman`)."""
        words = guard_words()
        for _ in range(4):
            word, start = self.before(start)
            if not word:
                return ""
            if word in words.thing_before:
                return word
            phrase = f"{self.before(start)[0]} {word}"
            if phrase in words.thing_before:
                return phrase
            if word.rstrip(".").lower() not in words.honorific:
                return ""
        return ""

    def longer_name(self, hit: Hit) -> str:
        """Which longer name a hit seems to be a part of; `""` when none."""
        return self._before_it(hit) or self._after_it(hit)

    def introduces_another(self, hit: Hit) -> bool:
        """Whether a hit is surely a part of someone else's name: more follows, or a given name stands before it."""
        return self._after_it(hit) != "" or is_given_name(self.before(hit.start)[0])

    def _before_it(self, hit: Hit) -> str:
        preceding, start = self.before(hit.start)
        apart = not preceding or self._may_stand_before(preceding, start, hit)
        return "" if apart else f"{LONGER_NAME}: {preceding} {hit.form.text}"

    def _after_it(self, hit: Hit) -> str:
        following = self.after(hit.end)
        apart = not following or self._may_stand_after(following, hit)
        return "" if apart else f"{LONGER_NAME}: {hit.form.text} {following}"

    def _may_stand_before(self, word: str, start: int, hit: Hit) -> bool:
        if not word[:1].isupper() or self._is_ordinary(word):
            return True
        if (word.isupper() and len(word) <= _LONGEST_ACRONYM) or (word.endswith(".") and len(word) > _LONGEST_INITIAL):
            return True
        at_start = start == 0 or self._text[max(0, start - 2) : start].rstrip(" \"'(")[-1:] in (
            "",
            ".",
            "?",
            "!",
            "\n",
            ":",
        )
        return (at_start or self._in_headline(hit.start)) and self._is_word_here(word, f"{word} {hit.form.text}")

    def _may_stand_after(self, word: str, hit: Hit) -> bool:
        if not word[:1].isupper() or self._is_ordinary(word) or word.isupper():
            return True
        if len(word) >= _LONG_WORD and word in self._forms:  # two leaders side by side: `relawan Anies Sandi`
            return True
        return self._in_headline(hit.start) and self._is_word_here(word, f"{hit.form.text} {word}")

    @staticmethod
    def _is_ordinary(word: str) -> bool:
        plain = word.rstrip(".").lower()
        return plain in _ordinary() or _AFFIXED.fullmatch(plain) is not None

    def _is_word_here(self, word: str, pair: str) -> bool:
        """Whether the text shows that a capitalised word is no name: it has it in lower case, or never in this pair again."""
        if self._text.find(f" {word.lower()}", 0, _REACH) >= 0:
            return True
        return self._headline is True and self._text.find(pair, self._title_end, self._title_end + _REACH) < 0

    def _in_headline(self, position: int) -> bool:
        """Whether a position is in a title in title case, where capitals say nothing."""
        if position >= self._title_end:
            return False
        if self._headline is None:
            words = [word for word in self._text[: self._title_end].split() if len(word) >= _LONG_WORD]
            capitals = sum(word[0].isupper() for word in words)
            self._headline = capitals >= _HEADLINE_SHARE * len(words)
        return self._headline
