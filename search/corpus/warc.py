"""Pages of a web archive (WARC): every answer that is HTML and calls itself an article.

Needs the extra `html`.  Places are counted by records of the archive: `archive.warc.gz:12`.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from search.model import RejectedRecord

from .charset import decode_page
from .html_page import needed, record_of_page
from .options import Limits
from .page_head import read_head
from .record import Record
from .refusal import Refusal
from .streams import ChunkStream

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def _is_page(found: Any) -> bool:
    """Whether a record of the archive is a page that was delivered."""
    headers = found.http_headers
    if found.rec_type not in ("response", "resource"):
        return False
    if headers is None:
        return str(found.rec_headers.get_header("Content-Type") or "").startswith(_PAGE_TYPES)
    status = str(headers.get_statuscode() or "")
    return status.startswith("2") and str(headers.get_header("Content-Type") or "").lower().startswith(_PAGE_TYPES)


def _content(found: Any, limit: int) -> bytes:
    """The page's bytes, unpacked as far as a page may be long."""
    content = bytearray()
    stream = found.content_stream()
    while chunk := stream.read(64 * 1024):
        content += chunk
        if len(content) > limit:
            raise Refusal(f"the page is longer than the limit of {limit:,} bytes when unpacked")
    return bytes(content)


def _record(found: Any, source: str, limits: Limits) -> Record | RejectedRecord | None:
    """The record of a page; None for a page that is no article, such as a front page."""
    try:
        declared = str((found.http_headers or found.rec_headers).get_header("Content-Type") or "").partition(
            "charset="
        )[2]
        page = decode_page(_content(found, limits.page), declared.strip("\"' ;"))
        if not read_head(page).article:
            return None
        return record_of_page(page, source, str(found.rec_headers.get_header("WARC-Target-URI") or ""))
    except Refusal as refusal:
        return RejectedRecord(source, refusal.reason)


def read_warc(chunks: Iterator[bytes], name: str, limits: Limits) -> Iterator[Record | RejectedRecord]:
    """The articles of an archive, in order, up to where it breaks."""
    archive = needed("warcio.archiveiterator")
    broken: tuple[type[Exception], ...] = (
        needed("warcio.exceptions").ArchiveLoadFailed,
        needed("warcio.statusandheaders").StatusAndHeadersParserException,
        zlib.error,
        EOFError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
    )
    number = 0
    try:
        for found in archive.ArchiveIterator(io.BufferedReader(ChunkStream(chunks))):
            number += 1
            record = _record(found, f"{name}:{number}", limits) if _is_page(found) else None
            if record is not None:
                yield record
    except broken as error:
        raise Refusal(f"the archive is damaged ({type(error).__name__}): fetch it again", number + 1) from error
