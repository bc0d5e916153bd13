"""What goes in and what comes out: articles, queries, pages.  Values only: frozen, without behaviour that needs an index.

Not here: how a query is run (`query.plan`), what an engine returns (`engines.base`), JSON (`api.schemas`).
"""

from .articles import Article, DatePrecision, RejectedRecord, joined_body
from .links import LeaderLink, LinkDecision, Links, Mention, Named
from .pages import (
    Bucket,
    DateBucket,
    DateFacet,
    Duplicates,
    Hit,
    Notice,
    NoticeCode,
    Page,
    Part,
    ScorePart,
    Suggestion,
    TermsFacet,
)
from .profiles import ArticleView, CollectionStats, Completion, LeaderProfile, Office, VocabularyEntry
from .queries import DateInterval, DateRange, LeaderRole, Match, Query, Sort

__all__ = [
    "Article",
    "ArticleView",
    "Bucket",
    "CollectionStats",
    "Completion",
    "DateBucket",
    "DateFacet",
    "DateInterval",
    "DatePrecision",
    "DateRange",
    "Duplicates",
    "Hit",
    "LeaderLink",
    "LeaderProfile",
    "LeaderRole",
    "LinkDecision",
    "Links",
    "Match",
    "Mention",
    "Named",
    "Notice",
    "NoticeCode",
    "Office",
    "Page",
    "Part",
    "Query",
    "RejectedRecord",
    "ScorePart",
    "Sort",
    "Suggestion",
    "TermsFacet",
    "VocabularyEntry",
    "joined_body",
]
