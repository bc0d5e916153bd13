"""Headers on every answer: security, CORS for reading without keys, time taken; and limits on what a request may be."""

from __future__ import annotations

import time
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, g, request

from .problems import Problem, ProblemError

MAX_QUERY_STRING = 4096
MAX_BODY = 16 * 1024
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
JSON_POLICY = "default-src 'none'; frame-ancestors 'none'"
READING = "GET, HEAD, OPTIONS"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def register_headers(app: Flask) -> None:
    """Check every request and complete every answer of an application."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.before_request(check_request)
    app.after_request(complete_answer)


def check_request() -> None:
    """Refuse what no route should see: too much of it, bytes that are not UTF-8, NUL and other control characters."""
    g.began = time.perf_counter()
    raw = request.query_string
    if len(raw) > MAX_QUERY_STRING:
        raise ProblemError(Problem(414, "uri_too_long"))
    if (request.content_length or 0) > MAX_BODY:
        raise ProblemError(Problem(413, "content_too_large"))
    path = request.environ.get("PATH_INFO", "").encode("latin-1")
    try:
        text = path.decode("utf-8") + unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(Problem(400, "invalid_encoding")) from None
    if any(ord(c) < 32 and c not in "\t\n\r" for c in text):
        raise ProblemError(Problem(400, "control_character"))
    if request.path.startswith("/v1/") and not _accepts_json():
        raise ProblemError(Problem(406, "not_acceptable"))


def complete_answer(answer: Response) -> Response:
    """Add what every answer has."""
    for name, value in EVERYWHERE.items():
        answer.headers.setdefault(name, value)
    html = answer.mimetype == "text/html"
    answer.headers.setdefault("Content-Security-Policy", PAGE_POLICY if html else JSON_POLICY)
    if request.path.startswith("/v1/") or request.path == "/openapi.json":
        _open_for_reading(answer)
    if "began" in g:
        answer.headers["Server-Timing"] = f"app;dur={(time.perf_counter() - g.began) * 1000:.1f}"
    return answer


def _open_for_reading(answer: Response) -> None:
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = "ETag, Server-Timing, Retry-After"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.vary.add("Accept-Language")
    if request.method == "OPTIONS":
        answer.headers["Access-Control-Allow-Methods"] = READING
        answer.headers["Access-Control-Max-Age"] = "86400"


def _accepts_json() -> bool:
    accepted = request.accept_mimetypes
    return not accepted or accepted.accept_json or accepted["application/problem+json"] > 0
