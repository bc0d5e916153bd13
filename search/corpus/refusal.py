"""The one exception of reading: something in the input that cannot be used.  It never leaves `search.corpus`."""

from __future__ import annotations


class Refusal(Exception):
    """What is wrong with a record or a file and what to do; becomes the reason of a RejectedRecord.

    `line` is the line (or the number of the entry) when it is another than the one being read.
    """

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
