"""Cursors: where the next page begins, as an opaque signed text that belongs to one generation and one query.

Signed so that a cursor is ours or refused; not secret: it holds the date and id of the last hit.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass

from .errors import QueryError, StaleCursorError
from .query.plan import After

_SIGNATURE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Cursors:
    """Makes and reads cursors with a secret."""

    secret: bytes

    def make(self, generation: str, question: str, after: After) -> str:
        """The cursor behind the hit `after`; `question` is what must stay the same from page to page."""
        payload = json.dumps([generation, after.seconds, after.id], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._sign(payload, question) + payload).decode().rstrip("=")

    def read(self, cursor: str, generation: str, question: str) -> After:
        """Where to go on.  Raises QueryError for what is no cursor of ours, StaleCursorError for another generation's."""
        try:
            raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        except (binascii.Error, ValueError) as problem:
            raise _unreadable() from problem
        signature, payload = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, self._sign(payload, question)):
            raise _unreadable()
        made_for, seconds, id = json.loads(payload)
        if made_for != generation:
            raise StaleCursorError("the index has been rebuilt since this cursor was made; begin again without it")
        return After(seconds, id)

    def _sign(self, payload: bytes, question: str) -> bytes:
        return hmac.new(self.secret, question.encode("utf-8", "replace") + b"\0" + payload, hashlib.sha256).digest()[
            :_SIGNATURE_BYTES
        ]


def _unreadable() -> QueryError:
    return QueryError(
        "this is no cursor of this query; use `next_cursor` of the page before, unchanged", "cursor", "invalid_cursor"
    )
