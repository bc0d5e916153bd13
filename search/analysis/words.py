"""Single words: old spelling, apostrophes, dotted acronyms, domain names, letters glued to digits (rules 2, 6, 7c, 9)."""

from __future__ import annotations

import re

from .normalise import compose
from .numbers import numeric
from .reading import Reading, distinct, fixed, reading, single
from .stemmer import WordStemmer
from .tables import Tables
from .token import Forms

_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("ch", "kh"))
_OLD = re.compile("oe|[dts]j|ch")
_SHORTEST_OLD = 5
_NOT = "tidak"
_SHORTEST_NEGATED = 4
_APOSTROPHES = re.compile(r"['`]")
_ENGLISH_POSSESSIVE = re.compile(r"['`][sS]$")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_]){1,7}")
_DEGREE = re.compile(r"[A-Z][a-z]?(?:\.[A-Z][a-z]?){1,3}")
_LABELS = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_GLUED = re.compile(r"([^\W\d_]{3,})([0-9]{1,4})")
_RUN = re.compile(r"[0-9]+(?:[.,:][0-9]+)*(?![^\W_])|[^\W_]+")
_NUMERIC = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*")
_UNIT = re.compile(
    r"([0-9]+)(an|km|kg|cm|mm|m|ha|ton|gram|liter|meter|persen|rb|ribu|jt|juta|miliar|milyar|triliun"
    r"|hari|jam|menit|tahun|bulan|orang|wib|wita|wit)",
    re.I,
)
_MONEY = re.compile(r"([^\W\d_]+)([0-9]+)()")
_MEASURED = re.compile(r"([^\W\d_]*)([0-9]+(?:[.,:][0-9]+)+)([^\W\d_]*)")


def old_spelling(word: str) -> str:
    """The word in today's spelling: `soekarno` -> `sukarno`.  Short words are left alone (Joe, DJP)."""
    if len(word) >= _SHORTEST_OLD and _OLD.search(word) and word.isalpha():
        for old, new in _OLD_SPELLING:
            word = word.replace(old, new)
    return word


def without_apostrophes(text: str) -> str:
    """`Qur'an` -> `Quran`, `Trump's` -> `Trump`."""
    return _APOSTROPHES.sub("", _ENGLISH_POSSESSIVE.sub("", text))


class Words:
    """The rules for a piece without hyphens."""

    def __init__(self, tables: Tables, stem: WordStemmer) -> None:
        self._tables = tables
        self.stem = stem
        self._sites = frozenset({"www", "co", "com", "go", "or", "ac", "sch", "web", "net", "org", "my", "m"})

    def read(self, text: str) -> list[Reading]:
        """The positions of any piece without hyphens."""
        if text.isalpha():
            return [self.word(text)]
        if _NUMERIC.fullmatch(text):
            return numeric(text)
        for rule in (self.apostrophe, self.dotted, self.domain, self.measured, self.glued):
            if found := rule(text):
                return found
        return [self.word(text)] if text.isalnum() else self._runs(text)

    def _runs(self, text: str) -> list[Reading]:
        """Each run of letters and digits by itself."""
        return [one.moved(match.start()) for match in _RUN.finditer(text) for one in self.read(match.group())]

    def word(self, text: str) -> Reading:
        """A plain word of letters, digits or both."""
        span, word = (0, len(text)), compose(text)
        if word in self._tables.months:
            return fixed(span, "month", (self._tables.months[word],))
        if word in self._tables.currencies:
            return fixed(span, "currency", (self._tables.currencies[word],))
        modern = old_spelling(word)
        if modern != word and not self._known(word):
            return reading(span, "old spelling", self.stem, (word, modern))
        if parts := self._parts_of_closed(word):
            return reading(span, "closed compound", self.stem, (word, *parts), (word,))
        stem, rule = self.stem.explain(word)
        if parts := self._parts_of_compound(stem):
            forms = Forms(distinct((word,)), distinct((stem, *map(self.stem, parts))), "compound")
            return Reading(*span, forms, Forms(forms.exact, forms.stem[:1], "compound"))
        return single(span, rule, word, stem)

    def _known(self, word: str) -> bool:
        return word in self._tables.roots or word in self._tables.overrides

    def apart(self, first: str, word: Reading) -> list[Reading]:
        """`anti` before the reading of `korupsi`: the second also indexed as `antikorupsi`, which a query takes too."""
        joined = compose(first) + word.forms.exact[0]
        forms = joined, self.stem(joined)
        opening, word = self.word(first), word.also(*forms)
        if self._opens(joined):
            return [opening, word]
        return [opening.or_else(*forms), word.or_else(*forms)]

    def _opens(self, word: str) -> bool:
        """Whether a solid word is indexed under its parts, too."""
        return self._parts_of_closed(word) is not None or self._parts_of_compound(word) is not None

    def _parts_of_compound(self, stem: str) -> tuple[str, str] | None:
        """`tanggungjawab` -> `tanggung`, `jawab`; `tidakadil`, which ketidakadilan leaves, -> `tidak`, `adil`."""
        if stem in self._tables.open_compounds:
            return self._tables.compounds[stem]
        if stem.startswith(_NOT) and len(stem) - len(_NOT) >= _SHORTEST_NEGATED:
            return _NOT, stem.removeprefix(_NOT)
        return None

    def _parts_of_closed(self, word: str) -> tuple[str, str] | None:
        return self.stem.closed_parts(word) if word.isalpha() else None

    def apostrophe(self, text: str) -> list[Reading]:
        """`Qur'an` -> `quran`, `Trump's` -> `trump`; nothing without an apostrophe."""
        if not _APOSTROPHES.search(text):
            return []
        word = without_apostrophes(text)
        inner = self.word(word) if word.isalnum() else None
        return [Reading(0, len(text), inner.forms, inner.wanted)] if inner else []

    def dotted(self, text: str) -> list[Reading]:
        """`A.S` -> `as`, `S.Pd` -> `spd`: initials with dots between them are one acronym."""
        if not (_DOTTED.fullmatch(text) or _DEGREE.fullmatch(text)):
            return []
        return [fixed((0, len(text)), "dotted acronym", (compose(text.replace(".", "")),))]

    def domain(self, text: str) -> list[Reading]:
        """`KOMPAS.com` -> the domain and its name; a query for the domain looks for the domain only."""
        if "." not in text or not _LABELS.fullmatch(text):
            return []
        labels = text.lower().split(".")
        if labels[-1] not in self._tables.domains or labels[-1].isdigit():
            return []
        if labels[0] == "www" and len(labels) > 2:
            labels = labels[1:]
        names = [label for label in labels[:-1] if label not in self._sites and not label.isdigit()]
        if not names:
            return []
        whole = ".".join(labels)
        shorter = [".".join(labels[i:]) for i in range(1, labels.index(names[-1]) + 1)]
        return [fixed((0, len(text)), "domain", (whole, *shorter, names[-1]), (whole,))]

    def measured(self, text: str) -> list[Reading]:
        """`2,5triliun`, `15.00WIB`, `PM2.5`, and `Rp10` behind a hyphen: the number and what is glued to it."""
        match = _MEASURED.fullmatch(text)
        if match is None and compose(text.rstrip("0123456789")) in self._tables.currencies:
            match = _MONEY.fullmatch(text)
        if match is None:
            return []
        parts = [
            (at, part) for at, part in zip((0, match.start(2), match.start(3)), match.groups(), strict=True) if part
        ]
        return [one.moved(at) for at, part in parts if part != "an" for one in self.read(part)]

    def glued(self, text: str) -> list[Reading]:
        """Letters with digits: `Covid19` also as its parts, `5km` as number and unit; `CO2` and `B2B` stay whole."""
        if match := _GLUED.fullmatch(text):
            word = compose(text)
            return [
                reading((0, len(text)), "letters and digits", self.stem, (word, compose(match[1]), match[2]), (word,))
            ]
        if match := _UNIT.fullmatch(text):
            number = fixed(match.span(1), "number", (match[1],))
            if match[2].lower() == "an":
                return [fixed((0, len(text)), "letters and digits", (match[1], compose(text)))]
            unit = self.word(match[2])
            return [number, Reading(*match.span(2), unit.forms, unit.wanted)]
        return []
