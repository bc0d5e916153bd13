"""The plain text of the seed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from search.corpus.article import to_article
from search.corpus.options import Limits
from search.corpus.plain_text import parse_plain_text
from search.corpus.reading import read_articles
from search.model import Article, DatePrecision, RejectedRecord

SEED = Path(__file__).parents[2] / "seeds/000_4d87d62ba9b3d208.txt"


def article_of(text: str) -> Article:
    """The article of a text, which must be one."""
    found = to_article(parse_plain_text(text, "a.txt:1"), Limits())
    assert isinstance(found, Article), found
    return found


def test_the_seed() -> None:
    """Every part of the seed article lands in its field, and nothing else in the body."""
    (seed,) = read_articles([SEED])
    assert isinstance(seed, Article)
    assert seed.title == "Presiden Xi Jinping dan Vladimir Putin Bertemu Virtual"
    assert seed.authors == ("Tim Redaksi",)
    assert seed.published == datetime(2025, 1, 22, 2, 8, tzinfo=timezone(timedelta(hours=7)))
    assert seed.date_precision is DatePrecision.MINUTE
    assert seed.caption == "Xi Jinping dan Vladimir Putin"
    assert seed.outlet == "SinPo.id"
    assert len(seed.body) == 7
    assert seed.body[0].startswith("Presiden China Xi Jinping dan Presiden Rusia")
    assert seed.body[-1].endswith("komunikasi dan koordinasi di masa depan.")


def test_a_text_without_a_head() -> None:
    """Title and paragraphs are enough; the article is undated."""
    article = article_of("Sidang Dibuka\n\nPresiden membuka sidang.\n\nSidang ditutup sore.\n")
    assert (article.title, article.body) == ("Sidang Dibuka", ("Presiden membuka sidang.", "Sidang ditutup sore."))
    assert article.published is None


def test_a_first_line_too_long_for_a_title_is_a_paragraph() -> None:
    """A text that begins with its first paragraph gets a derived title."""
    article = article_of("Presiden membuka sidang. " + "Sidang berlangsung lama. " * 20)
    assert article.title_derived
    assert article.title == "Presiden membuka sidang."


def test_several_authors_and_captions() -> None:
    """Names of a byline are parted; a caption that stands twice stands once."""
    article = article_of(
        "Judul\n\nPenulis: Sari Wulan, Budi Santoso dan Ani\n22 Januari 2025 14.05 WITA\nKeterangan satu\nKeterangan satu\n"
        "Keterangan dua\n\nMAKASSAR, Warta Demo - Presiden membuka sidang.\n"
    )
    assert article.authors == ("Sari Wulan", "Budi Santoso", "Ani")
    assert article.caption == "Keterangan satu Keterangan dua"
    assert (article.outlet, article.place) == ("Warta Demo", "Makassar")
    assert article.published is not None
    assert article.published.utcoffset() == timedelta(hours=8)


def test_a_date_line_with_an_impossible_date_is_rejected() -> None:
    """What stands where the date stands, and looks like one, is not taken for a caption."""
    found = to_article(
        parse_plain_text("Judul\n\nLaporan: Sari\nRabu, 32 Januari 2025 | 02:08 WIB\n\nIsi.\n", "a.txt:1"), Limits()
    )
    assert isinstance(found, RejectedRecord)
    assert "32 Januari 2025" in found.reason


def test_dates_in_sentences_are_no_date_lines() -> None:
    """A paragraph that begins with a date stays a paragraph."""
    article = article_of(
        "Judul\n\n17 Agustus 1945 adalah hari ketika Soekarno dan Hatta membacakan proklamasi kemerdekaan.\n"
    )
    assert article.published is None
    assert article.body[0].startswith("17 Agustus 1945")


@pytest.mark.parametrize("text", ["", "\n\n", "Judul saja", "Judul\n\nBERITALAINNYA\n", "Judul\n\nSinPo.id - "])
def test_a_text_without_a_body_is_rejected(text: str) -> None:
    """A title alone, boilerplate alone and a dateline alone are no article."""
    assert isinstance(to_article(parse_plain_text(text, "a.txt:1"), Limits()), RejectedRecord)
