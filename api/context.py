"""What every view needs: the service, the texts, the language of the request.  Kept with the application, not in globals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, request

from search import SearchService, Settings

from .caching import AnswerCache
from .languages import Language, Texts

EXTENSION = "telisik"


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of a running application."""

    settings: Settings
    service: SearchService
    texts: Mapping[Language, Texts]
    cache: AnswerCache
    fingerprint: str


def context() -> Context:
    """The parts of the current application."""
    found: Context = current_app.extensions[EXTENSION]
    return found


def service() -> SearchService:
    """The search service of the current application."""
    return context().service


def asked_language() -> Language | None:
    """The language named by `lang=`, when it is one of ours."""
    asked = request.args.get("lang", "")
    return Language(asked) if asked in tuple(Language) else None


def message_language() -> Language:
    """The language of JSON messages: `lang=`, else Accept-Language, else Indonesian."""
    return asked_language() or _accepted_language() or Language.INDONESIAN


def page_language() -> Language:
    """The language of pages: Indonesian unless `lang=en` (many Indonesian browsers send `en-US`)."""
    return asked_language() or Language.INDONESIAN


def _accepted_language() -> Language | None:
    """The best of our languages that Accept-Language names, regions aside (`en-GB` is English)."""
    for tag, quality in request.accept_languages:
        primary = tag.partition("-")[0].lower()
        if quality > 0 and primary in tuple(Language):
            return Language(primary)
    return None


def texts_in(language: Language) -> Texts:
    """The texts of a language."""
    return context().texts[language]
