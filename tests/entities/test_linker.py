"""Whom an article names: each rule with a sentence that it links and one that it refuses."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.entities.lexicon import MOST_HITS
from search.entities.linker import Linker
from search.model import Article, joined_body

# (day, text, ids expected)
CASES = [
    # names and aliases
    ("2020-06-01", "Presiden Joko Widodo membuka rapat.", "joko-widodo"),
    ("2020-06-01", "Menurut Jokowi, harga beras stabil.", "joko-widodo"),
    ("2020-06-01", "Jokowi-JK berfoto, lalu Prabowo-Gibran menyusul.", "gibran-rakabuming-raka joko-widodo jusuf-kalla prabowo-subianto"),
    ("2017-05-01", "Recep Tayyip Erdoğan tiba di Ankara.", "recep-tayyip-erdogan"),
    ("2018-05-01", "Kim Jong - un dan Moon Jae-in berjabat tangan.", "kim-jong-un moon-jae-in"),
    ("2020-06-01", "KH Ma’ruf Amin hadir.", "maruf-amin"),
    # capitals
    ("2020-06-01", "PRESIDEN JOKO WIDODO MENINJAU PASAR", "joko-widodo"),
    # parts of longer names
    ("2020-06-01", "Pebulu tangkis Claudia Megawati Suyanto menang.", ""),
    ("2024-06-01", "Megawati Hangestri memimpin timnya.", ""),
    ("2020-06-01", "Polisi bernama Anto Prabowo memberi keterangan.", ""),
    ("2020-06-01", "Bek Ganjar Mukti cedera. Menurut Ganjar, ia segera pulih.", ""),
    ("2025-06-01", "Bocah bernama Muhammad Gibran jatuh. Gibran dirawat.", ""),
    ("2020-06-01", "Gubernur Ganjar Mukti tiba. Menurut Ganjar, panen bagus.", "ganjar-pranowo"),
    ("2020-06-01", "Petani Risma menanam padi.", ""),
    ("2020-06-01", "Kapolri Jenderal Listyo Sigit Prabowo hadir.", "listyo-sigit-prabowo"),
    ("2020-06-01", "Putri presiden, Ivanka Trump, ikut serta.", ""),
    ("2020-06-01", "Donald Trump Jr. menulis buku.", ""),
    # places and things
    ("2020-06-01", "Pesawat mendarat di Bandara Soekarno-Hatta.", ""),
    ("2020-06-01", "Konser di Stadion Utama Gelora Bung Karno batal.", ""),
    ("2020-06-01", "Macet di Jalan Jenderal Sudirman.", ""),
    ("2020-06-01", "Listrik menyala di Paloh sejak pagi.", ""),
    ("2020-06-01", "Kader berterima kasih ke Paloh.", "surya-paloh"),
    ("2020-06-01", "Kapal induk USS Ronald Reagan berlayar.", ""),
    ("2020-06-01", "Ia kuliah di Universitas Airlangga.", ""),
    ("2020-06-01", "Ia menginap di Trump Tower.", ""),
    # common names need their office
    ("2025-06-01", "Mendag Budi Santoso memantau pasar.", "budi-santoso"),
    ("2025-06-01", "Budi Santoso, Menteri Perdagangan, memantau pasar.", "budi-santoso"),
    ("2025-06-01", "Budi Santoso kembali dilantik sebagai Menteri Perdagangan.", "budi-santoso"),
    ("2022-07-01", "Ia menjadi menteri perdagangan menggantikan Muhammad Lutfi.", "muhammad-lutfi"),
    ("2025-06-01", "Petani bernama Budi Santoso menanam cabai.", ""),
    ("2020-06-01", "Dosen Budi Santoso, kata Mendag, berjasa.", ""),
    ("2017-12-01", "Ketua Majelis Hakim Konstitusi Arief Hidayat mengetuk palu.", "arief-hidayat"),
    ("2017-12-01", "Desakan agar Agus Rahardjo mundur dari KPK ditolak.", "agus-rahardjo"),
    ("2017-12-01", "Pedagang bernama Agus Rahardjo berjualan.", ""),
    ("2009-12-01", "Pengacara Agus Rahardjo datang ke KPK.", ""),
    ("2017-01-01", "Warga Sulawesi Tenggara bernama Radhan Nur Alam lulus.", ""),
    ("2019-06-01", "Imran Khan bermain dalam film baru.", ""),
    ("2019-06-01", "Pemimpin Pakistan Imran Khan berpidato.", "imran-khan"),
    # short forms
    ("2025-02-01", "Presiden Xi Jinping berpidato. Menurut Xi, dunia berubah.", "xi-jinping"),
    ("2025-02-01", "Xi adalah huruf Yunani.", ""),
    ("2017-06-01", "Menteri Susi menenggelamkan kapal.", "susi-pudjiastuti"),
    ("2017-06-01", "Warga bernama Susi menonton.", ""),
    ("2017-06-01", "Mantan Presiden Habibie menulis.", "b-j-habibie"),
    ("2017-06-01", "Inpres itu terbit pada masa Presiden Megawati.", "megawati-soekarnoputri"),
    ("2025-08-01", "Presiden Lee dari Korea Selatan tiba.", "lee-jae-myung"),
    ("2017-08-01", "PM Lee dari Singapura tiba.", "lee-hsien-loong"),
    ("2026-01-01", "Ayatollah Khamenei dari Iran berpidato.", "ali-khamenei"),
    ("2026-06-01", "Ayatollah Khamenei dari Iran berpidato.", "mojtaba-khamenei"),
    ("2025-06-01", "Khamenei menolak berunding.", "ali-khamenei"),
    ("2026-06-01", "Khamenei menolak berunding.", "mojtaba-khamenei"),
    ("2026-06-01", "Ali Khamenei dimakamkan. Khamenei wafat pada Februari.", "ali-khamenei"),
    ("2017-06-01", "Pasangan Anies - Sandi menang.", "anies-baswedan sandiaga-uno"),
    ("2017-06-01", "Anies pulang. JAKARTA - Sandi Wi-Fi bocor.", "anies-baswedan"),
    ("2025-06-01", "Menko PM Muhaimin dan Wamenkomdigi Nezar rapat.", "muhaimin-iskandar nezar-patria"),
    ("2017-06-01", "Yang memutuskan Bu Rini (Menteri BUMN).", "rini-soemarno"),
    ("2025-06-01", "Wamenaker Noel menjawab.", "immanuel-ebenezer"),
    ("2022-06-01", "Jalan Layang Sheikh Mohamed bin Zayed (MBZ) padat.", ""),
    ("2023-06-01", "Petani Fransiskus panen.", ""),
    ("2023-06-01", "Paus Fransiskus berdoa. Fransiskus lalu pulang.", "fransiskus"),
    ("2023-06-01", "Aktor Wang Yi Bo tampil.", ""),
    # other spellings
    ("2017-06-01", "Menperin Airlangga Hartanto rapat. Menurut Airlangga, ekspor naik.", "airlangga-hartarto"),
    ("2012-06-01", "Presiden Soesilo Bambang Yudoyono menjawab.", "susilo-bambang-yudhoyono"),
    ("2017-06-01", "Gubernur Basuki Tjahja Purnama rapat.", "basuki-tjahaja-purnama"),
    ("2017-06-01", "Ketua KPK Agus Rahadjo menjawab.", "agus-rahardjo"),
    ("2017-06-01", "Pedagang Agus Rahadjo datang ke KPK.", ""),
    ("2017-06-01", "Ketua perbankan Joko Suyanto menilai.", ""),
    ("2017-06-01", "Kiper Muhammad Natshir tampil.", ""),
    # an office alone names nobody
    ("2025-01-21", "Presiden AS menandatangani dekret.", ""),
    ("2020-06-01", "Peraturan Menteri Keuangan itu berlaku.", ""),
    # teasers
    ("2020-06-01", "Baca juga: Jokowi Bertemu Prabowo\nWarga senang.", ""),
    ("2020-06-01", "Warga senang. (Baca: Jokowi Bertemu Prabowo) Pasar ramai bersama Luhut.", "luhut-binsar-pandjaitan"),
    ("2020-06-01", "Warga senang.\nBERITALAINNYA\nJokowi Bertemu Prabowo", ""),
    # homonyms by the day
    ("2018-02-01", "Menlu Timor Leste Aurelio Sergio Guterres tiba.", "aurelio-sergio-guterres"),
    ("2020-02-01", "Sekjen PBB Antonio Guterres tiba.", "antonio-guterres"),
]  # fmt: skip


def article(body: str, title: str = "", day: str = "2020-06-01", caption: str = "") -> Article:
    """An article whose paragraphs are the lines of `body`; `day=""` leaves it undated."""
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Article("a", title, tuple(body.split("\n")), caption=caption, published=published)


@pytest.mark.parametrize(("day", "text", "ids"), CASES)
def test_a_text_links_exactly_these_leaders(linker: Linker, day: str, text: str, ids: str) -> None:
    """The set of leaders of a short text is what a reader would say."""
    assert sorted(link.leader for link in linker.link(article(text, day=day))) == ids.split()


@pytest.mark.parametrize(
    ("title", "body", "ids"),
    [
        ("Jokowi Kangen Blusukan", "Presiden berjalan kaki.", "joko-widodo"),
        ("Megawati Hangestri Pindah Klub", "Megawati Hangestri pindah.", ""),
        ("Gaya Trump Ditiru", "Banyak yang meniru.", "donald-trump"),
        ("Iriana Jokowi Tanam Pohon", "Ibu negara menanam pohon.", ""),
    ],
)
def test_capitals_of_a_headline_make_no_names(linker: Linker, title: str, body: str, ids: str) -> None:
    """In a title in title case a common word beside a name is no part of it; a name that the body repeats is."""
    assert [link.leader for link in linker.link(article(body, title))] == ids.split()


def test_title_lead_and_mentions_make_prominence(linker: Linker) -> None:
    """Prominence is 3 x in title + 2 x in lead + min(mentions, 5), and orders the links."""
    found = linker.link(article("Prabowo Subianto rapat. Prabowo pulang. Luhut datang.", title="Prabowo Rapat"))
    assert [(link.leader, link.in_title, link.in_lead, link.prominence) for link in found] == [
        ("prabowo-subianto", True, True, 8),
        ("luhut-binsar-pandjaitan", False, True, 3),
    ]


def test_beyond_the_lead_is_not_in_the_lead(linker: Linker) -> None:
    """The lead is the first 500 characters of the body."""
    (link,) = linker.link(article("kata " * 110 + "Jokowi"))
    assert (link.in_title, link.in_lead, link.prominence) == (False, False, 1)


def test_a_caption_that_stands_twice_counts_once(linker: Linker) -> None:
    """Repeated alt texts add no mentions; the caption itself does."""
    (link,) = linker.link(article("Rapat selesai.", caption="Jokowi rapat\nJokowi rapat"))
    assert len(link.mentions) == 1
    assert link.mentions[0].field == "caption"


def test_names_do_not_cross_lines(linker: Linker) -> None:
    """The end of a title and the start of a body are no name together."""
    assert linker.link(article("Widodo datang.", title="Rapat dengan Joko")) == ()


def test_mentions_point_into_their_fields(linker: Linker) -> None:
    """Offsets are those of the field's own text, accents and teasers notwithstanding."""
    text = article("Gempa “dahsyat”.\nBaca juga: Luhut Pulang\nErdoğan dan Jokowi bicara.", title="Macron dan Erdoğan")
    found = {
        (m.field, (text.title if m.field == "title" else joined_body(text.body))[m.start : m.end])
        for link in linker.link(text)
        for m in link.mentions
    }
    assert found == {("title", "Macron"), ("title", "Erdoğan"), ("body", "Erdoğan"), ("body", "Jokowi")}


def test_every_decision_has_a_rule(linker: Linker) -> None:
    """What was found is linked or refused, in the order of the text, with a reason for people."""
    decisions = linker.decide(article("Jokowi lewat Jalan Jenderal Sudirman bersama Claudia Megawati Lestari."))
    assert [(d.surface, d.linked, d.rule.split(":")[0]) for d in decisions] == [
        ("Jokowi", True, "full name"),
        ("Jenderal Sudirman", False, "a place or thing"),
        ("Megawati", False, "part of a longer name"),
    ]


def test_decisions_name_teasers_and_other_people(linker: Linker) -> None:
    """What closes a span against linking is told too, each within its line."""
    decisions = linker.decide(article("Ivanka Trump tiba.\nBaca juga: Jokowi Pulang\nBERITALAINNYA\nPrabowo Pergi"))
    assert [(d.surface, d.linked, d.rule.split(":")[0]) for d in decisions] == [
        ("Ivanka Trump", False, "another name"),
        ("Baca juga: Jokowi Pulang", False, "teaser for another article"),
        ("BERITALAINNYA", False, "teaser for another article"),
    ]


def test_decisions_and_links_agree(linker: Linker) -> None:
    """The linked decisions are the mentions of the links."""
    text = article("Presiden Xi Jinping dan Presiden Putin bertemu. Xi setuju, Putin juga.", title="Xi dan Putin")
    linked = {(d.leader, d.mention) for d in linker.decide(text) if d.linked}
    assert linked == {(link.leader, mention) for link in linker.link(text) for mention in link.mentions}


def test_short_forms_follow_a_name_in_another_spelling(linker: Linker) -> None:
    """After a respelled full name, its short forms are mentions of the same leader."""
    (link,) = linker.link(article("Buharuddin Jusuf Habibbie datang. Menurut Habibie, pesawat itu aman."))
    assert (link.leader, len(link.mentions)) == ("b-j-habibie", 2)


def test_a_derived_title_is_not_linked_twice(linker: Linker) -> None:
    """A title that was taken from the body is no title for linking."""
    text = Article("a", "Jokowi datang.", ("Jokowi datang.",), title_derived=True)
    (link,) = linker.link(text)
    assert (link.in_title, len(link.mentions)) == (False, 1)


def test_an_undated_article_links(linker: Linker) -> None:
    """Without a day, offices of any day support a name."""
    assert [link.leader for link in linker.link(article("Mendag Budi Santoso hadir.", day=""))] == ["budi-santoso"]


def test_a_linker_travels_to_other_processes(linker: Linker) -> None:
    """A pickled linker links the same."""
    text = article("Presiden Jokowi dan PM Lee dari Singapura.", day="2017-06-01")
    assert pickle.loads(pickle.dumps(linker)).link(text) == linker.link(text)


def test_the_mentions_of_one_article_are_bounded(linker: Linker) -> None:
    """A text that is nothing but names is linked, and its mentions end at a thousand."""
    (link,) = linker.link(article("Jokowi dan " * 5000))
    assert len(link.mentions) == MOST_HITS


WORDS = st.sampled_from(
    [
        "Presiden",
        "Jokowi",
        "Prabowo",
        "Xi",
        "Lee",
        "Menteri",
        "Susi",
        "Bandara",
        "Soekarno",
        "-",
        "Hatta",
        "Jalan",
        "Trump",
        "Jr.",
        "Kim",
        "Jong",
        "un",
        "Baca",
        "juga:",
        "(",
        ")",
        "[Gambas:",
        "\n",
        ".",
        ",",
        "Budi",
        "Santoso",
        "MEGAWATI",
        "Mendag",
        "Gus",
        "Dur",
        "’",
        "“",
        "é",
        "@",
        "#",
        "Bung",
        "Karno",
        "Gelora",
        "BERITALAINNYA",
        "Joko",
        "Widodo",
        "Soesilo",
        "Bambang",
        "Yudoyono",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=8).map(" ".join), st.text(max_size=20))
def test_any_text_links_within_itself(linker: Linker, body: str, title: str, noise: str) -> None:
    """Whatever the text, mentions lie in their field, each once, and every linked id exists."""
    text = article(f"{body}{noise}", title.replace("\n", " "))
    texts = {"title": text.title, "body": joined_body(text.body)}
    for link in linker.link(text):
        assert link.leader in linker.gazetteer.leaders
        assert link.mentions
        assert len(set(link.mentions)) == len(link.mentions)
        for mention in link.mentions:
            assert 0 <= mention.start < mention.end <= len(texts[mention.field])
