"""The pages that people read: rendered on the server, without scripts, under a strict content policy.

A view makes frozen values from the engine's answers (what to show, and the links), and a template writes them down.
"""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, request
from werkzeug.wrappers import Response

from ..addresses import address
from .article_page import article_page
from .docs_page import docs_page, problem_meaning
from .facet_page import facet_page
from .leader_page import leader_page
from .search_page import search_page


def register_pages(app: Flask) -> None:
    """Give an application its pages."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    pages = Blueprint("pages", __name__)
    pages.add_url_rule("/", view_func=start)
    pages.add_url_rule("/cari", view_func=search_page)
    pages.add_url_rule("/cari/<any(outlet, leader):facet>", view_func=facet_page)
    pages.add_url_rule("/artikel/<id:id>", view_func=article_page)
    pages.add_url_rule("/tokoh/<id:id>", view_func=leader_page)
    pages.add_url_rule("/docs", view_func=docs_page)
    pages.add_url_rule("/problems/<code>", view_func=problem_meaning)
    app.register_blueprint(pages)


def start() -> Response:
    """The site begins with the search page."""
    return redirect(address("/cari", request.args.items(multi=True)), 302)
