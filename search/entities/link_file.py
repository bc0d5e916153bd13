"""Linking the records of a file, for measuring: `telisik leaders link FILE.jsonl`.

Not here: reading articles for an index (`corpus`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ..errors import DataFileError
from ..model import Article
from .leader_records import numbered_lines, parse_object
from .linker import Linker

_WIB = timezone(timedelta(hours=7), "WIB")


def _published(value: object, where: str) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise DataFileError(
            f"{where}: published: {value!r} is not an ISO date; write 2025-01-22 or leave it out."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=_WIB)


def _article(line: str, where: str) -> Article:
    data = parse_object(line, where)
    texts = {name: data.get(name) or "" for name in ("id", "title", "text")}
    for name, value in texts.items():
        if not isinstance(value, str | int):
            raise DataFileError(f"{where}: {name}: must be a text.")
    body = tuple(part for part in str(texts["text"]).split("\n") if part.strip())
    return Article(str(texts["id"]), str(texts["title"]), body, published=_published(data.get("published"), where))


def link_file(path: Path, linker: Linker) -> Iterator[str]:
    """For each record of a JSON Lines file (`id`, `title`, `published`, `text`) a line `{"id": ..., "leaders": [names]}`."""
    for number, line in numbered_lines(path):
        article = _article(line, f"{path.name}:{number}")
        names = [linker.gazetteer.label(link.leader) for link in linker.link(article)]
        yield json.dumps({"id": article.id, "leaders": names}, ensure_ascii=False)
