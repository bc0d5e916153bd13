"""The linker against labelled passages, and its speed.  The passages are press text and lie beside the checkout."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from search.entities.linker import Linker
from search.model import Article

SHARED = Path(__file__).resolve().parents[2] / "../shared"
GOLD = SHARED / "gold/leaders_dev.jsonl"
CORPUS = SHARED / "corpora/indosum.jsonl.gz"


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that are not blank."""
    return tuple(line for line in text.split("\n") if line.strip())


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled passages are not beside this checkout")
def test_precision_and_recall_on_labelled_passages(linker: Linker) -> None:
    """P >= 0.99, R >= 0.97, and nobody who must not be linked."""
    right = wrong = missed = forbidden = 0
    for line in GOLD.read_text("utf-8").splitlines():
        gold = json.loads(line)
        article = Article("a", gold["title"], lines(gold["text"]), published=datetime.fromisoformat(gold["published"]))
        found = {linker.gazetteer.label(link.leader) for link in linker.link(article)}
        wanted = {leader["name"] for leader in gold["leaders"]}
        right += len(found & wanted)
        missed += len(wanted - found)
        wrong += len(found - wanted - set(gold["optional"]))
        forbidden += len(found & set(gold["must_not"]))
    assert right / (right + wrong) >= 0.99
    assert right / (right + missed) >= 0.97
    assert forbidden == 0


def real_articles(limit: int) -> Iterator[Article]:
    """Articles of the corpus, as many as asked."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        for _, line in zip(range(limit), file, strict=False):
            record = json.loads(line)
            published = datetime.fromisoformat(record["published"]) if record["published"] else None
            yield Article(record["id"], record["title"], lines(record["body"]), published=published)


@pytest.mark.skipif(not CORPUS.exists(), reason="the real articles are not beside this checkout")
def test_linking_is_fast(linker: Linker) -> None:
    """At least 1,000 articles of 2 kB per CPU second on a busy machine; 4,000 and more were measured on a free one."""
    articles = list(real_articles(600))
    list(map(linker.link, articles[:50]))
    started = time.process_time()
    list(map(linker.link, articles))
    assert len(articles) / (time.process_time() - started) >= 1000
