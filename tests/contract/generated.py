"""Random corpora and plans from a seed: small vocabularies, so that words meet, tie and repeat."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

from search.analysis import Analyzer
from search.model import Article, DateInterval, DatePrecision, LeaderLink, LeaderRole, Links, Mention, Sort
from search.query.plan import (
    And,
    AtLeast,
    Clause,
    DateCounts,
    DateFilter,
    Either,
    Everything,
    FacetRequest,
    Filters,
    Not,
    Or,
    Phrase,
    Plan,
    Prefix,
    Stream,
    Tagged,
    Word,
)
from search.query.ranking import Ranking
from search.schema import TEXT_FIELDS

_WORDS = """presiden menteri pertemuan bertemu kerja sama bekerja ekonomi perekonomian pemerintah perintah pajak
negara-negara kemerdekaan ke-80 80 Rp2,5 triliun KPK KPK-nya anti-korupsi korupsi Soekarno Djoko undang-undang obat-obatan
gempa banjir Jakarta Bandung pemilu 2024 Prabowo-Gibran di dan yang untuk"""
VOCABULARY = _WORDS.split()
OUTLETS = ("", "alfa", "bravo", "carlie")
LEADERS = ("jokowi", "prabowo", "putin", "xi")
REFERENCE = datetime(2025, 6, 1, tzinfo=UTC)
ZONES = (timezone(timedelta(hours=7)), timezone(timedelta(hours=9)), UTC)
TIMEZONES = ("Asia/Jakarta", "Asia/Jayapura", "America/New_York")


@dataclass(frozen=True)
class Linked:
    """An article with the links that it is to have."""

    article: Article
    links: Links


def text(rng: random.Random, longest: int) -> str:
    """Some words, now and then a capital and a full stop."""
    words = [rng.choice(VOCABULARY) for _ in range(rng.randint(1, longest))]
    return " ".join(w.capitalize() if rng.random() < 0.2 else w for w in words) + rng.choice((".", "", "!"))


def published(rng: random.Random) -> tuple[datetime | None, DatePrecision]:
    """A date of any precision within three years; one in eight has none."""
    precision = rng.choice([*DatePrecision, DatePrecision.MINUTE, DatePrecision.MINUTE, DatePrecision.DAY])
    if precision is DatePrecision.NONE:
        return None, precision
    at = datetime(2023, 1, 1, tzinfo=rng.choice(ZONES)) + timedelta(minutes=rng.randrange(3 * 365 * 24 * 60))
    if precision in (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR):
        at = at.replace(hour=0, minute=0)
    if precision in (DatePrecision.MONTH, DatePrecision.YEAR):
        at = at.replace(day=1)
    return (at.replace(month=1) if precision is DatePrecision.YEAR else at), precision


def links(rng: random.Random) -> Links:
    """An outlet or none, and up to three leaders."""
    named = rng.sample(LEADERS, rng.randint(0, 3))
    return Links(
        rng.choice(OUTLETS),
        tuple(
            LeaderLink(x, (Mention("body", 0, 3),), rng.random() < 0.3, rng.random() < 0.5, 5 - i)
            for i, x in enumerate(named)
        ),
    )


def linked(rng: random.Random, id: str) -> Linked:
    """One article with its links."""
    at, precision = published(rng)
    body = tuple(text(rng, 12) for _ in range(rng.randint(1, 4)))
    caption = text(rng, 5) if rng.random() < 0.3 else ""
    article = Article(id, text(rng, 6), body, caption=caption, published=at, date_precision=precision, source=f"{id}:1")
    return Linked(article, links(rng))


def corpus(seed: int, size: int = 40) -> list[Linked]:
    """A corpus of `size` articles."""
    rng = random.Random(seed)
    return [linked(rng, f"a{number:03}") for number in range(size)]


def with_copies(seed: int, size: int = 30, copies: int = 20) -> list[Linked]:
    """A corpus in which some articles are copies of others, with a few words more or fewer."""
    rng = random.Random(seed)
    originals = [linked(rng, f"a{number:03}") for number in range(size)]
    originals = [Linked(replace(x.article, body=(text(rng, 80), *x.article.body)), x.links) for x in originals]
    copied = []
    for number in range(copies):
        body = rng.choice(originals[: size // 3]).article.body
        first = body[0].split()
        kept = " ".join(first[rng.randrange(4) :])
        fresh = linked(rng, f"c{number:03}")
        copied.append(Linked(replace(fresh.article, body=(kept, *body[1:])), fresh.links))
    return [*originals, *copied]


def words(rng: random.Random, analyzer: Analyzer, count: int) -> tuple[Word, ...]:
    """Analysed query words of up to `count` vocabulary words."""
    typed = " ".join(rng.choice(VOCABULARY) for _ in range(count))
    fields = TEXT_FIELDS if rng.random() < 0.8 else (rng.choice(TEXT_FIELDS),)
    return tuple(
        Word(typed[t.start : t.end], t.forms.stem, t.forms.exact, fields) for t in analyzer.query_tokens(typed)
    )


def clause(rng: random.Random, analyzer: Analyzer, depth: int = 2) -> Clause:
    """A random clause."""
    kind = rng.randrange(10 if depth else 4)
    if kind <= 1:
        return words(rng, analyzer, 1)[0]
    if kind == 2:
        run = words(rng, analyzer, 2)
        return Phrase(run, rng.choice(list(Stream)), run[0].fields)
    if kind == 3:
        return Prefix(rng.choice(("pem", "ker", "neg", "xyz")))
    parts = tuple(clause(rng, analyzer, depth - 1) for _ in range(rng.randint(1, 3)))
    if kind == 4:
        return And((*parts, Not(clause(rng, analyzer, 0))))
    if kind == 5:
        return AtLeast(parts, rng.choice((0.0, 0.4, 0.7, 1.0)))
    if kind == 6:
        return rng.choice((Tagged("outlet", ("alfa",)), Tagged("leader", ("putin", "xi")), Everything()))
    return rng.choice((And, Or, Either))(parts)


def date_filter(rng: random.Random) -> DateFilter:
    """A range of local days in Jakarta, perhaps open."""
    start = date(2023, 1, 1) + timedelta(days=rng.randrange(700))
    end = start + timedelta(days=rng.randrange(500))
    zone = ZONES[0]
    first = int(datetime(start.year, start.month, start.day, tzinfo=zone).timestamp())
    after = end + timedelta(days=1)
    last = int(datetime(after.year, after.month, after.day, tzinfo=zone).timestamp())
    return rng.choice((DateFilter(first, last, start, end), DateFilter(first, None, start, None)))


def filters(rng: random.Random) -> Filters:
    """Random filters, often none."""
    some = lambda values: tuple(rng.sample(values, rng.randint(1, 2))) if rng.random() < 0.3 else ()  # noqa: E731
    return Filters(
        outlets=some(OUTLETS[1:]),
        leaders=some(LEADERS),
        leader_all=rng.random() < 0.3,
        leader_role=rng.choice(list(LeaderRole)),
        dates=date_filter(rng) if rng.random() < 0.3 else None,
        not_outlets=some(OUTLETS[1:])[:1] if rng.random() < 0.3 else (),
        not_leaders=some(LEADERS)[:1] if rng.random() < 0.3 else (),
    )


def plan(seed: int, analyzer: Analyzer) -> Plan:
    """A random plan with all facets, asking for every hit."""
    rng = random.Random(seed)
    interval = rng.choice((DateInterval.YEAR, DateInterval.MONTH, DateInterval.DAY))
    return Plan(
        clause(rng, analyzer),
        words(rng, analyzer, rng.randint(1, 4)),
        filters(rng),
        FacetRequest(True, True, DateCounts(interval, rng.choice(TIMEZONES))),
        rng.choice((Sort.RELEVANCE, Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST)),
        limit=1000,
        ranking=rng.choice((Ranking(), Ranking.plain(), Ranking(depth=5, window=3))),
    )
