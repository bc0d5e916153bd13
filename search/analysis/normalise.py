"""Folding: one spelling for what readers see as one text.

Entities are decoded, compatibility forms (NFKC) and accents folded, quotes and dashes made plain, zero-width and bidi
controls deleted, all digits made ASCII.  Capitals of the Latin alphabet stay: later rules look at them.
Folding works character by character, so `align` can say where each folded character came from.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_LONG_RUN = 16

# Letters and marks that Unicode does not decompose; every value is ASCII, so folding twice changes nothing.
_SPECIAL = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bb\u02bc\u02b9\u02be\u02bf\u2032\u00b4\u02b0\uff07\uff40", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
    **dict.fromkeys("\u2212\u2043\u02d7", "-"),
    **dict(zip("øØđĐłŁħĦŧŦıðÐ", "oOdDlLhHtTidD", strict=True)),
    "þ": "th",
    "Þ": "Th",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "Œ": "Oe",
    "ß": "ss",
    "ŋ": "ng",
    "Ŋ": "Ng",
    "\u2044": "/",
    "&": " ",
}

_FREQUENT = (("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("\u00a0", " "), ("…", "..."))
"""What most news texts hold beside ASCII, and nothing else: looked for before anything is asked character by character."""


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """What one character becomes: nothing, one character, or several."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char.isascii():
        return char
    decomposed = unicodedata.normalize("NFKD", char)
    if decomposed == char:
        return _fold_simple(char)
    return "".join(map(fold_char, decomposed))


def _fold_simple(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Mn", "Cf"):
        return ""
    if category[0] in "CZ":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Pd":
        return "-"
    folded = char.casefold()
    return char if folded == char else "".join(map(fold_char, folded))


@lru_cache(maxsize=4096)
def _fold_short(run: str) -> str:
    return "".join(map(fold_char, run))


def _fold_run(match: re.Match[str]) -> str:
    run = match.group()
    return _fold_short(run) if len(run) <= _LONG_RUN else "".join(map(fold_char, run))


def fold(text: str) -> str:
    """The folded text.  Folding it again changes nothing; composed and decomposed spellings give the same."""
    if "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m.group()), text).replace("&", " ")
    if text.isascii():
        return text
    for char, folded in _FREQUENT:
        text = text.replace(char, folded)
    return text if text.isascii() else _FOREIGN.sub(_fold_run, text)


def compose(word: str) -> str:
    """A folded word, composed (Hangul syllables stay readable) and lower-case."""
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.lower())


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and per character of it the `[start, end)` of the original that it came from (None = unchanged)."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of the non-empty folded span `[start, end)`."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def _units(text: str) -> list[tuple[int, int, str]]:
    """The original in units that fold as one: an entity or a character, with its folded form."""
    units: list[tuple[int, int, str]] = []
    at = 0
    for match in _ENTITY.finditer(text):
        units += [(i, i + 1, fold_char(text[i])) for i in range(at, match.start())]
        at = match.end()
        decoded = html.unescape(match.group())
        units.append((match.start(), at, "".join(map(fold_char, decoded))))
    units += [(i, i + 1, fold_char(text[i])) for i in range(at, len(text))]
    return units


def align(text: str) -> Folded:
    """`fold(text)` together with the way back to the original."""
    if text.isascii() and "&" not in text:
        return Folded(text)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, folded in _units(text):
        if not folded and ends and ends[-1] == start and unicodedata.combining(text[start]):
            ends[-1] = end  # an accent belongs to the letter before it
        parts.append(folded)
        starts += [start] * len(folded)
        ends += [end] * len(folded)
    return Folded("".join(parts), tuple(starts), tuple(ends))
