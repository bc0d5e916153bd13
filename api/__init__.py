"""The web: Telisik's JSON API and its pages, over the front door of `search`.

`create_app` makes the application; `wsgi` serves it.  Nothing here knows an index.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import BaseConverter

from search import SearchService, Settings, open_service, settings_from_environment

from .blueprints import Api, openapi_plugin
from .caching import AnswerCache
from .context import EXTENSION, Context
from .errors import register_errors
from .fingerprint import code_fingerprint
from .headers import register_headers
from .languages import load_texts
from .pages import register_pages
from .routes.articles import articles
from .routes.operations import operations
from .routes.searching import searching
from .routes.vocabularies import vocabularies

__all__ = ["create_app"]

ANSWERS_SHARE = 4
STATIC_SECONDS = 7 * 24 * 3600
DESCRIPTION = """Full-text search in Indonesian news. Reading needs no key. Answers are JSON in UTF-8; errors are
RFC 9457 problems with stable codes. Every link is relative to this host."""


class IdConverter(BaseConverter):
    """An id in a path: anything, slashes included."""

    regex = ".+?"
    part_isolating = False


class _InOrder(DefaultJSONProvider):
    """JSON whose keys stand as the schemas have them, in plain UTF-8."""

    sort_keys = False
    ensure_ascii = False


def create_app(settings: Settings | None = None, service: SearchService | None = None) -> Flask:
    """The application.  Settings default to the environment, the service to the settings' collection."""
    settings = settings or settings_from_environment()
    app = Flask("api", static_folder="static", static_url_path="/static")
    app.json = _InOrder(app)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_SECONDS
    app.url_map.merge_slashes = False
    app.url_map.converters["id"] = IdConverter
    app.extensions[EXTENSION] = Context(
        settings=settings,
        service=service or open_service(settings),
        texts=load_texts(),
        cache=AnswerCache(settings.cache_for(0) // ANSWERS_SHARE),
        fingerprint=code_fingerprint(),
    )
    register_headers(app)
    register_errors(app)
    _register_routes(app, settings)
    register_pages(app)
    return app


def _register_routes(app: Flask, settings: Settings) -> None:
    app.config.update(
        API_TITLE="Telisik",
        API_VERSION=_version(),
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        API_SPEC_OPTIONS={"info": {"description": DESCRIPTION}},
    )
    api = Api()
    api.init_app(app, spec_kwargs={"marshmallow_plugin": openapi_plugin()})
    api.register_converter(IdConverter, lambda converter: {"type": "string", "maxLength": 200})
    for blueprint in (searching(), articles(), vocabularies(), operations(settings.analyze_route)):
        api.register_blueprint(blueprint)
    app.extensions["telisik-openapi"] = api.spec


def _version() -> str:
    try:
        return version("telisik")
    except PackageNotFoundError:
        return "0"
