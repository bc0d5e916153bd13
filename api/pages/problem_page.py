"""An error as a page: what is wrong, and a search box to go on from.  Needs no index."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from .frame import render


def problem_page(title: str, details: Sequence[str], status: HTTPStatus) -> str:
    """The page of a problem."""
    return render("problem.html", title=title, details=details, status=status.value)
