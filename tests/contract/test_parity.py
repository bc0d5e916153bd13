"""The Whoosh engine answers as the oracle does: hits, order, totals, facets, on generated corpora and plans."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import RawPage, Reader
from search.engines.registry import engine_named
from tests.contract.conftest import changes
from tests.contract.generated import Linked, corpus, linked, plan, with_copies

CORPORA, PLANS_EACH = 200, 4
PLANS = 20  # over the few corpora of several segments, and of copies


def assert_same_page(ours: RawPage, oracle: RawPage) -> None:
    """Equal up to the order of hits whose scores differ by less than float32 can tell."""
    assert ours.total == oracle.total
    assert ours.outlet == oracle.outlet
    assert ours.leader == oracle.leader
    assert ours.date == oracle.date
    assert ours.newest == oracle.newest
    assert {h.id for h in ours.hits} == {h.id for h in oracle.hits}
    scores = {h.id: h.score for h in oracle.hits}
    for mine, its in zip(ours.hits, oracle.hits, strict=True):
        if its.score is None:
            assert mine.id == its.id
            continue
        assert mine.score is not None
        assert math.isclose(mine.score, scores[mine.id] or 0.0, rel_tol=1e-4, abs_tol=1e-5)
        assert mine.id == its.id or math.isclose(scores[mine.id] or 0.0, its.score, rel_tol=1e-5, abs_tol=1e-5)


def readers(seed: int, analyzer: Analyzer, directory: Path, steps: int) -> list[Reader]:
    """The same corpus in both engines, in one build or with `steps` more that add, replace and delete."""
    import random

    opened = []
    for name in ("whoosh", "memory"):
        rng = random.Random(seed)
        engine = engine_named(name)
        place = directory / f"{name}0"
        place.mkdir()
        engine.build(place, changes(corpus(seed), analyzer))
        for step in range(steps):
            base, place = place, directory / f"{name}{step + 1}"
            place.mkdir()
            fresh = [linked(rng, f"a{rng.randrange(60):03}") for _ in range(4)]
            gone = {f"a{rng.randrange(40):03}" for _ in range(3)} - {x.article.id for x in fresh}
            unique = list({x.article.id: x for x in fresh}.values())
            engine.build(place, changes(unique, analyzer, base=base, delete=frozenset(gone)))
        opened.append(engine.open(place, analyzer, 1 << 24))
    return opened


@pytest.mark.parametrize("seed", range(CORPORA))
def test_whoosh_equals_the_oracle(seed: int, analyzer: Analyzer, tmp_path: Path) -> None:
    """Random plans over a random corpus give the same page on both engines."""
    ours, oracle = readers(seed, analyzer, tmp_path, steps=0)
    for number in range(PLANS_EACH):
        wanted = plan(seed * 1000 + number, analyzer)
        assert_same_page(ours.search(wanted), oracle.search(wanted))


@pytest.mark.parametrize("seed", range(100, 105))
def test_segments_and_deletions_change_nothing(seed: int, analyzer: Analyzer, tmp_path: Path) -> None:
    """After four adds with replacements and deletions (five segments) both engines still agree."""
    ours, oracle = readers(seed, analyzer, tmp_path, steps=4)
    assert [a.id for a, _ in ours.articles()] == [a.id for a, _ in oracle.articles()]
    for number in range(PLANS):
        wanted = plan(seed * 1000 + number, analyzer)
        assert_same_page(ours.search(wanted), oracle.search(wanted))


@pytest.mark.parametrize("seed", range(200, 204))
def test_stories_are_collapsed_alike(seed: int, analyzer: Analyzer, tmp_path: Path) -> None:
    """Both engines find the same copies, keep the same one of each story, and tell the others."""
    articles, late = with_copies(seed), with_copies(seed + 1000)
    opened = []
    for name in ("whoosh", "memory"):
        engine = engine_named(name)
        first, second = tmp_path / f"{name}1", tmp_path / f"{name}2"
        for place in (first, second):
            place.mkdir()
        engine.build(first, changes(articles[:40], analyzer))
        gone = frozenset(x.article.id for x in articles[:4])
        engine.build(second, changes([*articles[40:], *_renamed(late[-9:])], analyzer, base=first, delete=gone))
        opened.append(engine.open(second, analyzer, 1 << 24))
    ours, oracle = opened
    folded = 0
    for number in range(PLANS):
        wanted = replace(plan(seed * 1000 + number, analyzer), collapse_stories=True)
        pages = ours.search(wanted), oracle.search(wanted)
        assert_same_page(*pages)
        stories = [{hit.id: set(hit.story) for hit in page.hits} for page in pages]
        assert stories[0] == stories[1]
        folded += sum(map(len, stories[0].values()))
    assert folded > 10


def _renamed(articles: list[Linked]) -> list[Linked]:
    return [Linked(replace(x.article, id=f"late-{x.article.id}"), x.links) for x in articles]
