"""A small real index, and the application over it.  No part of ours is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from search import Article, DatePrecision, Settings
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder

WIB = timezone(timedelta(hours=7))
SCRIPT = "<script>document.title='diretas'</script>"


def article(id: str, title: str, body: str, day: str = "", outlet: str = "Kabar Uji", **more: object) -> Article:
    """An article of `day` (ISO, with or without a time; none = undated), in WIB."""
    published = datetime.fromisoformat(day).replace(tzinfo=WIB) if day else None
    timed = DatePrecision.MINUTE if "T" in day else DatePrecision.DAY
    return Article(
        id=id,
        title=title,
        body=tuple(body.split("\n")),
        outlet=outlet,
        published=published,
        date_precision=timed if day else DatePrecision.NONE,
        source=f"uji.jsonl:{id}",
        **more,  # type: ignore[arg-type]
    )


def articles() -> list[Article]:
    """What the test index holds."""
    bulk = [
        article(
            f"panen-{n}", f"Panen raya ke-{n}", f"Petani memanen padi di desa nomor {n}.", f"2023-{n % 12 + 1:02}-05"
        )
        for n in range(30)
    ]
    agency = (
        "Gempa bumi bermagnitudo 6,1 mengguncang pesisir barat daya pulau itu pada Senin pagi dan terasa sampai ke kota.\n"
        "Badan meteorologi menyatakan gempa tidak berpotensi tsunami dan meminta warga tetap tenang di tempat terbuka.\n"
        "Petugas masih mendata kerusakan bangunan sekolah, pasar, dan jembatan di tiga kecamatan yang terdampak."
    )
    return [
        article("gempa-a", "Gempa 6,1 Guncang Pesisir", agency, "2022-08-01T08:00", "Harian Uji"),
        article("gempa-b", "Pesisir Diguncang Gempa 6,1", agency, "2022-08-01T09:00", "Kantor Uji"),
        article(
            "bertemu-virtual",
            "Presiden Xi Jinping dan Vladimir Putin Bertemu Virtual",
            "Presiden China Xi Jinping dan Presiden Rusia Vladimir Putin mengadakan pertemuan virtual.\n"
            "Xi menegaskan komitmen untuk mempererat kerja sama. Putin menyambut baik hal itu.",
            "2025-01-22T02:08",
            "SinPo.id",
            url="https://sinpo.id/detail/1",
            authors=("Tim Redaksi",),
            caption="Xi Jinping dan Vladimir Putin",
        ),
        article(
            "kunjungan",
            "Putin Kunjungi Beijing",
            "Presiden Rusia Vladimir Putin disambut Presiden China Xi Jinping di Beijing. Xi mempererat kerja sama.",
            "2024-05-16T09:00",
        ),
        article(
            "bank",
            "Bank Indonesia Tahan Suku Bunga",
            "Bank Indonesia menahan suku bunga acuan.",
            "2024-12-18",
            "Harian Uji",
        ),
        article("tanpa-tanggal", "Museum Dibuka Kembali", "Museum nasional dibuka kembali untuk umum."),
        article("kabar/aneh 1&x=ü", "Alamat yang Aneh", "Pengenal artikel ini memuat garis miring.", "2024-02-29"),
        article(
            "jahat",
            f'Judul {SCRIPT} & "kutip" <img src=x onerror=alert(1)>',
            f'Isi jahat {SCRIPT} </mark><b>tebal</b> untuk diuji.\n"><svg onload=alert(1)> rembulan',
            "2024-03-01",
            f"Media {SCRIPT}",
            url="javascript:alert(1)",
            authors=(SCRIPT,),
            tags=(SCRIPT,),
            caption=SCRIPT,
        ),
        *bulk,
    ]


@pytest.fixture(scope="session")
def test_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a collection with the test articles published."""
    indexes = tmp_path_factory.mktemp("indexes")
    Builder(Collection(indexes, "berita"), engine_named("whoosh")).rebuild(articles())
    return Settings(indexes=indexes, secret="rahasia uji", analyze_route=True)


@pytest.fixture(scope="session")
def app(test_settings: Settings) -> Flask:
    """The application over the test articles."""
    return create_app(test_settings)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A client of the application."""
    with app.test_client() as client:
        yield client


@pytest.fixture
def empty_client(tmp_path: Path) -> FlaskClient:
    """A client of an application whose collection has nothing published."""
    return create_app(Settings(indexes=tmp_path)).test_client()
