"""Answers from the published generation of a collection."""

from .front import SearchService, open_service

__all__ = ["SearchService", "open_service"]
