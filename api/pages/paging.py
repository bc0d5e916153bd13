"""The pages of a result list as links: the first, the last, and those around the present one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from search import Page, Query

from ..addresses import page_address
from ..answers import WINDOW
from ..languages import Language

AROUND = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number; without `href` it is the present page, and `number` 0 is a gap."""

    number: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paging:
    """Links to pages; `cut` when more was found than can be opened."""

    links: tuple[PageLink, ...]
    previous: str
    next: str
    cut: bool


def paging_of(page: Page, query: Query, language: Language) -> Paging | None:
    """The paging of a page of results, by its query as asked; None when there is one page only."""
    last = min(page.pages, WINDOW // query.limit) if query.limit else 0
    if last < 2:
        return None
    to = partial(_page_address, query, language)
    near = range(query.page - AROUND, query.page + AROUND + 1)
    shown = [n for n in range(1, last + 1) if n in (1, last) or n in near]
    links: list[PageLink] = []
    for number in shown:
        if links and number - links[-1].number > 1:
            links.append(PageLink(0))
        links.append(PageLink(number, "" if number == query.page else to(number)))
    return Paging(
        links=tuple(links),
        previous=to(query.page - 1) if query.page > 1 else "",
        next=to(query.page + 1) if query.page < last else "",
        cut=page.total > last * query.limit and query.page == last,
    )


def _page_address(query: Query, language: Language, number: int) -> str:
    return page_address(replace(query, page=number), language)
