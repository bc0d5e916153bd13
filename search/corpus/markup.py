"""Text out of a fragment of HTML, as bodies of JSON records and feeds hold it.

Whole pages, with menus and links around the article, are read by `html_page`.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MARKUP = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|span|strong|em|b|i|a|img|table|section|article)\b[^<>]*>|</\w+>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav"
    " ol p pre section table tbody td tfoot th thead tr ul".split()
)
_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCKS))})\b", re.IGNORECASE)
# What a browser does not show as text of the article.
_UNSHOWN = frozenset("script style template noscript iframe object svg math head title select button textarea".split())


class _TextOfMarkup(HTMLParser):
    """Collects text; a block starts a line.  Line ends in the text are spaces, unless there are no blocks."""

    def __init__(self, keep_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.keep_lines = keep_lines
        self.pieces: list[str] = []
        self.unshown: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start a line at a block, and stop listening at what is not shown."""
        if tag in _UNSHOWN:
            self.unshown.append(tag)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line at a block, and listen again after what is not shown."""
        if self.unshown and tag == self.unshown[-1]:
            self.unshown.pop()
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself holds nothing; a block still ends the line."""
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text that is shown."""
        if not self.unshown:
            self.pieces.append(data if self.keep_lines else data.replace("\n", " ").replace("\r", " "))


def looks_like_markup(text: str) -> bool:
    """Whether a text holds tags that HTML has (`harga < 5 juta` does not)."""
    return "<" in text and _MARKUP.search(text) is not None


def text_of_markup(markup: str) -> str:
    """The text of a fragment, one line for each block, entities decoded.  Never raises, whatever the fragment holds."""
    parser = _TextOfMarkup(keep_lines=_BLOCK.search(markup) is None)
    parser.feed(markup)
    parser.close()
    return "".join(parser.pieces)
