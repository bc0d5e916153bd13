"""What all pages share: the frame around them, the words and formats of their language, their parameters and their tags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Response, render_template, request, url_for
from marshmallow import Schema
from webargs.multidictproxy import MultiDictProxy
from werkzeug.datastructures import MultiDict

from .. import formats
from ..addresses import address, article_path, language_pairs
from ..answers import leader_page as leader_address
from ..caching import cached
from ..context import context, page_language, texts_in
from ..languages import Language
from ..parameters import StrictParser


class PageParser(StrictParser):
    """The same strictness about values, but what a form sends empty was not said, and unknown names are not ours to mind:
    whoever shares a link may hang `utm_source` or the like on it."""

    def load_querystring(self, req: Any, schema: Any) -> Any:
        """The query string without blank values and unknown names."""
        known = {field.data_key or name for name, field in schema.fields.items()}
        args = req.args.items(multi=True)
        return MultiDictProxy(
            MultiDict((name, value) for name, value in args if value.strip() and name in known), schema
        )


def page_parameters(schema: type[Schema]) -> Mapping[str, Any]:
    """The loaded parameters of this page.  Raises ProblemError."""
    values: Mapping[str, Any] = PageParser().parse(schema(), request, location="query")
    return values


def render(template: str, **values: object) -> str:
    """A page in the language of the request."""
    language = page_language()
    return render_template(
        template,
        t=texts_in(language),
        language=language.value,
        other_language=_other_language(language),
        kept=language_pairs(language),
        home=address("/cari", language_pairs(language)),
        static=static_address,
        docs=address("/docs", language_pairs(language)),
        number=partial(formats.number, language=language),
        published=partial(formats.published, language=language),
        machine_date=formats.machine_date,
        partial_date=partial(formats.partial_date, language=language),
        leader_address=partial(leader_address, language=language),
        article_address=partial(article_address, language=language),
        **values,
    )


def kept_page(meaning: object, make: Callable[[], str]) -> Response:
    """A page, or 304, or the one kept from before."""
    whole = (context().fingerprint, request.path, meaning, page_language())
    return cached(context().cache, context().service.generation, whole, lambda: make().encode(), "text/html")


def static_address(name: str) -> str:
    """A file of the pages; the fingerprint makes the address new when the file is."""
    return url_for("static", filename=f"page/{name}", v=context().fingerprint)


def article_address(id: str, language: Language) -> str:
    """The page of an article."""
    return address(article_path("/artikel", id), language_pairs(language))


def _other_language(language: Language) -> str:
    """This page in the other language."""
    args = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    other = Language.ENGLISH if language is Language.INDONESIAN else Language.INDONESIAN
    return address(request.path, (*args, *language_pairs(other)))
