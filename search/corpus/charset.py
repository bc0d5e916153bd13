"""Bytes of a page or feed become text: by its BOM, its declared encoding, UTF-8, or else Windows-1252.  Never raises."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
# Codecs of text, by Python's names.  UTF-16 and the like are only believed when a BOM says so.
_OF_PAGES = re.compile(
    r"utf-8|ascii|iso8859-\d+|latin\w*|cp\d+|koi8-\w+|gb\w+|hz|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|mac-\w+|tis-620"
)
_DECLARATION_BYTES = 2_048


def _decoded(content: bytes, name: str) -> str | None:
    """The text in an encoding; None when the name is none that pages are written in."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return content.decode(codec, "replace") if _OF_PAGES.fullmatch(codec) else None


def decode_page(content: bytes, declared: str = "") -> str:
    """The text of a page.  `declared` is what came with it, such as a HTTP header; what cannot be read is U+FFFD."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding, "replace")
    match = _DECLARED.search(content[:_DECLARATION_BYTES])
    written = match[1].decode("ascii") if match else ""
    for name in filter(None, (declared, written)):
        text = _decoded(content, name)
        if text is not None:
            return text
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
