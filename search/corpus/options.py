"""How a corpus is read: what is asked for, and how much a record may take.

Not here: where files are found (`sources`), what a record must hold (`article`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much input may take, so that no file can exhaust the machine.  Sizes are bytes unless they say otherwise.

    `record` bounds one article: a line of JSON Lines, a row of CSV, a text file, an entry of a feed.
    `page` bounds an HTML page, whose text takes many times its size to find.
    `document` bounds a file that has to be read whole: a `.json` array.
    Compressed input may expand to `expanded` freely, and beyond that by at most `ratio` times what was read.
    `characters` bounds every field but the body; `values` is how many authors, tags or leaders an article may have.
    """

    record: int = 8 * MEBIBYTE
    page: int = 4 * MEBIBYTE
    document: int = 64 * MEBIBYTE
    expanded: int = 64 * MEBIBYTE
    ratio: int = 200
    characters: int = 2_000
    values: int = 200
    folder_depth: int = 64


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`strict` ends reading after the first rejected record.

    `format` (a key of `reading.FORMATS`, such as `csv`) is for standard input and for files named directly whose
    suffix says nothing; otherwise the suffix decides.
    """

    strict: bool = False
    format: str = ""
    limits: Limits = field(default_factory=Limits)
