"""Written forms of names: folding without moving offsets, keys for looking a name up, reduced spelling, slugs.

Not here: which names exist (`gazetteer`) or where a text has them (`matcher`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SINGLE = {
    "’": "'", "‘": "'", "`": "'", "ʻ": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-",
    "Đ": "D", "đ": "d", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip
# Old and foreign spellings of one sound, in the order in which they are reduced (Soewandi spelling: oe, dj, tj, sj, ch).
_SOUNDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("ch", "h"), ("kh", "h"), ("sy", "s"), ("sh", "s"), ("ph", "f"),
    ("v", "f"), ("y", "i"), ("q", "k"), ("dh", "d"), ("th", "t"), ("bh", "b"), ("gh", "g"), ("w", "f"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_MUHAMMAD = frozenset(("muhamad", "mohamad", "muhamed", "mohamed", "mohd", "moh", "muh", "moch", "mohamat", "m"))


@lru_cache(4096)
def _one(character: str) -> str:
    """An ASCII character in place of one that is not, when there is an obvious one."""
    known = _SINGLE.get(character)
    if known:
        return known
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base.isalpha() else character


def fold(text: str) -> str:
    """`text` without accents and typographic quotes, dashes and spaces: as long as before, character for character."""
    if text.isascii():
        return text
    return _NOT_ASCII.sub(lambda match: _one(match.group()), text)


def key(text: str) -> str:
    """What names are looked up by: lower case, ASCII, single spaces, no punctuation (`B.J. Habibie` = `bj habibie`)."""
    return _NOT_WORD.sub(" ", fold(text).lower().replace("'", "").replace(".", "")).strip()


def slug(text: str) -> str:
    """A permanent id made of a name: `Sri Sultan Hamengku Buwono X` = `sri-sultan-hamengku-buwono-x`."""
    decomposed = unicodedata.normalize("NFKD", fold(text))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    return _NOT_WORD.sub("-", plain.replace("'", "")).strip("-")


@lru_cache(1 << 16)
def reduced(word: str) -> str:
    """One key for the spellings of a word of a name: `Soeharto` = `Suharto`, `Yudhoyono` = `Yudoyono`."""
    plain = word.lower().replace("'", "").replace(".", "")
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    plain = _DOUBLED.sub(r"\1", plain)
    if plain in _MUHAMMAD:
        return "m"
    return plain.removesuffix("h") or plain
