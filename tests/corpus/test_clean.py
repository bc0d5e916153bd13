"""Boilerplate goes, sentences stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.corpus.clean import Rule, boilerplate_rules, clean, read_rules
from search.errors import DataFileError

RULES = boilerplate_rules()
PARTS = [part for rule in RULES for part in rule.example] + [
    "Presiden membuka sidang.",
    "Kronologi Kejadian",
    "(rah)",
    "",
    " ",
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.why)
def test_each_rule_does_what_its_example_shows(rule: Rule) -> None:
    """The example of a row, cleaned, is what the row says, by that row's own pattern too."""
    assert clean(rule.example) == rule.expected
    pieces = [
        rule.pattern.fullmatch(p) if rule.scope in ("line", "tail", "list") else rule.pattern.search(p)
        for p in rule.example
    ]
    assert any(pieces)


@pytest.mark.parametrize(
    "sentence",
    [
        "Baca juga bisa berarti memahami, kata guru itu.",
        "Simak video itu, polisi menemukan tiga orang saksi.",
        "Foto itu diambil pada Senin pagi di Senayan.",
        "Ia menunjukkan foto (di bawah) kepada hakim.",
        "Video: kata yang berasal dari bahasa Latin, menurut kamus, dipakai sejak lama untuk menyebut gambar bergerak dan suara yang direkam.",
        "Pilihan redaksi jatuh pada tiga naskah terbaik.",
        "Berita terkait kenaikan harga beras itu dibantah pemerintah.",
        "Iklan rokok dilarang di dekat sekolah.",
        "Ikuti langkah Bank Indonesia, OJK juga menurunkan proyeksi.",
        "Editor surat kabar itu mengundurkan diri.",
        "Sumber terdekat mengatakan rapat ditunda.",
        "Presiden bertemu pimpinan KPK (Komisi Pemberantasan Korupsi).",
        "Harga naik menjadi Rp 10.000 (per kg)",
        "Kata itu ditulis [sic] dalam naskah.",
        "Share buruh dalam pendapatan nasional turun.",
        "Copyright dan paten dilindungi undang-undang, tetapi pelanggarannya masih sering terjadi di berbagai tempat dan sulit diberantas karena pengawasan lemah sekali di lapangan.",
        "Facebook dan Twitter dipanggil Komisi I DPR.",
        "Halaman rumah itu terendam banjir.",
        "Lihat saja, kata dia, hasilnya besok.",
        "Download lagu ilegal merugikan musisi.",
        "2024",
        "Tag harga dipasang di rak: murah, sedang, mahal.",
    ],
)
def test_sentences_that_look_like_boilerplate_stay(sentence: str) -> None:
    """A near miss of a rule is text, alone and among paragraphs."""
    around = ("Presiden membuka sidang.", sentence, "Sidang ditutup.", "Hadirin pulang.", "Hujan turun.", "Malam tiba.")
    assert clean(around) == around
    assert clean([sentence]) == (sentence,)


def test_a_list_ends_at_the_first_sentence() -> None:
    """After a heading of links only headlines go, and a sentence ends the list for good."""
    paragraphs = ["Pilihan Redaksi", "Harga Beras Turun", "Sidang dibuka pagi ini.", "Kronologi Kejadian"]
    assert clean(paragraphs) == ("Sidang dibuka pagi ini.", "Kronologi Kejadian")


def test_initials_go_only_behind_the_last_sentence() -> None:
    """Brackets in the middle of an article are text."""
    assert clean(["Satu. (rah)", *["Dua."] * 5, "Tiga. (rah/sit)"]) == ("Satu. (rah)", *["Dua."] * 5, "Tiga.")


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=30), max_size=12))
def test_cleaning_twice_is_cleaning_once(paragraphs: list[str]) -> None:
    """Cleaning is idempotent, leaves no empty paragraph and adds no words."""
    once = clean(paragraphs)
    assert clean(once) == once
    assert all(once)
    assert sum(map(len, once)) <= sum(map(len, paragraphs))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("line\tx", "boilerplate.tsv:2: 2 columns where 5 are needed"),
        ("page\tx\ty\t-\tz", "boilerplate.tsv:2: scope 'page' is none of"),
        ("line\t(\ty\t-\tz", "boilerplate.tsv:2: the pattern is no regular expression"),
    ],
)
def test_a_bad_row_is_named(row: str, problem: str) -> None:
    """An error in the table names file and line."""
    with pytest.raises(DataFileError, match=problem):
        read_rules("# header\n" + row + "\n")
