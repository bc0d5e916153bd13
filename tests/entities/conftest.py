"""What the tests of leaders and outlets share."""

from __future__ import annotations

import pytest

from search.entities.gazetteer import load_gazetteer
from search.entities.linker import Linker


@pytest.fixture(scope="session")
def linker() -> Linker:
    """The linker of the packaged leaders."""
    return Linker(load_gazetteer())
