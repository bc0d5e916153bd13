"""The articles that are installed with Telisik, for `telisik doctor` and a first rebuild without other files.

Twelve short articles about well-documented events, written for this project, from outlets that do not exist.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def sample_path() -> Path:
    """Where the sample (JSON Lines) lies in the installation, ready to be given to `read_articles`."""
    return Path(str(files("search.corpus").joinpath("data/sample.jsonl")))
