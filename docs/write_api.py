"""Writes docs/api.md: routes and parameters from the OpenAPI document, codes from the table of texts.  See `write_cli`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import api
from search import Settings

PAGE = Path(__file__).with_name("api.md")
TEXTS = Path(api.__file__).with_name("texts.tsv")
_HEAD = """\
# The API

Written by `make docs` from the OpenAPI document, which the server gives at `/openapi.json` and shows at `/docs`; do not edit.

```sh
curl 'http://127.0.0.1:8000/v1/search?q=putin&facets=outlet,leader,date'
curl 'http://127.0.0.1:8000/v1/search?q=%22kerja%20sama%22&outlet=sinpo&from=2025-01-01&sort=newest'
curl 'http://127.0.0.1:8000/v1/suggest?q=jok'
```

Reading needs no key, and any site may read (CORS `*`, without credentials). A parameter that takes several values is repeated or
separated by commas. A generation of the index never changes, so the `ETag` of an answer is exact: ask again with
`If-None-Match` and get 304 until something new is published. Unknown parameters are refused, with the nearest name; all errors
of a request are told at once.

Messages are in Indonesian, or in English by `Accept-Language: en` or `lang=en`. The codes below never change.
"""


def document() -> dict[str, Any]:
    """The OpenAPI document with every route switched on."""
    app = api.create_app(Settings(analyze_route=True))
    found: dict[str, Any] = app.test_client().get("/openapi.json").get_json()
    return found


def _kind(schema: dict[str, Any]) -> str:
    inner = schema.get("items", schema)
    kind = ", ".join(f"`{value}`" for value in inner["enum"]) if "enum" in inner else str(inner.get("type", ""))
    bounds = [f"{schema[key]}" for key in ("minimum", "maximum") if key in schema]
    kind += f" {'-'.join(bounds)}" if bounds else ""
    kind += " (several)" if schema.get("type") == "array" else ""
    default = schema.get("default")
    return kind if default in (None, "", []) else f"{kind}, default `{default}`"


def _row(parameter: dict[str, Any]) -> str:
    required = " Required." if parameter.get("required") and parameter["in"] == "query" else ""
    description = parameter.get("description", "").replace("|", "\\|")
    return f"| `{parameter['name']}` | {_kind(parameter['schema'])} | {description}{required} |\n"


def _routes(paths: dict[str, Any]) -> Iterator[str]:
    for path, item in paths.items():
        operation = item["get"]
        yield f"\n## GET {path}\n\n{operation.get('summary', '')} {operation.get('description', '')}".rstrip() + "\n"
        parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
        rows = [_row(parameter) for parameter in parameters if parameter["name"] != "lang"]
        if rows:
            yield "\n| parameter | takes | meaning |\n|---|---|---|\n" + "".join(rows)
        statuses = sorted(status for status in operation["responses"] if status.isdigit())
        yield f"\nStatuses: {', '.join(statuses)}.\n"


def _texts() -> Iterator[tuple[str, str]]:
    for line in TEXTS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, english = line.split("\t")
            yield key, english


def _codes(kind: str, head: str, suffix: str = "") -> str:
    rows = [
        f"| `{key.split('.')[1]}` | {english} |\n"
        for key, english in _texts()
        if key.startswith(f"{kind}.") and key.count(".") == 1 + bool(suffix) and key.endswith(suffix)
    ]
    return f"\n{head}\n\n| code | says |\n|---|---|\n" + "".join(rows)


def page() -> str:
    """The page as it should be."""
    return (
        _HEAD
        + "".join(_routes(document()["paths"]))
        + "\n## Errors\n\nAn error is `application/problem+json` (RFC 9457) with a stable `code`, and `errors` for parameters.\n"
        + _codes("problem", "Codes of errors:", ".detail")
        + _codes("error", "Codes of `errors`, one for each parameter that is wrong:")
        + _codes("notice", "Codes of `warnings`, when a query was read otherwise than it was typed:")
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
