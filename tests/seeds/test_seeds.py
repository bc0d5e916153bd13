"""The demo corpus keeps what `seeds/README.md` promises: right weekdays, unique ids, no quotations, near-copies, breadth."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from search.corpus.reading import read_articles
from search.dates.months import MONTH, month_number
from search.model import Article, DatePrecision

SEED_ID = "4d87d62ba9b3d208"
SEED_SHA256 = "2264dd2d2933d85464307185cb574d58538447476f4121621deaaf542e1a4b9d"
AGENCY = "Swarantara"
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_DAY = "|".join(WEEKDAYS)
_LONG_DATE = re.compile(rf"({_DAY}), (\d+) ((?i:{MONTH})) (\d{{4}})")
_SHORT_DATE = re.compile(rf"({_DAY})\b[^.;()]{{0,30}}?\((\d+)/(\d+)\)")
_ANY_SHORT_DATE = re.compile(r"\((\d+)/(\d+)\)")
_LONGEST_LOOK_AROUND = 40


@pytest.fixture(scope="module")
def seeds(root: Path) -> Path:
    """The folder of the seeds."""
    return root / "seeds"


@pytest.fixture(scope="module")
def articles(seeds: Path) -> list[Article]:
    """Everything in the folder, read as `rebuild` reads it; a rejected record fails here."""
    found = list(read_articles([seeds]))
    rejected = [str(record) for record in found if not isinstance(record, Article)]
    assert not rejected
    return [article for article in found if isinstance(article, Article)]


@pytest.fixture(scope="module")
def demo(articles: list[Article]) -> list[Article]:
    """The articles that were written for the project: all but the seed."""
    return [article for article in articles if SEED_ID not in article.source]


def _text(article: Article) -> str:
    return "\n".join((article.title, article.caption, *article.body))


def _near(article: Article, day: int, month: int) -> list[date]:
    """The dates that `(day/month)` can mean in an article: those within some weeks of its own."""
    assert article.published is not None
    own = article.published.date()
    years = (own.year - 1, own.year, own.year + 1)
    dates = [date(year, month, day) for year in years if (month, day) != (2, 29) or year % 4 == 0]
    return [found for found in dates if abs((found - own).days) <= _LONGEST_LOOK_AROUND]


def _wrong_dates(article: Article) -> Iterator[str]:
    text = _text(article)
    for weekday, day, month, year in _LONG_DATE.findall(text):
        if WEEKDAYS[date(int(year), month_number(month.lower()), int(day)).weekday()] != weekday:
            yield f"{weekday}, {day} {month} {year}"
    if article.published is None:
        return
    for day, month in _ANY_SHORT_DATE.findall(text):
        if not _near(article, int(day), int(month)):
            yield f"({day}/{month})"
    for weekday, day, month in _SHORT_DATE.findall(text):
        if all(WEEKDAYS[found.weekday()] != weekday for found in _near(article, int(day), int(month))):
            yield f"{weekday} ({day}/{month})"


def test_the_seed_article_is_untouched(seeds: Path) -> None:
    """The article that the project was created from is byte for byte what it was."""
    (path,) = seeds.glob(f"*{SEED_ID}.txt")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SEED_SHA256


def test_the_corpus_is_broad_enough(demo: list[Article]) -> None:
    """There are enough articles, outlets and years, about a third of them as plain text."""
    plain = [article for article in demo if ".txt" in article.source]
    years = {article.published.year for article in demo if article.published}
    assert len(demo) >= 240
    assert len({article.outlet for article in demo}) >= 10
    assert years == set(range(2019, 2027))
    assert 0.3 <= len(plain) / len(demo) <= 0.45


def test_many_leaders_are_named(root: Path, demo: list[Article]) -> None:
    """At least two hundred people of the gazetteer stand in the texts with their full names."""
    lines = (root / "search/entities/data/leaders.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.startswith("{")]
    names = [record["name"] for record in records if " " in record.get("name", "")]
    everything = "\n".join(_text(article) for article in demo)
    assert sum(name in everything for name in names) >= 200


def test_ids_and_urls_are_unique(articles: list[Article]) -> None:
    """No article replaces another one."""
    for values in ([article.id for article in articles], [article.url for article in articles if article.url]):
        assert [value for value, times in Counter(values).items() if times > 1] == []


def test_weekdays_fit_their_dates(demo: list[Article]) -> None:
    """Every `Selasa (21/1)` and `Kamis, 24 Februari 2022` in a text is a day that there was, near the article's own."""
    wrong = {article.source: found for article in demo if (found := list(_wrong_dates(article)))}
    assert wrong == {}


def test_headers_name_the_right_weekday(seeds: Path) -> None:
    """The date line of every plain-text file names the weekday of its date."""
    for path in sorted(seeds.glob("*.txt")):
        header = _LONG_DATE.search(path.read_text(encoding="utf-8").splitlines()[3])
        assert header is not None, path.name
        weekday, day, month, year = header.groups()
        assert WEEKDAYS[date(int(year), month_number(month.lower()), int(day)).weekday()] == weekday, path.name


def test_texts_are_short_news_without_quotations(demo: list[Article]) -> None:
    """Two to seven paragraphs, 75 to 225 words, and nobody is quoted."""
    for article in demo:
        words = sum(len(paragraph.split()) for paragraph in article.body)
        assert 75 <= words <= 225, article.source
        assert 2 <= len(article.body) <= 7, article.source
        assert not re.search('["“”«»]', _text(article)), article.source


def test_outlets_are_invented(demo: list[Article]) -> None:
    """Addresses end in `.example`, which belongs to nobody."""
    hosts = {article.url.split("/")[2] for article in demo if article.url}
    assert hosts
    assert all(host.endswith(".example") for host in hosts)


def test_ten_near_copies_of_the_agency(demo: list[Article]) -> None:
    """Ten texts of other outlets are a text of the agency, some of them without its end."""
    sources = {article.body[0]: "\n".join(article.body) for article in demo if article.outlet == AGENCY}
    copies = [article for article in demo if article.body[-1].endswith(f"({AGENCY})")]
    assert len(copies) == 10
    for copy in copies:
        assert copy.outlet != AGENCY
        assert sources[copy.body[0]].startswith("\n".join(copy.body).removesuffix(f" ({AGENCY})"))


def test_imperfect_records_are_there(demo: list[Article]) -> None:
    """Some articles have only a day, some no date, some no title, and the zones of the archipelago occur."""
    precisions = Counter(article.date_precision for article in demo)
    zones = {article.published.utcoffset() for article in demo if article.published}
    assert precisions[DatePrecision.DAY] >= 5
    assert precisions[DatePrecision.NONE] == 3
    assert sum(article.title_derived for article in demo) == 2
    assert len(zones) == 3


def test_plain_text_files_are_numbered(seeds: Path) -> None:
    """Names are `NNN_subject.txt`, numbered without a gap from the seed's 000."""
    numbers = [int(path.name[:3]) for path in sorted(seeds.glob("*.txt"))]
    assert numbers[0] == 0
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))
