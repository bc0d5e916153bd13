"""Text as it is stored: entities decoded once, no control characters, single spaces, paragraphs.

Not here: normalisation for matching (`search.analysis`), boilerplate (`clean`), tags (`markup`).
"""

from __future__ import annotations

import html
import re

# C0, DEL and C1 but white space; marks of byte order; and the code points that Unicode reserves for nobody's text.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_NOT_IN_IDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")

REPLACEMENT = "\ufffd"


def well_formed(text: str) -> str:
    """Text without control characters, and with lone surrogates (which UTF-8 cannot carry) as U+FFFD."""
    kept = _CONTROLS.sub("", text)
    return kept if kept.isascii() else _SURROGATES.sub(REPLACEMENT, kept)


def decoded(text: str) -> str:
    """Text with its HTML entities decoded, once: `&amp;lt;` becomes `&lt;`."""
    return well_formed(html.unescape(text) if "&" in text else text)


def one_line(text: str) -> str:
    """Text on one line, with single spaces."""
    return " ".join(text.split())


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, each with single spaces."""
    return tuple(filter(None, map(one_line, text.splitlines())))


def has_control_characters(text: str) -> bool:
    """Whether a text holds a character that an identifier may not hold: controls, separators of lines, surrogates."""
    return _NOT_IN_IDS.search(text) is not None


def first_sentence(text: str, longest: int = 100) -> str:
    """The first sentence of a text, cut at a word (with an ellipsis) when it is longer than `longest` characters."""
    sentence = _SENTENCE_END.split(text, maxsplit=1)[0].strip()
    if len(sentence) <= longest:
        return sentence
    head, space, _ = sentence[:longest].rpartition(" ")
    return (head if space else sentence[: longest - 1]).rstrip(" ,;:-") + "…"
