"""What is measured: a collection of articles, where it lies, and how its articles are linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from search.model import Article, Links

from .article_file import ArticleFile
from .corpus import Corpus
from .named import NamesInText, outlet_alone
from .once import once
from .progress import told

LINKS: dict[str, Callable[[], Callable[[Article], Links]]] = {
    "names": NamesInText,
    "outlets": lambda: outlet_alone,
}
"""How articles are linked, by a name that can be given to another process."""

INDOSUM = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "indosum.jsonl.gz"
"""3,463 real articles, which are not part of the project."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`name` is part of the folders' names; `links` is a key of LINKS."""

    name: str
    docs: int
    file: ArticleFile
    links: str

    @property
    def link(self) -> Callable[[Article], Links]:
        """What links an article."""
        return LINKS[self.links]()


def synthetic(docs: int, work: Path) -> Subject:
    """So many articles of `corpus`, in a file that is written when a build first reads it."""
    return Subject(str(docs), docs, ArticleFile(work / f"articles-{docs}" / "articles.jsonl"), "names")


def drawn(subject: Subject) -> Subject:
    """The same, its file written."""

    def draw() -> dict[str, int]:
        with told(f"draw {subject.docs:,} articles"):
            subject.file.write(Corpus(subject.docs).articles())
        return {"bytes": subject.file.path.stat().st_size}

    if subject.links == "names":
        once(subject.file.path.parent, draw)
    return subject


def indosum() -> Subject | None:
    """The real articles, where they are."""
    if not INDOSUM.exists():
        return None
    file = ArticleFile(INDOSUM)
    return Subject("indosum", sum(1 for _ in file), file, "outlets")
