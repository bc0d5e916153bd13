"""Telisik's engine: Indonesian news in, ranked and faceted answers out.  Knows no web.

The front door.  `open_service(Settings(...))` gives a `SearchService`; its values are in `search.model`, its errors in
`search.errors`.

    >>> from search import Query, Settings, open_service
    >>> service = open_service(Settings())
    >>> page = service.search(Query("xi jinping putin", facets=("outlet", "leader", "date")))  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from .errors import (
    ArticleNotFoundError,
    DataFileError,
    IndexUnavailableError,
    QueryError,
    SettingsError,
    StaleCursorError,
    TelisikError,
    UnknownEntityError,
)
from .model import (
    Article,
    ArticleView,
    Bucket,
    CollectionStats,
    Completion,
    DateBucket,
    DateFacet,
    DateInterval,
    DatePrecision,
    DateRange,
    Hit,
    LeaderProfile,
    LeaderRole,
    LinkDecision,
    Links,
    Match,
    Named,
    Notice,
    NoticeCode,
    Office,
    Page,
    Part,
    Query,
    Sort,
    Suggestion,
    TermsFacet,
    VocabularyEntry,
)
from .settings import Settings, settings_from_environment

if TYPE_CHECKING:
    from .service import SearchService, open_service

__all__ = [
    "Article",
    "ArticleNotFoundError",
    "ArticleView",
    "Bucket",
    "CollectionStats",
    "Completion",
    "DataFileError",
    "DateBucket",
    "DateFacet",
    "DateInterval",
    "DatePrecision",
    "DateRange",
    "Hit",
    "IndexUnavailableError",
    "LeaderProfile",
    "LeaderRole",
    "LinkDecision",
    "Links",
    "Match",
    "Named",
    "Notice",
    "NoticeCode",
    "Office",
    "Page",
    "Part",
    "Query",
    "QueryError",
    "SearchService",
    "Settings",
    "SettingsError",
    "Sort",
    "StaleCursorError",
    "Suggestion",
    "TelisikError",
    "TermsFacet",
    "UnknownEntityError",
    "VocabularyEntry",
    "open_service",
    "settings_from_environment",
]

_SERVICE = ("SearchService", "open_service")


def __getattr__(name: str) -> Any:
    """The service is imported when first asked for: whoever needs only values or analysis does not pay for engines."""
    if name in _SERVICE:
        from . import service

        return getattr(service, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
