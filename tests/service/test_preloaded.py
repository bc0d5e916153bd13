"""A service that was opened before its server forked (`gunicorn --preload`): workers answer, and follow what is published."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from search import Query, SearchService, Settings
from tests.service.conftest import built, kapulaga, summits

WAIT = 60


def _answer(service: SearchService, pipe: Connection) -> None:
    """A worker: for each query that is sent, the ids of its hits and the generation that answered."""
    while text := pipe.recv():
        page = service.search(Query(text, collapse_stories=False, facets=("outlet", "leader")))
        pipe.send((sorted(hit.article.id for hit in page.hits), page.generation))


def test_forked_workers_answer_and_follow(tmp_path: Path) -> None:
    """Two workers of one open service, before and after a new generation that neither had seen."""
    first = built(tmp_path, kapulaga())
    service = SearchService(Settings(indexes=tmp_path, secret="rahasia", cache_bytes=64 << 10))
    assert service.search(Query("kapulaga")).generation == first
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe() for _ in range(2)]
    workers = [context.Process(target=_answer, args=(service, theirs)) for _, theirs in pipes]
    for worker in workers:
        worker.start()

    def asked(text: str) -> list[object]:
        for ours, _ in pipes:
            ours.send(text)
        assert all(ours.poll(WAIT) for ours, _ in pipes)
        return [ours.recv() for ours, _ in pipes]

    try:
        assert asked("kapulaga") == [([f"k{n}" for n in range(1, 7)], first)] * 2
        second = built(tmp_path, [*kapulaga()[:2], *summits()])
        assert asked("kapulaga") == [(["k1", "k2"], second)] * 2
        assert asked("samudra") == [(["s1", "s2", "s3", "s4"], second)] * 2
        assert service.search(Query("samudra")).generation == second
    finally:
        for ours, _ in pipes:
            ours.send("")
        for worker in workers:
            worker.join(WAIT)
    assert [worker.exitcode for worker in workers] == [0, 0]
