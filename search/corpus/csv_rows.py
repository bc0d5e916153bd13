"""CSV with a header: fields by name, several values parted by `;`, line breaks inside quotes.

The standard library's reader is not used: it does not know in which line a row begins, and its bound on the length
of a field holds for the whole process.
Not here: the names of fields (`fields`).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from search.model import RejectedRecord

from .fields import Columns, columns, record_of
from .options import Limits
from .record import Record
from .refusal import Refusal
from .streams import Line, decoded_utf8, lines

VALUES_SEPARATOR = ";"
_DELIMITERS = (",", ";", "\t")
_MOST_RESTARTS = 100


@dataclass(frozen=True, slots=True)
class _Row:
    """The text of a row, `problem` = why it cannot be read."""

    line: int
    content: bytes
    problem: str = ""


@dataclass(slots=True)
class _Rows:
    """Physical lines joined to rows: a row ends where its quotes are closed."""

    source: Iterator[Line]
    limit: int
    again: deque[Line] = field(default_factory=deque)
    restarts: int = 0

    def __iter__(self) -> Iterator[_Row]:
        while (line := self._next()) is not None:
            if line.content is None:
                yield _Row(line.number, b"", f"the line is longer than the limit of {self.limit:,} bytes: shorten it")
            elif line.content.strip():
                yield self._row(line, line.content)

    def _next(self) -> Line | None:
        return self.again.popleft() if self.again else next(self.source, None)

    def _row(self, first: Line, content: bytes) -> _Row:
        """The row that begins with a line.  When its quotes never close, reading goes on with the next line."""
        if content.count(b'"') % 2 == 0:
            return _Row(first.number, content)
        taken: list[Line] = []
        joined = bytearray(content)
        while (line := self._next()) is not None and line.content is not None:
            taken.append(line)
            joined += b"\n" + line.content
            if line.content.count(b'"') % 2:
                return _Row(first.number, bytes(joined))
            if len(joined) > self.limit:
                break
        self.restarts += 1
        if self.restarts > _MOST_RESTARTS:
            raise Refusal("too many quotes are opened and never closed: correct the file", first.number)
        self.again.extendleft(reversed(taken))
        return _Row(first.number, b"", "a quote is opened and never closed: close it, and double quotes inside a value")


def _cells(text: str, delimiter: str) -> list[str]:
    cell = re.compile(rf' *"([^"]*(?:""[^"]*)*)" *(?={delimiter}|\Z)|([^{delimiter}]*)')
    cells: list[str] = []
    position = 0
    while position <= len(text):
        match = cell.match(text, position)
        if match is None:
            break
        cells.append(match[1].replace('""', '"') if match[1] is not None else match[2].strip())
        position = match.end() + 1
    return cells


def _header(text: str) -> tuple[list[str], Columns, str]:
    """The names, what they mean, and the delimiter: the one that finds the most fields."""
    splits = [(_cells(text, delimiter), delimiter) for delimiter in _DELIMITERS]
    names, delimiter = max(splits, key=lambda split: sum(bool(known) for known in columns(split[0]).names.values()))
    found = columns(names)
    if not found.names["body"]:
        raise Refusal("the header names no field 'body' (or text, content, isi): write the names of fields in line 1")
    return names, found, delimiter


def _record(row: _Row, names: list[str], found: Columns, delimiter: str, source: str) -> Record | RejectedRecord:
    try:
        if row.problem:
            raise Refusal(row.problem)
        cells = _cells(decoded_utf8(row.content), delimiter)
        if len(cells) > len(names):
            raise Refusal(
                f"it has {len(cells)} values for {len(names)} fields: put values that hold {delimiter!r} in quotes"
            )
        return record_of(dict(zip(names, cells, strict=False)), source, found, VALUES_SEPARATOR)
    except Refusal as refusal:
        return RejectedRecord(source, refusal.reason)


def read_csv(chunks: Iterator[bytes], name: str, limits: Limits) -> Iterator[Record | RejectedRecord]:
    """The records of a CSV file, whose delimiter (`,` `;` or tab) the header tells."""
    rows = iter(_Rows(lines(chunks, limits.record), limits.record))
    first = next(rows, None)
    if first is None:
        return
    names, found, delimiter = _header(decoded_utf8(first.content))
    for row in rows:
        yield _record(row, names, found, delimiter, f"{name}:{row.line}")
