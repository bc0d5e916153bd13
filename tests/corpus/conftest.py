"""Reading of one piece of input, as the readers' tests need it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search.corpus import ReadOptions, read_articles
from search.model import Article, RejectedRecord

Found = list[Article | RejectedRecord]


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[..., Found]:
    """A function that writes bytes under a name and gives all that is read from them."""

    def read(name: str, content: bytes | str, options: ReadOptions | None = None) -> Found:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_articles([path], options or ReadOptions()))

    return read
