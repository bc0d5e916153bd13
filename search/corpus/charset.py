"""Bytes of a page or feed become text: by its BOM, its declared encoding, UTF-8, or else Windows-1252.  Never raises."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_DECLARATION_BYTES = 2_048


def _text_encoding(name: str) -> str:
    """The encoding of a name, or `""` when Python has none that gives text."""
    try:
        found = codecs.lookup(name)
        found.decode(b"")
    except (LookupError, ValueError):
        return ""
    return found.name if isinstance("".encode(found.name), bytes) else ""


def decode_page(content: bytes, declared: str = "") -> str:
    """The text of a page.  `declared` is what came with it, such as a HTTP header; what cannot be read is U+FFFD."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding, "replace")
    match = _DECLARED.search(content[:_DECLARATION_BYTES])
    written = match[1].decode("ascii") if match else ""
    for name in (declared, written):
        encoding = _text_encoding(name) if name else ""
        if encoding and not encoding.startswith(("utf-16", "utf-32", "utf-7")):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
