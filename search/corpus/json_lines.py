"""JSON Lines (one object a line) and JSON (an array of objects, or one object).

Not here: the names of fields (`fields`), what makes an article (`article`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from search.model import RejectedRecord

from .fields import record_of
from .options import Limits
from .record import Record
from .refusal import Refusal
from .streams import UTF8_BOM, decoded_utf8, lines, whole

_KINDS = {list: "list", str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def _parsed(text: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refusal(f"it is not JSON ({error.msg} at column {error.colno}): correct it", error.lineno) from error
    except RecursionError as error:
        raise Refusal("its JSON is nested too deeply: flatten it") from error
    except ValueError as error:
        raise Refusal(f"it is not JSON ({error}): correct it") from error
    return value


def _record(value: object, source: str) -> Record | RejectedRecord:
    try:
        if not isinstance(value, dict):
            raise Refusal(
                f'it is a JSON {_KINDS[type(value)]} where an object is needed: write {{"title": ..., "body": ...}}'
            )
        return record_of(value, source)
    except Refusal as refusal:
        return RejectedRecord(source, refusal.reason)


def _line_record(content: bytes | None, source: str, limits: Limits) -> Record | RejectedRecord:
    try:
        if content is None:
            raise Refusal(f"the line is longer than the limit of {limits.record:,} bytes: shorten the article")
        return _record(_parsed(decoded_utf8(content)), source)
    except Refusal as refusal:
        return RejectedRecord(source, refusal.reason)


def read_json_lines(chunks: Iterator[bytes], name: str, limits: Limits) -> Iterator[Record | RejectedRecord]:
    """The records of JSON Lines; blank lines are passed over."""
    for line in lines(chunks, limits.record):
        if line.content is None or line.content.strip():
            yield _line_record(line.content, f"{name}:{line.number}", limits)


def read_json(chunks: Iterator[bytes], name: str, limits: Limits) -> Iterator[Record | RejectedRecord]:
    """The records of a JSON array or object, or of JSON Lines that are named `.json`.  Entries count from 1."""
    content = whole(chunks, limits.document).removeprefix(UTF8_BOM)
    if _is_json_lines(content):
        yield from read_json_lines(iter([content]), name, limits)
        return
    value = _parsed(decoded_utf8(content))
    entries = value if isinstance(value, list) else [value]
    for number, entry in enumerate(entries, start=1):
        yield _record(entry, f"{name}:{number}")


def _is_json_lines(content: bytes) -> bool:
    """Whether the first line is an object and another line follows: a pretty-printed object does not end on line 1."""
    first, _, rest = content.lstrip().partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and bool(rest.strip())
