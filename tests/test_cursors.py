"""Cursors are read back, and refused when they are not ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.cursors import Cursors
from search.errors import QueryError, StaleCursorError
from search.query.plan import After

CURSORS = Cursors(b"secret")


@given(st.one_of(st.none(), st.integers()), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_cursor_is_read_back(seconds: int | None, id: str) -> None:
    """What was made is read."""
    after = After(seconds, id)
    assert CURSORS.read(CURSORS.make("g", "q", after), "g", "q") == after


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    """No text raises anything but a QueryError."""
    with pytest.raises(QueryError):
        CURSORS.read(text, "g", "q")


def test_a_cursor_belongs_to_its_query_secret_and_generation() -> None:
    """Another query or secret refuses it; another generation says that it is stale."""
    cursor = CURSORS.make("g", "q", After(1, "a"))
    with pytest.raises(QueryError, match="no cursor of this query"):
        CURSORS.read(cursor, "g", "another")
    with pytest.raises(QueryError):
        Cursors(b"other").read(cursor, "g", "q")
    with pytest.raises(StaleCursorError):
        CURSORS.read(cursor, "h", "q")
