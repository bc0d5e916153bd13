"""`/docs`: the API reference, rendered here from the OpenAPI document; and `/problems/{code}`, what an error code means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import current_app
from werkzeug.exceptions import NotFound

from ..context import page_language, texts_in
from ..languages import Language, Texts
from ..parameters import Parameters
from .frame import page_parameters, render
from .problem_page import problem_page

METHODS = ("get", "post", "delete")


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a property: what it may hold."""

    name: str
    kind: str
    about: str
    default: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """A route."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Value, ...]
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object in answers."""

    name: str
    description: str
    properties: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A stable code of problems or of complaints about a parameter, with its sentence (placeholders as they are)."""

    code: str
    title: str
    detail: str


def docs_page() -> str:
    """The API reference."""
    page_parameters(Parameters)
    document = current_app.extensions["telisik-openapi"].to_dict()
    english = texts_in(Language.ENGLISH)
    return render(
        "docs.html",
        info=document["info"],
        operations=tuple(_operations(document)),
        shapes=_shapes(document),
        problems=_problems(english),
        complaints=_complaints(english),
        code_parts=code_parts,
    )


def problem_meaning(code: str) -> str:
    """What a problem's `type` says; 404 for a code that does not exist."""
    page_parameters(Parameters)
    texts = texts_in(page_language())
    key = f"problem.{code.replace('-', '_')}"
    title, detail = texts.find(key), texts.find(f"{key}.detail")
    if title is None or detail is None:
        raise NotFound
    return problem_page(title, [detail], HTTPStatus.OK)


def _problems(texts: Texts) -> tuple[Code, ...]:
    """Every code that a problem can have."""
    codes = [key.split(".")[1] for key in texts.table if key.startswith("problem.") and key.endswith(".detail")]
    return tuple(Code(code, texts(f"problem.{code}"), texts.table[f"problem.{code}.detail"]) for code in codes)


def _complaints(texts: Texts) -> tuple[Code, ...]:
    """Every code that `errors` can have."""
    rows = ((key.removeprefix("error."), text) for key, text in texts.table.items() if key.startswith("error."))
    return tuple(Code(code, "", text.replace("{name}", "...")) for code, text in rows)


def code_parts(text: str) -> tuple[tuple[str, bool], ...]:
    """A text whose code stands in backticks, cut: `(piece, is code)`."""
    return tuple((piece, place % 2 == 1) for place, piece in enumerate(text.split("`")) if piece)


def _operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        shared = item.get("parameters", [])
        for method in METHODS:
            if method in item:
                yield _operation(method, path, item[method], shared)


def _operation(method: str, path: str, given: Mapping[str, Any], shared: list[Any]) -> Operation:
    answers = tuple(
        (str(status), answer.get("description", ""), _answer_kind(answer))
        for status, answer in sorted(given["responses"].items(), key=lambda pair: str(pair[0]))
    )
    parameters = tuple(
        _value(p["name"], p.get("schema", {}), p.get("description", ""), p.get("required", False))
        for p in [*shared, *given.get("parameters", [])]
    )
    return Operation(method.upper(), path, given.get("summary", ""), given.get("description", ""), parameters, answers)


def _shapes(document: Mapping[str, Any]) -> tuple[Shape, ...]:
    schemas = document.get("components", {}).get("schemas", {})
    return tuple(
        Shape(
            name,
            schema.get("description", ""),
            tuple(
                _value(key, value, value.get("description", ""), key in schema.get("required", ()))
                for key, value in schema.get("properties", {}).items()
            ),
        )
        for name, schema in sorted(schemas.items())
    )


def _value(name: str, schema: Mapping[str, Any], about: str, required: bool) -> Value:
    default = schema.get("default")
    shown = "" if default in (None, "", [], ()) else str(getattr(default, "value", default))
    return Value(name, _kind(schema), about or schema.get("description", ""), shown, required)


def _answer_kind(answer: Mapping[str, Any]) -> str:
    for body in answer.get("content", {}).values():
        return _kind(body.get("schema", {}))
    return ""


def _kind(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: `array of Hit`, `integer 1-100`, `any | all`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for combined in ("oneOf", "anyOf", "allOf"):
        if combined in schema:
            return " or ".join(_kind(option) for option in schema[combined])
    if "enum" in schema:
        return " | ".join(str(choice) for choice in schema["enum"] if choice is not None)
    kinds = schema.get("type", "any")
    kind = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    if kind == "array":
        return f"array of {_kind(schema.get('items', {}))}"
    if "minimum" in schema:
        return f"{kind} {schema['minimum']}-{schema.get('maximum', '')}"
    return f"{kind} ({schema['format']})" if "format" in schema else kind
