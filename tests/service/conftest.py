"""A small real collection: some of the seeds, and articles of our own whose every answer is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from search import Article, DatePrecision, SearchService, Settings
from search.corpus.reading import read_articles
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder
from search.rebuild.intake import Missing

WIB = timezone(timedelta(hours=7))
PADDING = "Warga setempat mengikuti acara itu dengan tertib dari pagi sampai sore hari di lapangan desa. " * 8
AGENCY = (
    "Petani kapulaga di lereng gunung memulai panen raya lebih awal dari tahun sebelumnya. Hasil panen kapulaga dikirim "
    "ke pelabuhan dengan dua puluh truk, lalu dikapalkan ke tiga negara tujuan. Koperasi desa mencatat harga naik seperlima."
)

Make = Callable[..., Article]
Open = Callable[[Path], SearchService]


def article(id: str, title: str, body: str, day: str = "", outlet: str = "Kabar Uji", **more: object) -> Article:
    """An article of `day` (ISO: year, month, day or minute; none = undated), in WIB."""
    precisions = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY, 16: DatePrecision.MINUTE}
    at = datetime.fromisoformat(day + "2000-01-01T00:00"[len(day) :]).replace(tzinfo=WIB) if day else None
    return Article(
        id=id,
        title=title,
        body=tuple(body.split("\n")),
        outlet=outlet,
        published=at,
        date_precision=precisions[len(day)] if day else DatePrecision.NONE,
        source=f"uji.jsonl:{id}",
        **more,  # type: ignore[arg-type]
    )


def kapulaga() -> list[Article]:
    """Six articles that hold `kapulaga`; three are one agency text."""
    return [
        article("k1", "Panen kapulaga raya", AGENCY, "2024-03-05T09:00", "Kabar Uji"),
        article("k2", "Panen raya kapulaga dimulai", f"Dari lapangan. {AGENCY}", "2024-03-05T10:30", "Harian Uji"),
        article("k3", "Kapulaga dikapalkan", f"{AGENCY} Harga stabil.", "2024-03-06", "Warta Uji"),
        article("k4", "Resep dengan kapulaga", "Kapulaga dan cengkih direbus sebentar.", "2023-11", "Harian Uji"),
        article("k5", "Sejarah rempah", "Kapulaga diperdagangkan sejak dahulu.", "2021", ""),
        article("k6", "Tanaman obat", "Kapulaga tumbuh di kebun.", "", "Kabar Uji", caption="Bunga kecombrang"),
    ]


def summits() -> list[Article]:
    """Articles that name leaders in the title, in the lead, and far below it."""
    return [
        article(
            "s1",
            "Xi Jinping dan Vladimir Putin Bertemu",
            "Xi Jinping dan Vladimir Putin membahas konferensi samudra.",
            "2024-05-16T09:00",
        ),
        article("s2", "Putin Tiba", "Vladimir Putin tiba untuk konferensi samudra.", "2024-05-15", "Harian Uji"),
        article(
            "s3", "Konferensi samudra", f"Dalam konferensi samudra, Xi Jinping hadir. {PADDING}", "2022-01-31T23:30"
        ),
        article(
            "s4",
            "Samudra dibahas",
            f"Konferensi samudra dibuka. {PADDING} Putin diwakili menterinya. Vladimir Putin absen.",
        ),
    ]


def old() -> Article:
    """Older than every article with a day: its date is a year alone."""
    return article("tua", "Naskah lontar", "Naskah lontar disalin kembali.", "2010")


def built(indexes: Path, articles: Sequence[Article], collection: str = "berita", keep: int = 3) -> str:
    """Rebuild a collection from these articles alone; the name of the generation."""
    builder = Builder(Collection(indexes, collection), engine_named("whoosh"), keep=keep)
    return builder.rebuild(articles, Missing.DROP).generation


@pytest.fixture(scope="session")
def articles(root: Path) -> list[Article]:
    """What the shared collection holds."""
    files = [*sorted((root / "seeds").glob("0[0-2]?_*.txt")), root / "seeds" / "swarantara.jsonl"]
    seeds = [found for found in read_articles(files) if isinstance(found, Article)]
    return [*seeds, *kapulaga(), *summits(), old()]


@pytest.fixture(scope="session")
def indexes(articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the shared collection is published; nobody changes it."""
    folder = tmp_path_factory.mktemp("indexes")
    built(folder, articles)
    return folder


@pytest.fixture(scope="session")
def service(indexes: Path) -> SearchService:
    """The service over the shared collection."""
    return SearchService(Settings(indexes=indexes, secret="rahasia"))
