"""Token streams with more entries than 16 bits hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from search.engines.whoosh_engine.arrays import ArrayFile
from search.engines.whoosh_engine.field_file import PostingsWriter
from search.engines.whoosh_engine.inversion import coded
from search.engines.whoosh_engine.tokens import ESCAPE, TokenCodes
from tests.engines.whoosh_engine.streams import encoded

MANY = 70_000


def test_rare_entries_have_their_codes_elsewhere(tmp_path: Path) -> None:
    """Every code comes back, by any way to ask for it, on both sides of the limit and at it."""
    entries = [((f"k{n:06d}",), (f"k{n:06d}",)) for n in range(MANY)]
    document = [*range(MANY), *range(50)]
    text = coded(encoded([document, [5, MANY - 1]], entries))
    writer = PostingsWriter((tmp_path / "x").open("wb"))
    writer.add_text("exact", "stem", text)
    writer.close()
    codes = TokenCodes(ArrayFile.open(tmp_path / "x"), "tokens:exact")
    expected = np.concatenate([text.codes[: len(document)], [0], text.codes[len(document) :], [0]])
    assert expected.max() > ESCAPE
    assert ESCAPE in expected
    np.testing.assert_array_equal(codes.between(0, len(codes)), expected)
    places = np.random.default_rng(1).integers(0, len(codes), 5000)
    np.testing.assert_array_equal(codes.take(places), expected[places])
    few = np.flatnonzero(expected < 100)
    np.testing.assert_array_equal(codes.take(few), expected[few])
