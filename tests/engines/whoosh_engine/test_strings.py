"""Sorted string tables answer as a sorted list would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh_engine.arrays import ArrayFile, ArrayWriter
from search.engines.whoosh_engine.strings import StringTable, write_strings

WORDS = st.binary(max_size=4)


class _Buffer:
    """A file in memory that keeps what was written after it is closed."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes) -> None:
        self.data += bytes(data)

    def close(self) -> None: ...


def table_of(words: list[bytes]) -> StringTable:
    """The table of some sorted words."""
    file = _Buffer()
    writer = ArrayWriter(file)
    write_strings(writer, "words", words)
    writer.close()
    return StringTable(ArrayFile(file.data, "words"), "words")


@given(st.sets(WORDS), WORDS)
def test_a_table_answers_as_a_sorted_list(words: set[bytes], wanted: bytes) -> None:
    """Finding, lower bounds, prefixes and iteration agree with plain Python."""
    ordered = sorted(words)
    table = table_of(ordered)
    assert list(table) == [table[n] for n in range(len(table))] == ordered
    assert table.find(wanted) == (ordered.index(wanted) if wanted in words else -1)
    assert table.lower(wanted) == sum(word < wanted for word in ordered)
    assert [ordered[n] for n in table.prefix(wanted)] == [word for word in ordered if word.startswith(wanted)]


def test_an_empty_table() -> None:
    """A field without terms has a table too."""
    table = table_of([])
    assert (len(table), list(table), table.find(b"x"), list(table.prefix(b""))) == (0, [], -1, [])
