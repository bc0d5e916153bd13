"""The command line: `telisik`.  Says things to people and to machines; knows how, not what."""

from .app import main

__all__ = ["main"]
