"""What an answer holds beside the engine's values: links, the form of highlights, the one suggestion of each kind.

Values and pure functions; `schemas` writes them down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from search import Article, ArticleView, Hit, LeaderProfile, Named, Notice, Page, Part, Query, Suggestion

from .addresses import Pairs, address, article_path, language_pairs, page_address, pairs_of, presentation_pairs
from .languages import Language, Texts
from .notices import notice_text
from .parameters import Highlight, Presentation

WINDOW = 1000


@dataclass(frozen=True, slots=True)
class Marked:
    """Highlights of one hit in the form that was asked for."""

    title: tuple[Part, ...]
    snippet: tuple[Part, ...]
    form: Highlight


@dataclass(frozen=True, slots=True)
class Links:
    """Relative links of an answer; None where there is nothing to link to."""

    itself: str
    html: str | None = None
    next: str | None = None
    previous: str | None = None
    related: str | None = None


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit with its links."""

    hit: Hit
    highlight: Marked | None
    links: Links


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """A suggestion and the search that would follow it."""

    suggestion: Suggestion
    link: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A notice in words."""

    notice: Notice
    detail: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Everything that `/v1/search` says."""

    page: Page
    hits: tuple[ShownHit, ...]
    suggestion: ShownSuggestion | None
    date_suggestion: ShownSuggestion | None
    warnings: tuple[Warned, ...]
    links: Links


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """One whole article with its links."""

    view: ArticleView
    links: Links

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.view.article

    @property
    def outlet(self) -> Named | None:
        """Its canonical outlet."""
        return self.view.outlet


@dataclass(frozen=True, slots=True)
class ShownLeader:
    """A leader's profile with its links."""

    profile: LeaderProfile
    newest: tuple[ShownHit, ...]
    links: Links


def search_answer(page: Page, presentation: Presentation, texts: Texts) -> SearchAnswer:
    """A page of the engine as an answer."""
    extra = presentation_pairs(presentation)
    typo, dates = (_suggestion(page, kind, extra) for kind in ("typo", "date"))
    return SearchAnswer(
        page=page,
        hits=tuple(shown_hit(hit, presentation.highlight, page.query.highlight) for hit in page.hits),
        suggestion=typo,
        date_suggestion=dates,
        warnings=tuple(Warned(notice, notice_text(notice, texts)) for notice in page.warnings),
        links=Links(
            itself=_search_address(page.query, extra),
            html=page_address(page.query, texts.language),
            next=_search_address(following, extra) if (following := _following(page)) else None,
            previous=_search_address(_before(page.query), extra) if page.query.page > 1 else None,
        ),
    )


def shown_hit(hit: Hit, form: Highlight, marked: bool = True) -> ShownHit:
    """One hit with its links."""
    highlight = Marked(hit.title, hit.snippet, form) if marked else None
    return ShownHit(hit, highlight, article_links(hit.article.id))


def article_links(id: str) -> Links:
    """The links of an article."""
    itself = article_path("/v1/articles", id)
    return Links(itself=itself, html=article_path("/artikel", id), related=f"{itself}/related")


def followed(query: Query, suggestion: Suggestion) -> Query:
    """The query that a suggestion proposes."""
    dates = suggestion.dates or query.dates
    return replace(query, text=suggestion.text, dates=dates, page=1, cursor="")


def leader_page(id: str, language: Language) -> str:
    """The page of a leader."""
    return address(article_path("/tokoh", id), language_pairs(language))


def _search_address(query: Query, extra: Pairs) -> str:
    return address("/v1/search", (*pairs_of(query), *extra))


def _before(query: Query) -> Query:
    return replace(query, page=query.page - 1)


def _suggestion(page: Page, kind: str, extra: Pairs) -> ShownSuggestion | None:
    for suggestion in page.suggestions:
        if suggestion.kind == kind:
            return ShownSuggestion(suggestion, _search_address(followed(page.query, suggestion), extra))
    return None


def _following(page: Page) -> Query | None:
    """The query of the next page: by number as far as numbers reach, then by cursor."""
    query = page.query
    if not query.cursor and query.page < min(page.pages, WINDOW // query.limit if query.limit else 0):
        return replace(query, page=query.page + 1)
    return replace(query, page=1, cursor=page.next_cursor) if page.next_cursor else None
