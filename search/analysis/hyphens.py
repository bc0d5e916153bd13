"""Words with hyphens: rules 7a to 7h.  Forms of one type stand at one position; only loose parts get one each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .normalise import compose
from .numbers import number
from .reading import Reading, distinct, fixed, reading
from .tables import Prefix, Tables
from .token import Forms
from .words import Words, without_apostrophes

_DOUBLED = re.compile(r"([^\W\d_]{3,})2([^\W\d_]{0,5})")
_CLITICS = frozenset({"nya", "ku", "mu", "lah", "kah", "pun"})
_LOWER_CLITICS = frozenset({"an", "kan", "i"})
_SUFFIXES = ("nya", "lah", "kan", "an", "i", "ku", "mu", "kah", "pun")
_OPENINGS = ("se", "be", "ber", "ter", "me", "mem", "men", "meng", "meny", "ke", "di", "per", "pe")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SHORTEST_DOUBLE = 2


class Hyphens:
    """The rules for a piece that hyphens cut into parts."""

    def __init__(self, tables: Tables, words: Words) -> None:
        self._tables = tables
        self._prefixes: dict[str, Prefix] = {prefix.text: prefix for prefix in tables.prefixes}
        self._words = words
        self._rules = (
            self._ordinal,
            self._pair,
            self._prefixed,
            self._letters_digits,
            self._clitic,
            self._initial,
        )

    def doubled(self, text: str) -> list[Reading]:
        """`mahasiswa2` -> as `mahasiswa-mahasiswa`; never for acronyms (CO2, B2B), hence the lower-case letters."""
        match = _DOUBLED.fullmatch(text)
        if match is None or not match[1][1:].islower():
            return []
        found = self._pair(match[1], match[1] + match[2])
        return [Reading(0, len(text), found.forms, found.wanted)] if found else []

    def spaced(self, piece: str, first: str, second: str) -> list[Reading]:
        """`undang undang` -> as `undang-undang`; nothing for words that are not listed."""
        if f"{compose(first)}-{compose(second)}" not in self._tables.reduplications:
            return []
        found = self._pair(first, second)
        return [Reading(0, len(piece), found.forms, found.wanted)] if found else []

    def read(self, text: str) -> list[Reading]:
        """The positions of a piece such as `negara-negara`, `ke-80`, `anti-Fasis`, `COVID-19`, `KPK-nya`, `TNI-Polri`."""
        parts = text.split("-")
        readings: list[Reading] = []
        at = index = 0
        if len(parts) > 2 and is_clitic(parts[-1]):
            parts = parts[:-1]
        while index < len(parts):
            found, used = self._at(parts, index)
            width = sum(map(len, parts[index : index + used])) + used - 1
            readings += [one.moved(at) for one in found]
            at, index = at + width + 1, index + used
        return readings

    def _at(self, parts: list[str], index: int) -> tuple[list[Reading], int]:
        """What begins at part `index`: its readings, and how many parts they take."""
        if index + 1 < len(parts):
            first, second = parts[index], parts[index + 1]
            three = parts[index : index + 3]
            if found := self._prefixed_pair(three) or self._prefixed_digits(three):
                return found, 3
            if self._is_compound(first, second):
                return self._words.apart(first, self._words.word(second).moved(len(first) + 1)), 2
            for rule in self._rules:
                if one := rule(first, second):
                    return [one], 2
        return self._loose(parts, index), 1

    def _is_compound(self, first: str, second: str) -> bool:
        """Whether the parts are also written as one word: `start-up`, `K-Pop`."""
        if compose(first) + compose(second) in self._tables.compounds:
            return True
        return (
            len(first) == 1 and len(second) > 2 and (first + second).isalpha() and first.lower() not in self._prefixes
        )

    def _loose(self, parts: list[str], index: int) -> list[Reading]:
        """Rule h: the part alone.  `21-Jan-2025`: an abbreviated month beside a number is that month."""
        part = parts[index]
        month = self._tables.month_abbreviations.get(compose(part))
        beside = parts[max(0, index - 1) : index] + parts[index + 1 : index + 2]
        if month and any(other.isdigit() for other in beside):
            return [fixed((0, len(part)), "month", (month,))]
        return self._words.read(part)

    def _ordinal(self, first: str, second: str) -> Reading | None:
        """Rule d: `ke-80` is the ordinal and the number; a query looks for the ordinal."""
        if compose(first) != "ke":
            return None
        return ordinal(f"{first}-{second}", second, ())

    def _pair(self, first: str, second: str) -> Reading | None:
        """Rules a and b: a reduplication, plain or with affixes."""
        if not (first.isalpha() and second.isalpha() and min(len(first), len(second)) >= _SHORTEST_DOUBLE):
            return None
        left, right = compose(first), compose(second)
        span = (0, len(first) + 1 + len(second))
        if base := self._lexicalised(left, right):
            whole = f"{left}-{right}"
            return Reading(
                *span, Forms(distinct((whole, base)), (base,), "lexicalised"), Forms((base,), (base,), "lexicalised")
            )
        if left == right:
            return reading(span, "reduplication", self._words.stem, (left,))
        if (stem := self._shared_stem(left, right)) is None:
            return None
        forms = Forms(distinct((left, right)), (stem,), "affixed reduplication")
        return Reading(*span, forms, forms)

    def _lexicalised(self, left: str, right: str) -> str | None:
        """The listed word inside a pair: `perundang-undangan` -> `undang-undang`."""
        if f"{left}-{right}" in self._tables.reduplications:
            return f"{left}-{right}"
        lefts = [left, *(left[len(p) :] for p in _OPENINGS if left.startswith(p))]
        rights = {right} | {right[: -len(s)] for s in _SUFFIXES if right.endswith(s)}
        rights |= {base[: -len(s)] for base in tuple(rights) for s in _SUFFIXES if base.endswith(s)}
        for base in lefts:
            for end in rights:
                if f"{base}-{end}" in self._tables.reduplications:
                    return f"{base}-{end}"
        return None

    def _shared_stem(self, left: str, right: str) -> str | None:
        """The one stem of an affixed reduplication; None when the parts are different words."""
        one, two = self._words.stem(left), self._words.stem(right)
        if one == two:
            return one
        cores = {right} | {right[: -len(s)] for s in _SUFFIXES if right.endswith(s)}
        cores |= {core[: -len(s)] for core in tuple(cores) for s in ("kan", "an", "i") if core.endswith(s)}
        for core in sorted(cores, key=len, reverse=True):
            if len(core) >= 3 and left.endswith(core):
                return self._words.stem(core) if one == left else one
        return None

    def _prefixed_pair(self, parts: Sequence[str]) -> list[Reading]:
        """`ber-hati-hati`, `se-kota-kota`: a prefix before a reduplication."""
        if len(parts) < 3 or compose(parts[0]) not in self._prefixes:
            return []
        pair = self._pair(parts[1], parts[2])
        if pair is None:
            return []
        return [Reading(0, pair.end + len(parts[0]) + 1, pair.forms, pair.wanted)]

    def _prefixed_digits(self, parts: Sequence[str]) -> list[Reading]:
        """`pasca-COVID-19`: a prefix that is a word, and what follows it."""
        prefix = self._prefixes.get(compose(parts[0]))
        if len(parts) < 3 or prefix is None or not prefix.kept:
            return []
        rest = self._letters_digits(parts[1], parts[2])
        return [*self._words.read(parts[0]), rest.moved(len(parts[0]) + 1)] if rest else []

    def _prefixed(self, first: str, second: str) -> Reading | None:
        """Rule e: `anti-Fasis` -> joined, its word, and the prefix when that is a word."""
        prefix = self._prefixes.get(compose(first))
        word = compose(without_apostrophes(second))
        if prefix is None or not word.isalnum() or word.isdigit():
            return None
        joined = prefix.text + word
        exact = [joined, *([prefix.text] if prefix.kept else []), word]
        if prefix.text == "e":
            exact.insert(1, f"e-{word}")
        # A compound is one thing however it is written; behind a mere affix the word itself is meant too.
        wanted = (joined,) if prefix.spaced or prefix.text == "e" else (joined, word)
        span = (0, len(first) + 1 + len(second))
        return reading(span, f"prefix {prefix.text}-", self._words.stem, exact, wanted)

    def _letters_digits(self, first: str, second: str) -> Reading | None:
        """Rule f: `COVID-19`; but `pasca-2024` is two words."""
        if (prefix := self._prefixes.get(compose(first))) and prefix.kept:
            return None
        return self.letters_digits((0, len(first) + 1 + len(second)), first, second)

    def letters_digits(self, span: tuple[int, int], first: str, second: str) -> Reading | None:
        """`COVID-19`, `G 20` -> joined and parts; a query looks for the joined form."""
        if second == "an" and (value := number(first)):
            return fixed(span, "letters and digits", distinct((value + "an", value)), (value,))
        letters_first = first.isalpha() and second.isdigit()
        if not (letters_first or (first.isdigit() and second.isalpha())) or max(len(first), len(second)) > 12:
            return None
        left, right = compose(first), compose(second)
        if any(side in self._tables.months or side in self._tables.month_abbreviations for side in (left, right)):
            return None
        return reading(span, "letters and digits", self._words.stem, (left + right, left, right), (left + right,))

    def _initial(self, first: str, second: str) -> Reading | None:
        """`PDI-P` -> `pdip` and parts: an acronym with one more capital."""
        if not (first.isupper() and second.isupper() and len(second) == 1 < len(first)):
            return None
        left, right = compose(first), compose(second)
        return fixed((0, len(first) + 2), "acronym", (left + right, left, right), (left + right,))

    def _clitic(self, first: str, second: str) -> Reading | None:
        """Rule g: `KPK-nya` -> `kpk`."""
        if not is_clitic(second) or not first.isalnum():
            return None
        inner = self._words.word(first)
        return Reading(0, len(first) + 1 + len(second), inner.forms, inner.wanted)


def is_clitic(part: str) -> bool:
    """Whether a part behind a hyphen only hangs on the word before it (`KPK-nya`, `di-PHK-kan`)."""
    return compose(part) in _CLITICS or part in _LOWER_CLITICS


def ordinal(text: str, written: str, more: tuple[str, ...]) -> Reading | None:
    """`ke-80` and `ke-XII`: the ordinal and the number (`more` = other forms); None when it is no number."""
    digits = number(written) if written[:1].isdigit() else _roman(written)
    if digits is None:
        return None
    forms = (f"ke-{digits}", digits, *((compose(written),) if written.isalpha() else ()), *more)
    return fixed((0, len(text)), "ordinal", forms, forms[:1])


def _roman(text: str) -> str | None:
    values = [_ROMAN.get(letter) for letter in text.lower()] if text.isupper() else []
    total = 0
    for value, after in zip(values, [*values[1:], 0], strict=False):
        if value is None or after is None:
            return None
        total += value if value >= after else -value
    return str(total) if total > 0 else None
