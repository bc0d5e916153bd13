"""The errors of the search engine: facts of this domain, no HTTP.

`api/errors.py` decides in one table which status each one has; `cli.py` decides the exit code.
Every message says what is wrong and what to do, and may be shown to a person.
"""

from __future__ import annotations


class TelisikError(Exception):
    """Any error that Telisik raises on purpose."""


class SettingsError(TelisikError):
    """A setting or an operator's file (leaders, outlets, keys) is unusable."""


class DataFileError(SettingsError):
    """A data file has a bad row.  The message begins with `file:line:`."""


class QueryError(TelisikError):
    """A query that cannot be run (too long, a page beyond the window).  `parameter` names what to change."""

    def __init__(self, message: str, parameter: str = "q", code: str = "invalid_query") -> None:
        super().__init__(message)
        self.parameter = parameter
        self.code = code


class StaleCursorError(QueryError):
    """A cursor of a generation that is gone."""

    def __init__(self, message: str) -> None:
        super().__init__(message, parameter="cursor", code="stale_cursor")


class ArticleNotFoundError(TelisikError):
    """No article has this id in the published generation."""


class UnknownEntityError(TelisikError):
    """No leader or outlet has this id."""


class IndexUnavailableError(TelisikError):
    """No generation is published, or none that verifies."""


class CorruptGenerationError(IndexUnavailableError):
    """A generation whose files do not agree with its manifest, or cannot be read."""


class BuildError(TelisikError):
    """A build that was not published.  The published generation is untouched."""


class BuildLockedError(BuildError):
    """Another process is building this collection."""


class ArticlesWouldBeLostError(BuildError):
    """The published generation holds articles that the sources do not."""

    def __init__(self, message: str, count: int) -> None:
        super().__init__(message)
        self.count = count


class NothingUsableError(BuildError):
    """Not one record of the sources could become an article."""
