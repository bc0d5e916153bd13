"""HTML taken apart in one pass whose time grows with the length of the text, however broken it is.

Two uses: the text of a fragment (bodies of JSON records and feeds), and the tags of a page's head (`page_head`).
Not here: finding the article among the menus of a whole page (`html_page`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_INLINE = "a|abbr|b|em|font|i|img|small|span|strong|sub|sup|u"
_BLOCK = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p"
    "|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
# What a browser does not show as text of the article; their content is skipped up to the end tag.
_UNSHOWN = "script|style|template|noscript|iframe|object|svg|math|title|select|button|textarea"
_HTML_TAG = re.compile(rf"</?(?:{_INLINE}|{_BLOCK}|{_UNSHOWN})\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})\b", re.IGNORECASE)
_IS_BLOCK = re.compile(_BLOCK)
_IS_UNSHOWN = re.compile(_UNSHOWN)

_TAG_START = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})|<!--|<[!?]")
_QUOTED_END = re.compile(r"[^\"'>]*(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*)*>")
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_LONGEST_TAG = 16_384
_MOST_FAILURES = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag with the text that follows it, both as written; the first piece of a text has no tag.

    `content` is what stands between the tags of a script, a style and the like, which is not text.
    """

    tag: str
    closing: bool
    attributes: str
    text: str
    content: str = ""


@dataclass(slots=True)
class _Scanner:
    """Where the scan stands, and which searches need not be tried again: that keeps it linear."""

    text: str
    lower: str
    position: int = 0
    failures: int = 0
    absent: frozenset[str] = frozenset()

    def find(self, what: str, start: int) -> int:
        """Where something stands at or after `start`; -1 is remembered, so that a search fails only once."""
        if what in self.absent:
            return -1
        found = self.lower.find(what, start)
        if found < 0:
            self.absent |= {what}
        return found

    def end_of_tag(self, start: int) -> int:
        """Behind the `>` of a tag, passing over quoted ones while quotes are sound; -1 when there is none."""
        if self.failures < _MOST_FAILURES:
            match = _QUOTED_END.match(self.text, start, start + _LONGEST_TAG)
            if match:
                return match.end()
            self.failures += 1
        found = self.find(">", start)
        return found + 1 if found >= 0 else -1


def _tag(scanner: _Scanner, match: re.Match[str]) -> tuple[Piece, int]:
    """The tag at a match without its text, and where its text begins."""
    name = (match[2] or "").lower()
    if match[0] == "<!--":
        end = scanner.find("-->", match.end())
        return Piece("!", False, "", ""), end + 3 if end >= 0 else match.end()
    end = scanner.end_of_tag(match.end())
    if end < 0:
        return Piece("", False, "", ""), match.start() + 1
    attributes = scanner.text[match.end() : end - 1] if name else ""
    if not match[1] and _IS_UNSHOWN.fullmatch(name):
        close = scanner.find(f"</{name}", end)
        if close >= 0:
            return Piece(name, False, attributes, "", scanner.text[end:close]), close
    return Piece(name or "!", bool(match[1]), attributes, ""), end


def pieces(markup: str) -> Iterator[Piece]:
    """The tags of a text in order, each with the text up to the next one."""
    # Lower case may change the length of a text (İ): then only ASCII is lowered.
    lower = markup.lower()
    if len(lower) != len(markup):
        lower = markup.translate({code: code + 32 for code in range(ord("A"), ord("Z") + 1)})
    scanner = _Scanner(markup, lower)
    piece, begin = Piece("", False, "", ""), 0
    while (match := _TAG_START.search(markup, max(begin, scanner.position))) is not None:
        following, after = _tag(scanner, match)
        scanner.position = after
        if following.tag:
            yield Piece(piece.tag, piece.closing, piece.attributes, markup[begin : match.start()], piece.content)
            piece, begin = following, after
    yield Piece(piece.tag, piece.closing, piece.attributes, markup[begin:], piece.content)


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, entities decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found


def looks_like_markup(text: str) -> bool:
    """Whether a text holds tags that HTML has (`harga < 5 juta` does not)."""
    return "<" in text and _HTML_TAG.search(text) is not None


def text_of_markup(markup: str) -> str:
    """The text of a fragment: each block on its own line, entities decoded.  Line ends of the source are kept only
    when there are no blocks."""
    keep_lines = _BLOCK_TAG.search(markup) is None
    written: list[str] = []
    for piece in pieces(markup):
        if _IS_BLOCK.fullmatch(piece.tag):
            written.append("\n")
        text = html.unescape(piece.text)
        written.append(text if keep_lines else text.replace("\n", " ").replace("\r", " "))
    return "".join(written)
