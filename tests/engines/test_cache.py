"""The cache bounded in bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.engines.cache import ByteCache


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 70)), max_size=60))
def test_it_never_holds_more_than_its_limit(puts: list[tuple[int, int]]) -> None:
    """After any puts the bytes kept are the sum of what is found, and within the limit."""
    cache, sizes = ByteCache(100), {}
    for key, size in puts:
        cache.put(key, f"{key}:{size}", size)
        if size * 2 <= 100:
            sizes[key] = size
        assert cache.used <= 100
    found = [key for key in sizes if cache.get(key) is not None]
    assert cache.used == sum(sizes[key] for key in found)
    assert all(cache.get(key) == f"{key}:{sizes[key]}" for key in found)


def test_the_least_recently_used_goes_first() -> None:
    """Reading a value keeps it longer than one not read."""
    cache = ByteCache(100)
    cache.put("a", 1, 40)
    cache.put("b", 2, 40)
    cache.get("a")
    cache.put("c", 3, 40)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (1, None, 3)
    cache.clear()
    assert cache.get("a") is None
    assert cache.used == 0
