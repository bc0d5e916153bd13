"""Datelines give outlet and place; sentences with dashes stay whole."""

from __future__ import annotations

import pytest

from search.corpus.dateline import Dateline, split_dateline


@pytest.mark.parametrize(
    ("opening", "outlet", "place"),
    [
        ("SinPo.id - ", "SinPo.id", ""),
        ("JAKARTA, KOMPAS.com — ", "KOMPAS.com", "Jakarta"),
        ("Liputan6.com, Jakarta - ", "Liputan6.com", "Jakarta"),
        ("TEMPO.CO, Jakarta - ", "TEMPO.CO", "Jakarta"),
        ("REPUBLIKA.CO.ID, BANDA ACEH -- ", "REPUBLIKA.CO.ID", "Banda Aceh"),
        ("Jakarta, CNN Indonesia - - ", "CNN Indonesia", "Jakarta"),
        ("Jakarta (ANTARA) - ", "ANTARA", "Jakarta"),
        ("Bulacan, Filipina (ANTARA News) - ", "ANTARA News", "Bulacan, Filipina"),
        ("BEKASI (Pos Kota) – ", "Pos Kota", "Bekasi"),
        ("Jakarta - ", "", "Jakarta"),
        ("INGGRIS – ", "", "Inggris"),
    ],
)
def test_datelines_of_the_press(opening: str, outlet: str, place: str) -> None:
    """The forms that the press uses are taken off, whatever the record says."""
    assert split_dateline(opening + "Presiden membuka sidang.") == (Dateline(outlet, place), "Presiden membuka sidang.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Jakarta - Bandung kini ditempuh dalam 40 menit.",
        "Paris Saint - Germain menang telak.",
        "Kim Jong - un menghadiri parade.",
        "Musim 2016 - 2017 berakhir.",
        "Menteri Keuangan (Menkeu) - yang baru dilantik - hadir.",
        "Setelah menang 4 - 0, Persib memimpin klasemen.",
        "Perusahaan e - commerce itu merugi.",
        "Presiden, kata juru bicara, - akan hadir.",
    ],
)
def test_sentences_with_dashes_stay_whole(sentence: str) -> None:
    """What is not certainly a dateline is text."""
    assert split_dateline(sentence, "Warta Demo") == (Dateline(), sentence)


def test_the_outlet_of_the_record_is_recognised() -> None:
    """An unknown outlet's dateline is taken when the record names that outlet."""
    text = "AMBON, Suluh Demo - Gempa mengguncang."
    assert split_dateline(text) == (Dateline(), text)
    assert split_dateline(text, "SuluhDemo") == (Dateline("Suluh Demo", "Ambon"), "Gempa mengguncang.")


@pytest.mark.parametrize(
    ("opening", "outlet", "place"),
    [
        ("SURABAYA, Lentera Demo - ", "Lentera Demo", "Surabaya"),
        ("Lentera Demo, SURABAYA - ", "Lentera Demo", "Surabaya"),
        ("Surabaya, Lentera Demo - ", "Lentera Demo", "Surabaya"),
        ("Lentera Demo - ", "Lentera Demo", ""),
        ("Surabaya - ", "", "Surabaya"),
    ],
)
def test_plain_text_trusts_capitals(opening: str, outlet: str, place: str) -> None:
    """In the seed's format, where only the dateline names the outlet, a capitalised name is one."""
    assert split_dateline(opening + "Gempa mengguncang.", free=True)[0] == Dateline(outlet, place)
