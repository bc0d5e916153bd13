"""The plain text of the seed: title, byline, date, caption (which may stand twice), dateline, paragraphs.

Not here: datelines (`dateline`), the boilerplate below the text (`clean`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.model import RejectedRecord

from .options import Limits
from .record import Record
from .streams import decoded_utf8, whole
from .text import one_line

_BYLINE = re.compile(r"(?:laporan|penulis|reporter|oleh|editor)\s*:\s*(?P<names>.{1,200})", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?:[A-Za-z']{3,7},?\s+)?\d{1,2}[ /.-]+[A-Za-z0-9]{1,10}[ /.-]+\d{4}\b.{0,30}|\d{4}-\d\d-\d\d.{0,30}",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*(?:[,;/&]|\bdan\b)\s*")
_LONGEST_TITLE = 300
_LONGEST_CAPTION = 250


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the paragraphs; `lines` is how many lines of the file that is."""

    authors: tuple[str, ...]
    published: str
    captions: tuple[str, ...]
    lines: int


def _end_of_head(lines: Sequence[str]) -> int:
    """How many lines the head has: the block with the byline or the date, up to its blank line; else none."""
    marks = [i for i, line in enumerate(lines[:12]) if _BYLINE.fullmatch(line) or _DATE_LINE.fullmatch(line)]
    end = marks[-1] + 1 if marks else 0
    while marks and end < len(lines) and lines[end] and len(lines[end]) <= _LONGEST_CAPTION:
        end += 1
    return end


def _head(lines: Sequence[str]) -> _Head:
    end = _end_of_head(lines)
    authors: tuple[str, ...] = ()
    published = ""
    captions: list[str] = []
    for line in filter(None, lines[:end]):
        byline = _BYLINE.fullmatch(line)
        if byline:
            authors += tuple(_NAMES.split(byline["names"]))
        elif not published and _DATE_LINE.fullmatch(line):
            published = line
        else:
            captions.append(line)
    return _Head(authors, published, tuple(dict.fromkeys(captions)), end)


def parse_plain_text(text: str, source: str) -> Record:
    """The record of a text.  A first line too long for a title is a paragraph."""
    lines = [one_line(line) for line in text.split("\n")]
    start = next((i for i, line in enumerate(lines) if line), 0)
    has_title = start < len(lines) and len(lines[start]) <= _LONGEST_TITLE
    rest = lines[start + 1 :] if has_title else lines[start:]
    head = _head(rest)
    return Record(
        source=source,
        title=lines[start] if has_title else "",
        body="\n".join(rest[head.lines :]),
        authors=head.authors,
        caption=" ".join(head.captions),
        published=head.published,
        free_dateline=True,
    )


def read_plain_text(chunks: Iterator[bytes], name: str, limits: Limits) -> Iterator[Record | RejectedRecord]:
    """The one record of a text file."""
    text = decoded_utf8(whole(chunks, limits.record)).removeprefix("\ufeff")
    yield parse_plain_text(text, f"{name}:1")
