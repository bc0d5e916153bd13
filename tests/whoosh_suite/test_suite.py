"""Whoosh's own tests pass with our codec as they do with Whoosh's."""

from __future__ import annotations

import pytest

from tests.whoosh_suite.run import FORK, WHOOSH, Distribution, Outcome, cache_directory, python_for, run, source


def outcome(distribution: Distribution, *, stock: bool = False) -> Outcome:
    """A run, or a skipped test when nothing can be downloaded."""
    try:
        cache = cache_directory()
        return run(python_for(distribution, cache), source(distribution, cache), stock=stock)
    except OSError as error:
        pytest.skip(str(error))


@pytest.mark.timeout(600)
def test_whoosh_own_suite_passes_with_our_codec() -> None:
    """574 of the tests of 2.7.4 pass; the one that fails does so with the stock codec too."""
    assert outcome(WHOOSH) == Outcome(574, frozenset({"test_minimize_dfa"}))


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_the_fork_loses_the_tests_of_w3_blocks_only() -> None:
    """whoosh3, the way out of 2.7.4: our codec fails no test but those of the block format that it replaces."""
    lost = outcome(FORK).failed - outcome(FORK, stock=True).failed
    assert lost == FORK.ours_only
