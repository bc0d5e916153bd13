"""Files in, articles out: the front of the corpus.

    for found in read_articles(["seeds/"]):     # Article, or RejectedRecord that says file, line, what and what to do

A bad record never stops the others.  Not here: what the index does with articles (`search.rebuild`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from search.model import Article, RejectedRecord

from .article import to_article
from .csv_rows import read_csv
from .feeds import read_feed
from .html_page import read_html
from .json_lines import read_json, read_json_lines
from .options import Limits, ReadOptions
from .plain_text import read_plain_text
from .record import Record
from .refusal import Refusal
from .sources import STANDARD_INPUT, Source, Unreadable, find_sources, size_of
from .streams import chunks_of
from .warc import read_warc

Reader = Callable[[Iterator[bytes], str, Limits], Iterator[Record | RejectedRecord]]

FORMATS: Mapping[str, Reader] = {
    "jsonl": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "text": read_plain_text,
    "html": read_html,
    "feed": read_feed,
    "warc": read_warc,
}
SUFFIXES: Mapping[str, str] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
}
_DEFAULTS = ReadOptions()


def _ignore_bytes(_count: int) -> None:
    """Nobody watches."""


def _ignore_notice(_text: str) -> None:
    """Nobody listens."""


def _format_of(source: Source, options: ReadOptions) -> str:
    known = SUFFIXES.get(source.suffix, "")
    if source.name == STANDARD_INPUT:
        return options.format or "jsonl"
    return known or (options.format if source.named else "")


def _records(source: Source, options: ReadOptions, advance: Callable[[int], None]) -> Iterator[Record | RejectedRecord]:
    try:
        form = _format_of(source, options)
        if form not in FORMATS:
            raise Refusal(f"its suffix {source.suffix!r} is none of {' '.join(SUFFIXES)}: rename it or give its format")
        with source.open() as raw:
            yield from FORMATS[form](chunks_of(raw, options.limits, advance), source.name, options.limits)
    except Refusal as refusal:
        yield RejectedRecord(f"{source.name}:{refusal.line or 1}", refusal.reason)
    except OSError as error:
        yield RejectedRecord(f"{source.name}:1", f"it cannot be read: {error.strerror or error}")


def _articles(
    sources: Sequence[str | Path],
    options: ReadOptions,
    advance: Callable[[int], None],
    notice: Callable[[str], None],
) -> Iterator[Article | RejectedRecord]:
    skipped: Counter[str] = Counter()
    untitled = 0
    for source in find_sources(sources, options.limits.folder_depth):
        if isinstance(source, Unreadable):
            yield RejectedRecord(source.name, source.reason)
        elif not source.named and not _format_of(source, options):
            skipped[source.suffix or "no suffix"] += 1
        else:
            for record in _records(source, options, advance):
                found = to_article(record, options.limits) if isinstance(record, Record) else record
                untitled += isinstance(found, Article) and found.title_derived
                yield found
    if untitled:
        notice(f"articles without a title, shown by their first sentence: {untitled:,}")
    if skipped:
        kinds = ", ".join(f"{suffix} ({count})" for suffix, count in sorted(skipped.items()))
        notice(f"files passed over, for their suffix is that of no article: {kinds}")


def read_articles(
    sources: Sequence[str | Path],
    options: ReadOptions = _DEFAULTS,
    advance: Callable[[int], None] = _ignore_bytes,
    notice: Callable[[str], None] = _ignore_notice,
) -> Iterator[Article | RejectedRecord]:
    """The articles of files, folders (whole trees, in order of names) and `-` (standard input), in order.

    `advance` hears how many more bytes of the sources were read (compare `count_hint`); `notice` hears what is worth
    a line but no error, such as files passed over.  With `options.strict` the first rejected record is the last.
    """
    for found in _articles(sources, options, advance, notice):
        yield found
        if options.strict and isinstance(found, RejectedRecord):
            return


def count_hint(sources: Sequence[str | Path], options: ReadOptions = _DEFAULTS) -> int | None:
    """How many bytes `advance` will hear of in all, for a progress bar; None when that cannot be known."""
    total = 0
    for source in find_sources(sources, options.limits.folder_depth):
        if isinstance(source, Unreadable) or not (source.named or _format_of(source, options)):
            continue
        size = size_of(source)
        if size is None:
            return None
        total += size
    return total
