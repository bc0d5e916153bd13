"""Field lengths in one byte."""

from hypothesis import given
from hypothesis import strategies as st
from whoosh.util import numeric

from search.engines.lengths import LENGTHS, average_length, byte_to_length, length_to_byte, quantised


def test_the_steps_are_those_of_whoosh() -> None:
    """Our 256 lengths are the ones that Whoosh has in its table."""
    assert list(LENGTHS) == [numeric.byte_to_length(byte) for byte in range(256)]


@given(st.integers(0, 200_000))
def test_a_length_has_the_byte_that_whoosh_gives_it(length: int) -> None:
    """Every length goes into the same byte as in Whoosh."""
    assert length_to_byte(length) == numeric.length_to_byte(length)


@given(st.integers(0, 106_374))
def test_a_length_is_rounded_up_and_by_little(length: int) -> None:
    """A quantised length is never below the length and at most four per cent and one above it."""
    assert length <= quantised(length) <= length * 1.04 + 1


@given(st.integers(0, 255))
def test_quantising_twice_changes_nothing(byte: int) -> None:
    """The length of a byte goes back into that byte."""
    assert length_to_byte(byte_to_length(byte)) == byte


def test_the_average_counts_documents_without_the_field() -> None:
    """The sum is divided by all documents, and an absent field has a length above nothing."""
    assert average_length(30, 4) == 7.5
    assert average_length(0, 0) > 0
