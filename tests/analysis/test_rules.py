"""The tokenisation rules: which forms a piece of text has in the index, and which a query looks for."""

from __future__ import annotations

import pytest

from search.analysis import Analyzer
from search.analysis.numbers import clock, number

ANALYZER = Analyzer()


def exact(text: str) -> list[tuple[str, ...]]:
    """The exact forms per position."""
    return [token.forms.exact for token in ANALYZER.tokens(text)]


def wanted(text: str) -> list[tuple[str, ...]]:
    """The exact forms that a query looks for, per position."""
    return [token.forms.exact for token in ANALYZER.query_tokens(text)]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("negara-negara anggota", [("negara",), ("anggota",)]),
        ("undang-undang", [("undang-undang",)]),
        ("obat-obatan", [("obat", "obatan")]),
        ("mahasiswa2 CO2 B2B", [("mahasiswa",), ("co2",), ("b2b",)]),
        ("anak2nya undang2", [("anak", "anaknya"), ("undang-undang",)]),
        ("ke-80", [("ke-80", "80")]),
        ("ke 80", [("ke-80", "80", "ke")]),
        ("ke-1.000 ke-ke", [("ke-1000", "1000"), ("ke",)]),
        ("ke-XII", [("ke-12", "12", "xii")]),
        ("ke-Islaman", [("keislaman", "islaman")]),
        ("anti-Fasis", [("antifasis", "anti", "fasis")]),
        ("anti fasis", [("anti",), ("fasis", "antifasis")]),
        ("antifasis", [("antifasis", "anti", "fasis")]),
        ("antisipasi antik", [("antisipasi",), ("antik",)]),
        ("se-Indonesia", [("seindonesia", "indonesia")]),
        ("Al-Qur'an Al Azhar", [("alquran", "al", "quran"), ("al",), ("azhar", "alazhar")]),
        ("PDI-P A-B", [("pdip", "pdi", "p"), ("a",), ("b",)]),
        ("e-commerce", [("ecommerce", "e-commerce", "commerce")]),
        ("ber-hati-hati se-kota-kota", [("hati-hati",), ("kota",)]),
        ("se-Prabowo-Gibran ke-IZ", [("seprabowo", "prabowo"), ("gibran",), ("keiz", "iz")]),
        ("COVID-19", [("covid19", "covid", "19")]),
        ("COVID 19 U 23", [("covid19", "covid", "19"), ("u23", "u", "23")]),
        (
            "10.000-an K-Pop Wi-Fi ke80",
            [("10000an", "10000"), ("k",), ("pop", "kpop"), ("wi",), ("fi", "wifi"), ("ke-80", "80")],
        ),
        ("Rp2,5triliun 5-Rp10 PM2.5", [("rp",), ("2.5",), ("triliun",), ("5",), ("rp",), ("10",), ("pm",), ("2.5",)]),
        ("15.00WIB 09.30 pkl. 8.15", [("15:00",), ("wib",), ("09:30", "9:30", "09.30"), ("pkl",), ("08:15", "8:15")]),
        ("21-1-2025", [("21/1/2025", "21/1")]),
        ("undang undang hati hati kaki kaki", [("undang-undang",), ("hati-hati",), ("kaki",), ("kaki",)]),
        ("pasca-2024", [("pasca",), ("2024",)]),
        ("MH 370", [("mh",), ("370", "mh370")]),
        ("pasca-COVID-19", [("pasca",), ("covid19", "covid", "19")]),
        ("anti AS start-up", [("anti",), ("as", "antias"), ("start",), ("up", "startup")]),
        ("berjam-jam meniru-nirukan", [("berjam", "jam"), ("meniru", "nirukan")]),
        ("musim 2024/25 2024/28", [("musim",), ("2024",), ("2025", "25"), ("2024",), ("28",)]),
        (
            "Covid19 5km 1990-an 1990an",
            [("covid19", "covid", "19"), ("5",), ("km",), ("1990an", "1990"), ("1990", "1990an")],
        ),
        ("KPK-nya di-PHK-kan", [("kpk",), ("diphk", "phk")]),
        ("Jokowi-Ma'ruf TNI-Polri", [("jokowi",), ("maruf",), ("tni",), ("polri",)]),
        ("21-Jan-2025", [("21",), ("januari",), ("2025",)]),
        ("Januari-2025", [("januari",), ("2025",)]),
        ("2024-2025 3-1", [("2024",), ("2025",), ("3",), ("1",)]),
        ("kata-kata-nya", [("kata",)]),
        ("dan/atau", [("dan",), ("atau",)]),
        ("KOMPAS.com", [("kompas.com", "kompas")]),
        ("www.news.detik.com", [("news.detik.com", "detik.com", "detik")]),
        ("go.id selesai.Dia", [("go",), ("id",), ("selesai",), ("dia",)]),
        ("A.S. S.Pd", [("as",), ("spd",)]),
        ("Qur'an Trump's '", [("quran",), ("trump",)]),
        (
            "Rp2,5 US$52 Rp. 5 S$ €1",
            [("rp",), ("2.5",), ("usd",), ("52",), ("rp",), ("5",), ("sgd",), ("eur",), ("1",)],
        ),
        ("5% Rp naik", [("5",), ("persen",), ("rp",), ("naik",)]),
        ("pukul 15.00-17.00 WIB", [("pukul",), ("15:00",), ("17:00",), ("wib",)]),
        ("9.30 WITA 15:00 1:0", [("09:30", "9:30"), ("wita",), ("15:00",), ("1",), ("0",)]),
        ("(21/1/2025) (21/1) 32/1", [("21/1/2025", "21/1"), ("21/1",), ("32",), ("1",)]),
        (
            "21.01.2025 2025-01-21 1/2/25",
            [("21/1/2025", "21/1"), ("21/1/2025", "21/1", "2025-01-21"), ("1/2/2025", "1/2")],
        ),
        ("21-22 Jan, Jan. 2025", [("21",), ("22",), ("januari", "21/1", "22/1"), ("januari",), ("2025",)]),
        ("01 Januari 2025", [("1", "01"), ("januari", "1/1"), ("2025", "1/1/2025")]),
        ("45 Agustus", [("45",), ("agustus",)]),
        ("Pebruari Jan Ethes", [("februari",), ("jan",), ("ethes",)]),
        ("Soekarno Tjipto Joe koalisi", [("soekarno", "sukarno"), ("tjipto", "cipto"), ("joe",), ("koalisi",)]),
        ("192.168.1.1 1.2.3", [("192.168.1.1",), ("1.2.3",)]),
    ],
)
def test_indexed_forms(text: str, forms: list[tuple[str, ...]]) -> None:
    """The exact forms of each position."""
    assert exact(text) == forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("HUT ke-80", [("hut",), ("ke-80",)]),
        ("KE 80", [("ke-80",)]),
        ("KOMPAS.com", [("kompas.com",)]),
        ("anti-Fasis", [("antifasis",)]),
        ("antifasis", [("antifasis",)]),
        ("COVID-19", [("covid19",)]),
        ("di-PHK", [("diphk", "phk")]),
        ("anti fasis kerja sama", [("anti",), ("fasis",), ("kerja",), ("sama",)]),
        ("pra kerja", [("pra", "prakerja"), ("kerja", "prakerja")]),
        ("kaca mata", [("kaca", "kacamata"), ("mata", "kacamata")]),
        ("MH 370 G 20", [("mh", "mh370"), ("370", "mh370"), ("g20",)]),
        ("17 Agustus 1945", [("17", "17/8/1945"), ("agustus", "17/8/1945"), ("1945", "17/8/1945")]),
        ("17 Agustus", [("17", "17/8"), ("agustus", "17/8")]),
        ("15.00", [("15.00", "15:00")]),
        ("pukul 15:00", [("pukul",), ("15:00", "15.00")]),
        ("52.88", [("52.88",)]),
        ("21/1/2025", [("21/1/2025",)]),
        ("perundang-undangan", [("undang-undang",)]),
        ("Soekarno", [("soekarno", "sukarno")]),
        ("1990-an", [("1990",)]),
    ],
)
def test_wanted_forms(text: str, forms: list[tuple[str, ...]]) -> None:
    """A query looks for the most telling forms only."""
    assert wanted(text) == forms


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.250.000", "1250000"),
        ("1.250.000,75", "1250000.75"),
        ("1,250,000", "1250000"),
        ("1,250.75", "1250.75"),
        ("2,5", "2.5"),
        ("52.38", "52.38"),
        ("0.125", "0.125"),
        ("1.2,3.4", None),
    ],
)
def test_number(text: str, value: str | None) -> None:
    """Thousands are closed up, the decimal sign is a point."""
    assert number(text) == value


def test_clock_refuses_impossible_times() -> None:
    """`25.00` and `10.75` are no times of day."""
    assert clock("25.00") == clock("10.75") == clock("1000") == ()
    assert clock("02:08:30") == ("02:08", "2:08")


@pytest.mark.parametrize(
    "text",
    [
        "meniru-nirukan",
        "berbalas-balasan",
        "tolong-menolong",
        "kebarat-baratan",
        "memukul-mukul",
        "sayur-sayuran",
        "negara-negaranya",
    ],
)
def test_affixed_reduplication_has_one_stem(text: str) -> None:
    """Parts in the exact stream, one stem in the other."""
    forms = ANALYZER.tokens(text)[0].forms
    assert forms.rule == "affixed reduplication"
    assert len(forms.stem) == 1
    assert len(forms.exact) == 2


def test_compounds_are_one_word_and_two() -> None:
    """`kerjasama` counts as its parts, and `kerja sama` as the whole; a query for either finds both."""
    solid, apart = ANALYZER.tokens("pertanggungjawaban"), ANALYZER.tokens("Tanggung jawab")
    assert solid[0].forms.stem == ("tanggungjawab", "tanggung", "jawab")
    assert [token.forms.stem for token in apart] == [("tanggung",), ("jawab", "tanggungjawab")]
    assert ANALYZER.query_tokens("pertanggungjawaban")[0].forms.stem == ("tanggungjawab",)
    assert [token.forms.stem for token in ANALYZER.query_tokens("tanggung jawab")] == [("tanggung",), ("jawab",)]


@pytest.mark.parametrize("text", ["bolak-balik", "sayur-mayur", "sebut-saja", "aku-kau"])
def test_other_hyphens_keep_their_parts(text: str) -> None:
    """Each part has its position."""
    assert [forms[0] for forms in exact(text)] == text.split("-")


def test_offsets_are_those_of_the_surface() -> None:
    """Parts, times and months point at what was written."""
    text = "pukul 15.00 WIB, TNI-Polri, 21 Jan, ke 80, Rp2,5, Négara–negara"
    assert [text[token.start : token.end] for token in ANALYZER.tokens(text)] == [
        *("pukul", "15.00", "WIB", "TNI", "Polri", "21", "Jan", "ke 80", "Rp", "2,5", "Négara–negara"),
    ]
