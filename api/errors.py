"""Exceptions into RFC 9457 answers, or into a page for people: the one table of statuses, and the one place that catches all.

No answer shows a traceback, a path or a version.
"""

from __future__ import annotations

import logging
import re
import secrets
from http import HTTPStatus

from flask import Flask, Response, json, request
from werkzeug.exceptions import HTTPException

from search import (
    ArticleNotFoundError,
    IndexUnavailableError,
    QueryError,
    StaleCursorError,
    UnknownEntityError,
)

from .context import message_language, page_language, texts_in
from .languages import Texts
from .pages.problem_page import problem_page
from .problems import Complaint, Problem, ProblemError, type_of

LOG = logging.getLogger("telisik.api")
PROBLEM_TYPE = "application/problem+json"
RETRY = (("Retry-After", "5"),)
HTTP_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "content_too_large",
    414: "uri_too_long",
    431: "headers_too_large",
}
JSON_PATHS = re.compile(r"/(v1|healthz|readyz|openapi\.json)(/|\Z)")


def register_errors(app: Flask) -> None:
    """Answer every exception of an application."""
    app.register_error_handler(Exception, answer_error)


def answer_error(error: Exception) -> Response:
    """The answer to an exception; redirects pass."""
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
        return redirection(error)
    problem = problem_of(error)
    if problem.code == "internal_error":
        LOG.error("unexpected error on %s", request.endpoint, exc_info=error)
    elif problem.status >= 500:
        LOG.warning("%s on %s: %s", problem.code, request.endpoint, error)
    answer = _json(problem) if _speaks_json() else _page(problem)
    answer.headers.extend(problem.headers)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def redirection(error: HTTPException) -> Response:
    """The redirect that an exception stands for."""
    given = error.get_response()
    return Response(status=given.status_code, headers={"Location": given.headers["Location"]})


def problem_of(error: Exception) -> Problem:
    """What an exception means for a client."""
    match error:
        case ProblemError():
            return error.problem
        case StaleCursorError():
            return Problem(409, "stale_cursor")
        case QueryError():
            complaint = Complaint(error.code, {}, error.parameter, str(error))
            return Problem(400, "invalid_parameter", (complaint,))
        case ArticleNotFoundError():
            return Problem(404, "article_not_found")
        case UnknownEntityError():
            return Problem(404, "entity_not_found")
        case IndexUnavailableError():
            return Problem(503, "index_unavailable", headers=RETRY)
        case HTTPException():
            return _http_problem(error)
        case _:
            return Problem(500, "internal_error")


def detail_of(complaint: Complaint, texts: Texts) -> str:
    """A complaint in words."""
    found = texts.find(f"error.{complaint.code}", name=complaint.name, **complaint.values)
    return found or complaint.text or texts("error.invalid_value", name=complaint.name)


def problem_detail(problem: Problem, texts: Texts) -> str:
    """The whole problem in words: the single complaint, or which parameters are meant."""
    if len(problem.complaints) == 1:
        return detail_of(problem.complaints[0], texts)
    if problem.complaints:
        names = ", ".join(complaint.name for complaint in problem.complaints)
        return texts("problem.several", count=len(problem.complaints), names=names)
    return texts(f"problem.{problem.code}.detail", **problem.values)


def _http_problem(error: HTTPException) -> Problem:
    status = error.code or 500
    code = HTTP_CODES.get(status, "bad_request" if status < 500 else "internal_error")
    kept = tuple((name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After"))
    return Problem(status, code, headers=kept)


def _speaks_json() -> bool:
    if JSON_PATHS.match(request.path):
        return True
    return request.url_rule is None and not request.accept_mimetypes.accept_html


def _json(problem: Problem) -> Response:
    texts = texts_in(message_language())
    body = {
        "type": type_of(problem.code),
        "title": texts(f"problem.{problem.code}"),
        "status": problem.status,
        "code": problem.code,
        "detail": problem_detail(problem, texts),
        "instance": f"urn:request:{secrets.token_hex(8)}",
    }
    if problem.complaints:
        body["errors"] = [
            {"in": c.place, "name": c.name, "code": c.code, "detail": detail_of(c, texts)} for c in problem.complaints
        ]
    return Response(json.dumps(body) + "\n", problem.status, mimetype=PROBLEM_TYPE)


def _page(problem: Problem) -> Response:
    texts = texts_in(page_language())
    details = [detail_of(complaint, texts) for complaint in problem.complaints]
    title = texts(f"problem.{problem.code}")
    text = problem_page(title, details or [problem_detail(problem, texts)], HTTPStatus(problem.status))
    return Response(text, problem.status, mimetype="text/html")
