"""The spool keeps each id and each URL once, in order, and leaves no file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model import Article
from search.rebuild.spool import Spool

Make = Callable[..., Article]
PAIRS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "u", "v", "w"])), max_size=12)


def article(id: str, url: str, source: str = "") -> Article:
    return Article(id=id, title="T", body=("x",), url=f"https://contoh.id/{url}" if url else "", source=source)


@given(pairs=PAIRS)
def test_laws(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    """Whatever comes: no id and no URL stays twice, the last record stays, order stays, and counts add up."""
    path = tmp_path_factory.mktemp("spool") / "spool"
    with Spool(path) as spool:
        told = sum(len(spool.take(article(id, url, str(n)))) for n, (id, url) in enumerate(pairs))
        kept = list(spool.articles())
        assert len(kept) == len(spool) == len(pairs) - told
    ids = [a.id for a in kept]
    urls = [a.url for a in kept if a.url]
    assert len(set(ids)) == len(ids)
    assert len(set(urls)) == len(urls)
    assert [int(a.source) for a in kept] == sorted(int(a.source) for a in kept)
    if pairs:
        assert kept[-1].source == str(len(pairs) - 1)
    assert not path.exists()


def test_sample_is_spread(tmp_path: Path, make: Make) -> None:
    """A bounded sample takes texts from everywhere."""
    with Spool(tmp_path / "spool") as spool:
        for number in range(10):
            spool.take(make(str(number)))
        assert [text.split("\n")[0] for text in spool.texts(4)] == ["Berita 0", "Berita 3", "Berita 6", "Berita 9"]


def test_outlets_and_hosts(tmp_path: Path, make: Make) -> None:
    """Every pair of outlet and host is remembered once."""
    with Spool(tmp_path / "spool") as spool:
        for number in range(3):
            spool.take(make(str(number), outlet="Kabar", url=f"https://contoh.id/{number}"))
        assert spool.outlets == {("Kabar", "contoh.id")}
