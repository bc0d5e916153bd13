"""A record becomes an article, or is rejected with a reason: the one place where all formats meet.

Not here: reading bytes (the readers), boilerplate rules (`clean`), who is linked (`search.entities`).
"""

from __future__ import annotations

from collections.abc import Iterable

from search.model import Article, RejectedRecord

from .clean import clean
from .dateline import Dateline, split_dateline
from .identity import article_id, is_web_url, problem_with_id
from .markup import looks_like_markup, text_of_markup
from .options import Limits
from .published import read_published
from .record import Record
from .refusal import Refusal
from .text import decoded, first_sentence, one_line, paragraphs_of, well_formed

_SHORT_FIELDS = ("title", "outlet", "url", "caption", "place", "section")
_LISTS = ("authors", "tags", "leaders")


def _check_lengths(record: Record, limits: Limits) -> None:
    for name in _SHORT_FIELDS:
        length = len(getattr(record, name))
        if length > limits.characters:
            raise Refusal(f"{name!r} has {length:,} characters: at most {limits.characters:,} are read")
    for name in _LISTS:
        values: tuple[str, ...] = getattr(record, name)
        if len(values) > limits.values:
            raise Refusal(f"{name!r} has {len(values):,} values: at most {limits.values:,} are read")
        if any(len(value) > limits.characters for value in values):
            raise Refusal(f"a value of {name!r} has more than {limits.characters:,} characters")


def _line(text: str, entities: bool) -> str:
    return one_line(decoded(text) if entities else well_formed(text))


def _lines(values: Iterable[str], entities: bool) -> tuple[str, ...]:
    lines = (_line(value, entities) for value in values)
    return tuple(dict.fromkeys(line for line in lines if line))


def _body(record: Record, title: str, outlet: str) -> tuple[Dateline, tuple[str, ...]]:
    if record.markup and looks_like_markup(record.body):
        text = well_formed(text_of_markup(record.body))
    else:
        text = decoded(record.body) if record.entities else well_formed(record.body)
    paragraphs = clean(paragraphs_of(text))
    if len(paragraphs) > 1 and paragraphs[0].casefold() == title.casefold():
        paragraphs = paragraphs[1:]
    if not paragraphs:
        raise Refusal("'body' is missing or empty: give the text of the article")
    dateline, first = split_dateline(paragraphs[0], outlet, record.free_dateline)
    paragraphs = (first, *paragraphs[1:]) if first else paragraphs[1:]
    if not paragraphs:
        raise Refusal("'body' holds nothing but a dateline: give the text of the article")
    return dateline, paragraphs


def _assembled(record: Record, limits: Limits) -> Article:
    _check_lengths(record, limits)
    given = one_line(record.id)
    problem = problem_with_id(record.id.strip())
    if problem:
        raise Refusal(problem)
    published = read_published(record.published)
    outlet = _line(record.outlet, record.entities)
    title = _line(record.title, record.entities)
    dateline, body = _body(record, title, outlet)
    outlet = outlet or dateline.outlet
    url = record.url.strip() if is_web_url(record.url) else ""
    shown = title or first_sentence(body[0])
    return Article(
        id=article_id(given, url, outlet, shown, published.at),
        title=shown,
        body=body,
        outlet=outlet,
        url=url,
        authors=_lines(record.authors, record.entities),
        caption=_line(record.caption, record.entities),
        place=_line(record.place, record.entities) or dateline.place,
        section=_line(record.section, record.entities),
        tags=_lines(record.tags, record.entities),
        leaders=_lines(record.leaders, record.entities),
        published=published.at,
        date_precision=published.precision,
        title_derived=not title,
        source=record.source,
    )


def to_article(record: Record, limits: Limits) -> Article | RejectedRecord:
    """The article that a record describes, or why it describes none."""
    try:
        return _assembled(record, limits)
    except Refusal as refusal:
        return RejectedRecord(record.source, refusal.reason)
