"""Relevance as a number: judged queries through the real index and the real query path, beside peers if wanted."""

from .run import SetResult, evaluate, macro
from .sets import JudgedSet, read_set

__all__ = ["JudgedSet", "SetResult", "evaluate", "macro", "read_set"]
