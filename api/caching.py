"""Answers that do not change within a generation: weak ETags, 304, and a bounded store of finished bytes.

An answer is a function of the generation, the code, the URL's meaning and the language; even relative dates and recency count from the
generation's own reference instant, so a tag is exact.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from flask import Response, request

PUBLIC = "public, max-age=60, stale-while-revalidate=300"
ATTEMPTS = 3


class AnswerCache:
    """Finished bodies by tag, the least recently used out first.  Safe between threads."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> bytes | None:
        """The body kept under a tag."""
        with self._lock:
            if tag in self._bodies:
                self._bodies.move_to_end(tag)
            return self._bodies.get(tag)

    def put(self, tag: str, body: bytes) -> None:
        """Keep a body, unless it alone would take more than an eighth of the room."""
        if len(body) > self._max_bytes // 8:
            return
        with self._lock:
            self._bytes += len(body) - len(self._bodies.pop(tag, b""))
            self._bodies[tag] = body
            while self._bytes > self._max_bytes:
                self._bytes -= len(self._bodies.popitem(last=False)[1])


def tag_of(*parts: object) -> str:
    """The opaque part of an ETag."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def cached(
    cache: AnswerCache,
    generation: Callable[[], str],
    meaning: object,
    make: Callable[[], bytes],
    mimetype: str = "application/json",
) -> Response:
    """The answer of this meaning, from the store or made now; 304 when the client has it.

    A generation published while an answer is made could be in it or not, so it is made again; after three times it is sent
    without a tag.
    """
    before = generation()
    for _ in range(ATTEMPTS):
        tag = tag_of(before, meaning)
        if request.if_none_match.contains_weak(tag):
            return _tagged(Response(status=304), tag)
        body = cache.get(tag)
        if body is None:
            body = make()
        after = generation()
        if after == before:
            cache.put(tag, body)
            return _tagged(Response(body, mimetype=mimetype), tag)
        before = after
    fresh = Response(body, mimetype=mimetype)
    fresh.headers["Cache-Control"] = "no-store"
    return fresh


def _tagged(answer: Response, tag: str) -> Response:
    answer.set_etag(tag, weak=True)
    answer.headers["Cache-Control"] = PUBLIC
    return answer
