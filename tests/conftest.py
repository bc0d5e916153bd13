"""What all tests share: a clean environment, a fast hypothesis profile, and the certainty of testing this checkout."""

from __future__ import annotations

import os
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("fast", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

ROOT = Path(__file__).parents[1]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Another distribution with a package of one of our names would be tested in our place: refuse to begin."""
    distributions = packages_distributions()
    for package in ("search", "api"):
        others = {owner.lower() for owner in distributions.get(package, ())} - {"telisik"}
        if others:
            pytest.exit(f"{', '.join(sorted(others))} has a package {package!r} too: use an environment of its own", 3)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine reaches a test."""
    for name in list(os.environ):
        if name.startswith("TELISIK_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout, with real articles and gold files; without it a test is skipped."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder `shared` beside the checkout")
    return folder
