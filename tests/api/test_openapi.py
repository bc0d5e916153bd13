"""The OpenAPI document is whole, and the API behaves as it says."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.languages import Language, load_texts


def test_the_document_is_whole(client: FlaskClient) -> None:
    """Every operation has a summary, a described 200, problems, and described parameters."""
    document = client.get("/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    assert len(document["paths"]) >= 13
    for path, item in document["paths"].items():
        operation = item["get"]
        assert operation["summary"], path
        assert operation["responses"]["200"]["content"]["application/json"]["schema"], path
        assert "application/problem+json" in operation["responses"]["default"]["content"], path
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (path, parameter["name"])
    assert all(schema["description"] for schema in document["components"]["schemas"].values())


def test_it_behaves_as_documented(app: Flask) -> None:
    """Generated requests, good and bad, to every operation: no 5xx, and answers as documented."""
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= 13
    for operation in operations:

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case) -> None:
            # Rules between parameters (`period` or `from`) and the calendar cannot be told in a schema.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        check()


@pytest.mark.parametrize("language", Language)
def test_every_code_has_words(language: Language) -> None:
    """Each problem has a title and a sentence in both languages."""
    texts = load_texts()[language]
    codes = {key.split(".")[1] for key in texts.table if key.startswith("problem.") and key.endswith(".detail")}
    assert {"invalid_parameter", "not_found", "index_unavailable", "internal_error"} <= codes
    assert all(texts.find(f"problem.{code}") for code in codes)
