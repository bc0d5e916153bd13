"""What can go wrong with a request, as values: RFC 9457 problems before anybody has put them into words.

`errors` turns exceptions into problems and problems into answers; `fields` raises complaints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from marshmallow import ValidationError


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with one parameter.  `code` is stable; `text` is used when the table has no words for the code."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    name: str = ""
    text: str = ""
    place: str = "query"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error answer: status, stable code, and every complaint about parameters at once."""

    status: int
    code: str
    complaints: tuple[Complaint, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refuse(code: str, **values: object) -> ValidationError:
    """A validation error that carries a complaint instead of a sentence."""
    return ValidationError([Complaint(code, values)])


def invalid_parameters(complaints: tuple[Complaint, ...]) -> ProblemError:
    """400 with these complaints."""
    return ProblemError(Problem(400, "invalid_parameter", complaints))


def type_of(code: str) -> str:
    """The relative `type` of a problem: a page that explains it."""
    return f"/problems/{code.replace('_', '-')}"
