"""Leaders and outlets: who and what an article is about.

Not here: reading articles (`corpus`), storing links (`engines`), counting them (`facets`).
"""

from .gazetteer import Gazetteer, load_gazetteer, open_gazetteer
from .leader import DatedOffice, Leader
from .linker import Linker
from .linking import ArticleLinker
from .outlets import Outlet, Outlets, load_outlets, open_outlets

__all__ = [
    "ArticleLinker",
    "DatedOffice",
    "Gazetteer",
    "Leader",
    "Linker",
    "Outlet",
    "Outlets",
    "load_gazetteer",
    "load_outlets",
    "open_gazetteer",
    "open_outlets",
]
