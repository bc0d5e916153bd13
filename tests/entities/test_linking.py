"""From an article to its links: outlet, leaders of the text, leaders that the source lists."""

from __future__ import annotations

import pickle
from pathlib import Path

from search.entities.linker import Linker
from search.entities.linking import ArticleLinker
from search.entities.outlets import load_outlets
from search.model import Article

SEED = Path(__file__).resolve().parents[2] / "seeds/000_4d87d62ba9b3d208.txt"


def test_the_first_seed_names_xi_and_putin_in_the_title(linker: Linker) -> None:
    """The article that the project began with is about exactly two leaders, both in its title."""
    title, *rest = SEED.read_text("utf-8").split("\n")
    body = tuple(line for line in rest[6:] if line.strip())
    links = ArticleLinker(linker, load_outlets())(
        Article("a", title, body, outlet="SinPo.id", caption="\n".join(rest[3:5]))
    )
    assert links.outlet == "sinpo"
    assert {(link.leader, link.in_title, link.in_lead) for link in links.leaders} == {
        ("xi-jinping", True, True),
        ("vladimir-putin", True, True),
    }


def test_listed_leaders_are_linked_without_mentions(linker: Linker) -> None:
    """Names that the source itself lists come after those in the text; unknown ones are left out."""
    listed = ("Jokowi", "Q7747", "Entah Siapa", "joko widodo")
    links = ArticleLinker(linker, load_outlets())(Article("a", "Jokowi Tiba", ("Ia tiba.",), leaders=listed))
    assert [(link.leader, len(link.mentions)) for link in links.leaders] == [("joko-widodo", 1), ("vladimir-putin", 0)]


def test_an_article_linker_travels_to_other_processes(linker: Linker) -> None:
    """A pickled article linker links the same."""
    article = Article("a", "Jokowi Tiba", ("Ia tiba.",), url="https://news.detik.com/1")
    link = ArticleLinker(linker, load_outlets())
    assert pickle.loads(pickle.dumps(link))(article) == link(article)
