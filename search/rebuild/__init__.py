"""Articles in, a published generation out: rebuild, add, delete, compact, relink.

Not here: how files are read (`corpus`), how postings are written (`engines`), how a generation is published (`generations`).
"""

from .builder import Builder
from .intake import Missing
from .summary import Summary
from .watch import Watch

__all__ = ["Builder", "Missing", "Summary", "Watch"]
