"""`/tokoh/{id}`: a leader, when she or he was in the news, with whom, and the newest articles."""

from __future__ import annotations

from flask import Response

from search import Office, Query

from ..addresses import page_address
from ..canonical import canonical_leader
from ..context import page_language, service, texts_in
from ..formats import partial_date
from ..languages import Texts
from ..parameters import Parameters
from .frame import kept_page, page_parameters, render
from .hits import hit_views
from .timelines import months_chart


def leader_page(id: str) -> Response:
    """The page of one leader.  An old id redirects; raises UnknownEntityError."""
    page_parameters(Parameters)
    canonical_leader(id, "/tokoh")
    return kept_page(id, lambda: _page(id))


def _page(id: str) -> str:
    texts = texts_in(page_language())
    profile = service().leader(id)
    query = Query(leaders=(id,))
    return render(
        "leader.html",
        profile=profile,
        chart_drawn=months_chart(texts("leader.timeline"), profile.timeline, query, texts.language),
        newest=hit_views(profile.newest, texts),
        search=page_address(query, texts.language),
        offices=[(office.title, office_years(office, texts)) for office in profile.offices],
    )


def office_years(office: Office, texts: Texts) -> str:
    """When an office was held, in words."""
    start = partial_date(office.start, texts.language) if office.start else ""
    end = partial_date(office.end, texts.language) if office.end else ""
    if start and end:
        return texts("leader.between", start=start, end=end)
    if start:
        return texts("leader.since", start=start)
    return texts("leader.until", end=end) if end else ""
