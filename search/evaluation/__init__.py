"""Relevance as a number: judged queries through the real index and the real query path, beside peers if wanted."""

from .ours import indexed, ranked_by
from .peers import PEERS, require
from .run import Rank, SetResult, evaluate, macro
from .sets import JudgedQuery, JudgedSet, read_set

__all__ = [
    "PEERS",
    "JudgedQuery",
    "JudgedSet",
    "Rank",
    "SetResult",
    "evaluate",
    "indexed",
    "macro",
    "ranked_by",
    "read_set",
    "require",
]
