"""A cache bounded in bytes, least recently used out first, shared by threads.

Not here: what is worth keeping; callers say how many bytes a value takes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any


class ByteCache:
    """Values by key until their bytes exceed the limit.  Values must not be changed once they are in."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used = 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        """The value, or None."""
        with self._lock:
            entry = self._values.get(key)
            if entry is None:
                return None
            self._values.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Keep a value of `size` bytes; one larger than half the cache is not kept."""
        if size * 2 > self._limit:
            return
        with self._lock:
            replaced = self._values.pop(key, None)
            self._used += size - (replaced[1] if replaced else 0)
            self._values[key] = (value, size)
            while self._used > self._limit:
                _, (_, freed) = self._values.popitem(last=False)
                self._used -= freed

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._used = 0

    @property
    def used(self) -> int:
        """Bytes of the values kept."""
        return self._used
