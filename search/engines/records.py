"""Articles and links as JSON text and back: the stored form that engines share.

Not the input format (`corpus.json_lines`) and not the API's (`api.schemas`).
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ..model import Article, DatePrecision, LeaderLink, Links, Mention

_TUPLES = ("body", "authors", "tags", "leaders")
_decoded = json.JSONDecoder().raw_decode
"""JSON without blanks around it, as we write it: a third of the work of `json.loads` is to look for them."""
_TEXTS = ("id", "title", "outlet", "url", "caption", "place", "section", "source")


def article_to_json(article: Article) -> str:
    """Compact JSON; fields at their default are left out."""
    record: dict[str, Any] = {name: getattr(article, name) for name in _TEXTS if getattr(article, name)}
    record |= {name: list(getattr(article, name)) for name in _TUPLES if getattr(article, name)}
    if article.published is not None:
        record["published"] = article.published.isoformat()
        record["precision"] = article.date_precision.value
    if article.title_derived:
        record["title_derived"] = True
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def article_from_json(text: str) -> Article:
    """The article that `article_to_json` wrote."""
    record: dict[str, Any] = {"id": "", "title": "", "body": ()} | _decoded(text)[0]
    for name in _TUPLES:
        if name in record:
            record[name] = tuple(record[name])
    precision = record.pop("precision", None)
    if precision is not None:
        record["published"] = datetime.fromisoformat(record["published"])
        record["date_precision"] = DatePrecision(precision)
    return Article(**record)


def links_to_json(links: Links) -> str:
    """Compact JSON of an article's links."""
    leaders = [
        [x.leader, x.in_title, x.in_lead, x.prominence, [[m.field, m.start, m.end] for m in x.mentions]]
        for x in links.leaders
    ]
    return json.dumps([links.outlet, leaders], ensure_ascii=False, separators=(",", ":"))


def links_from_json(text: str | bytes) -> Links:
    """The links that `links_to_json` wrote."""
    outlet, leaders = json.loads(text)
    return Links(
        outlet,
        tuple(
            LeaderLink(leader, tuple(Mention(*m) for m in mentions), in_title, in_lead, prominence)
            for leader, in_title, in_lead, prominence, mentions in leaders
        ),
    )
