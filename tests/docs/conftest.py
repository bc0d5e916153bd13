"""The pages that describe Telisik, as text."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def pages() -> list[Path]:
    """Every page of documentation."""
    top = sorted(ROOT.glob("*.md"))
    return [*top, *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "seeds").glob("*.md"))]


@pytest.fixture(scope="session")
def everything() -> str:
    """All pages but the list of changes."""
    return "\n".join(page.read_text("utf-8") for page in pages() if page.name != "CHANGELOG.md")
