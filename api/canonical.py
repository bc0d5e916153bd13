"""Old ids and QIDs in a request: the client is sent to the same URL with today's ids."""

from __future__ import annotations

from flask import request
from werkzeug.routing import RequestRedirect

from search import Query, UnknownEntityError

from .addresses import address, article_path
from .context import service

GIVEN_IN = {"outlet": ("outlet", "not_outlet"), "leader": ("leader", "not_leader")}


def redirect_old_ids(query: Query) -> None:
    """Raise a permanent redirect when a filter names somebody by an id that is not canonical."""
    given = {
        "outlet": query.outlets,
        "not_outlet": query.not_outlets,
        "leader": query.leaders,
        "not_leader": query.not_leaders,
    }
    todays = {
        name: tuple(dict.fromkeys(service().resolve(facet, value) or value for value in given[name]))
        for facet, names in GIVEN_IN.items()
        for name in names
        if given[name]
    }
    if any(todays[name] != given[name] for name in todays):
        kept = [(name, value) for name, value in request.args.items(multi=True) if name not in todays]
        pairs = [*kept, *((name, ",".join(values)) for name, values in todays.items())]
        raise RequestRedirect(address(request.path, pairs))


def canonical_leader(id: str, prefix: str) -> str:
    """The id when it is canonical; a redirect when it is an old one; UnknownEntityError when nobody has it."""
    todays = service().resolve("leader", id)
    if todays is None:
        raise UnknownEntityError(id)
    if todays != id:
        raise RequestRedirect(address(article_path(prefix, todays), request.args.items(multi=True)))
    return todays
