"""Files to articles: plain text, JSON Lines, JSON, CSV, HTML, feeds and WARC in, `Article | RejectedRecord` out."""

from __future__ import annotations

from .clean import clean
from .options import Limits, ReadOptions
from .reading import FORMATS, count_hint, read_articles
from .sample import sample_path

__all__ = ["FORMATS", "Limits", "ReadOptions", "clean", "count_hint", "read_articles", "sample_path"]
