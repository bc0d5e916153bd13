"""What a reader is told about how a query was read, in words."""

from __future__ import annotations

from search import Notice

from .languages import Texts


def notice_text(notice: Notice, texts: Texts) -> str:
    """The sentence of a notice, with the nearest names when there are any."""
    sentence = texts(f"notice.{notice.code.value}", value=notice.value)
    if not notice.nearest:
        return sentence
    return f"{sentence} {texts('notice.nearest', nearest=', '.join(notice.nearest))}"
