"""One page of a news site becomes one record: its head says what it is, trafilatura finds the text among the menus.

Needs the extra `html`.  Nothing is fetched.  Not here: fragments of HTML inside other formats (`markup`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from search.model import RejectedRecord

from .charset import decode_page
from .options import Limits
from .page_head import PageHead, read_head
from .record import Record
from .refusal import Refusal
from .streams import whole
from .text import well_formed

# A page that does not call itself an article must have this many characters of text to be one; menus have fewer.
_SHORTEST = 150
# Finding the text takes time that grows with the square of both: a tag of 100,000 attributes would take minutes.
_MOST_TAGS = 100_000
_MOST_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_QUOTED_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")


def needed(module: str) -> ModuleType:
    """A module of the extra `html`.  Raises Refusal that says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise Refusal(
            f"reading it needs {module}: install Telisik with its extra, pip install 'telisik[html]'"
        ) from error


def _is_crowded(page: str) -> bool:
    """Whether a tag has more attributes than any page needs."""
    return any(len(_QUOTED_VALUE.sub(" ", tag[0]).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(page))


def _main_text(page: str) -> str:
    """The text of the article in a page, by trafilatura; `""` when it finds none."""
    trafilatura = needed("trafilatura")
    if page.count("<") > _MOST_TAGS:
        raise Refusal(f"it has more than {_MOST_TAGS:,} tags: give its text as JSON Lines")
    if _is_crowded(page):
        raise Refusal(f"a tag of it has more than {_MOST_ATTRIBUTES:,} attributes: give its text as JSON Lines")
    try:
        found = trafilatura.extract(page, include_comments=False, include_tables=False, include_formatting=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError) as error:
        # A page that breaks the library is a page without an article, not the end of the reading.
        raise Refusal(f"no article can be found in it ({type(error).__name__}): give its text as JSON Lines") from error
    return found if isinstance(found, str) else ""


def _body(page: str, head: PageHead) -> str:
    text = _main_text(page)
    if not head.article and len(text) < _SHORTEST:
        return ""
    # Publishers cut `articleBody` or run its paragraphs together; it is only better when most of the text is missing.
    return head.body if len(head.body) > 2 * len(text) else text


def record_of_page(page: str, source: str, address: str = "") -> Record:
    """The record of a page; `address` is where it was, if that is known and the page does not say."""
    head = read_head(page)
    return Record(
        source=source,
        title=well_formed(head.first("title")),
        body=_body(page, head),
        outlet=head.first("outlet"),
        url=next((url for url in head.values["url"] if "://" in url), address),
        authors=head.values["authors"],
        caption=head.first("caption"),
        section=head.first("section"),
        tags=head.values["tags"],
        published=head.published(),
        entities=False,
    )


def read_html(chunks: Iterator[bytes], name: str, limits: Limits) -> Iterator[Record | RejectedRecord]:
    """The one record of a page."""
    yield record_of_page(decode_page(whole(chunks, limits.page)), f"{name}:1")
