"""Snippets and marked titles."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.model import Article, Part
from search.query.plan import And, AtLeast, Clause, Either, Everything, Not, Or, Phrase, Prefix, Stream, Tagged, Word
from search.snippets import LONGEST_BODY, Highlighter

ANALYZER = Analyzer()


def words(text: str) -> tuple[Word, ...]:
    """The words of a query."""
    return tuple(
        Word(text[token.start : token.end], token.forms.stem, token.forms.exact)
        for token in ANALYZER.query_tokens(text)
    )


def every(text: str) -> Clause:
    """A query for all words of a text."""
    return And(words(text))


def shown(parts: tuple[Part, ...]) -> str:
    """Parts as text with brackets around what is marked."""
    return "".join(f"[{part.text}]" if part.match else part.text for part in parts)


def snippet(query: str | Clause, *body: str, length: int = 30, caption: str = "") -> str:
    """The snippet of an article with this body."""
    clause = every(query) if isinstance(query, str) else query
    article = Article("a", "Judul", body, caption=caption)
    return shown(Highlighter(ANALYZER, clause).snippet(article, length))


@pytest.mark.parametrize(
    ("query", "title", "marked"),
    [
        ("kerja sama", "Kerja sama Indonesia", "[Kerja sama] Indonesia"),
        ("penangkapan", "Bupati ditangkap KPK", "Bupati [ditangkap] KPK"),
        ("polri", "Sinergi TNI-Polri", "Sinergi TNI-[Polri]"),
        ("quran", "Membaca Qur’an dan <b>", "Membaca [Qur’an] dan <b>"),
        ("negara", "Négara–negara ASEAN", "[Négara–negara] ASEAN"),
        ("1000000", "Uang Rp1.000.000", "Uang Rp[1.000.000]"),
        ("sukarno", "Presiden Soekarno", "Presiden [Soekarno]"),
        ("ke 80", "HUT ke-80 RI", "HUT [ke-80] RI"),
        ("gajah", "Tanpa padanan", "Tanpa padanan"),
        ("gajah", "", ""),
        ("as", "AS&nbsp;&amp; China", "[AS]&nbsp;&amp; China"),
    ],
)
def test_titles_are_marked_as_they_were_indexed(query: str, title: str, marked: str) -> None:
    """The surface word is marked, on the stored text."""
    assert shown(Highlighter(ANALYZER, every(query)).title(title)) == marked


def test_phrases_are_marked_only_where_they_stand_together() -> None:
    """Another name of what was typed is marked as a whole; its words alone are not."""
    phrase = Phrase(words("komisi pemberantasan korupsi"), Stream.STEM)
    highlighter = Highlighter(ANALYZER, Either((words("KPK")[0], phrase)))
    assert shown(highlighter.title("Korupsi: Komisi Pemberantasan Korupsi atau KPK")) == (
        "Korupsi: [Komisi Pemberantasan Korupsi] atau [KPK]"
    )


def test_exact_phrases_compare_the_exact_stream() -> None:
    """A quoted phrase does not mark words of the same stem."""
    highlighter = Highlighter(ANALYZER, Phrase(words("menteri luar"), Stream.EXACT))
    assert shown(highlighter.title("Kementerian luar, menteri luar")) == "Kementerian luar, [menteri luar]"


def test_prefixes_are_marked_and_exclusions_are_not() -> None:
    """`presi*` marks `presiden`; what must not occur, tags and `everything` mark nothing."""
    clause = And((Prefix("presi"), Not(words("putin")[0]), Tagged("leader", ("x",)), Everything(), Or(words("wakil"))))
    marked = shown(Highlighter(ANALYZER, clause).title("Wakil Presiden dan Putin"))
    assert marked == "[Wakil Presiden] dan Putin"


def test_the_best_sentence_is_shown_from_its_start() -> None:
    """Different words before repeated ones; a sentence in the middle has an ellipsis behind it."""
    body = (
        "Korupsi lagi. Korupsi lama. "
        + "Kata lain saja. " * 20
        + "Bupati ditangkap karena korupsi. Sidang dimulai besok."
    )
    assert snippet("penangkapan korupsi", body, length=5) == "Bupati [ditangkap] karena [korupsi]. …"


def test_a_fragment_in_mid_sentence_has_ellipses() -> None:
    """In a sentence longer than the snippet the fragment begins a few words before the match."""
    shown_text = snippet("gempa", "kata " * 60 + "gempa " + "lagi " * 60, length=12)
    assert shown_text == f"… {'kata ' * 6}[gempa]{' lagi' * 5} …"


def test_paragraphs_are_joined_by_blanks() -> None:
    """A snippet is one line; it ends with the end of the text without an ellipsis."""
    assert snippet("gempa", "Ada gempa.", "Warga panik.") == "Ada [gempa]. Warga panik."


def test_words_side_by_side_win() -> None:
    """`kerja sama` is shown where the words stand together."""
    body = "Sama sekali tidak. Ia bekerja. Mereka sama. " + "Isi lain. " * 30 + "Akhirnya kerja sama diteken."
    assert snippet("kerja sama", body, length=6).startswith("Akhirnya [kerja sama] diteken")


def test_without_a_match_the_beginning_is_shown() -> None:
    """An article found by its title or leader shows how it begins; a matching caption goes first."""
    assert snippet("gajah", "Awal berita. " * 40, length=4) == "Awal berita. Awal berita. …"
    assert snippet("gajah", "Awal berita.", caption="Seekor gajah.") == "Seekor [gajah]."
    assert snippet(Everything(), "Awal berita.") == "Awal berita."
    assert snippet("gajah") == ""


def test_numbers_and_names_are_found_in_bodies() -> None:
    """Cheap needles find words that are written unlike their terms."""
    filler = "Isi yang lain sekali. " * 40
    for query, sentence in [
        ("2.5", "Naik 2,5 persen."),
        ("ke-80", "HUT ke-80 RI."),
        ("antikorupsi", "Aksi anti-korupsi."),
        ("covid19", "Kasus COVID-19."),
        ("09:30", "Mulai pukul 9.30 WIB."),
        ("kpk", "Kata KPK-nya."),
        ("xi", "Ia Xi."),
    ]:
        assert sentence in snippet(query, filler + sentence, length=8).replace("[", "").replace("]", ""), query


def test_a_word_whose_stem_ends_otherwise_is_found_as_typed() -> None:
    """The stem of `selebriti` is `selebritas`, which no text holds."""
    assert (
        snippet("selebriti", "Isi lain saja. " * 40 + "Para selebriti datang.", length=5) == "Para [selebriti] datang."
    )


def test_texts_that_folding_lengthens_are_searched_too() -> None:
    """An ellipsis sign becomes three dots when folded; a capital that lower case lengthens breaks no offset."""
    assert snippet("gempa", "Wah… Gempa lagi.") == "Wah… [Gempa] lagi."
    assert snippet("gempa", "İİ … Gempa lagi.") == "İİ … [Gempa] lagi."


def test_a_phrase_is_found_in_the_middle_of_a_body() -> None:
    """The longest word of a phrase leads to its sentence."""
    phrase = Phrase(words("komisi pemberantasan korupsi"), Stream.STEM)
    found = snippet(
        Either((words("KPK")[0], phrase)),
        "Isi lain saja. " * 40 + "Ketua Komisi Pemberantasan Korupsi datang.",
        length=6,
    )
    assert found == "Ketua [Komisi Pemberantasan Korupsi] datang."


def test_a_word_of_a_phrase_alone_is_no_place_to_show() -> None:
    """A sentence in which one word of another name stands does not push out the sentence that matches."""
    phrase = Phrase(words("pemilihan umum"), Stream.STEM)
    found = snippet(
        Either((words("pemilu")[0], phrase)),
        "Merz terpilih sebagai kanselir. " + "Isi lain saja. " * 40 + "Pemilu pada Februari dimenanginya.",
        length=6,
    )
    assert found == "[Pemilu] pada Februari dimenanginya."


@pytest.mark.parametrize(
    ("query", "sentence", "marked"),
    [
        ("undang-undang", "Sebuah undang undang baru.", "Sebuah [undang undang] baru."),
        ("kerjasama", "Ini kerja sama baru.", "Ini kerja [sama] baru."),
        ("antikorupsi", "Aksi anti korupsi.", "Aksi anti [korupsi]."),
        ("ke-80", "HUT ke 80 RI.", "HUT [ke 80] RI."),
        ("g20", "KTT G 20 di Bali.", "KTT [G 20] di Bali."),
        ("g20", "KTT G-20 di Bali.", "KTT [G-20] di Bali."),
        ("2500000", "Upah Rp2.500.000 sebulan.", "Upah Rp[2.500.000] sebulan."),
        ("sama", "Mereka sama.", "Mereka [sama]."),
    ],
)
def test_words_written_apart_are_found_in_bodies(query: str, sentence: str, marked: str) -> None:
    """They are marked as in a title, and lead to their sentence."""
    assert snippet(query, "Isi yang lain. " * 40 + sentence, length=5) == marked


def test_a_number_is_no_place_for_its_neighbours() -> None:
    """Only the number itself is looked at in its context: `presiden` beside another number is counted once."""
    body = "Presiden 7 tiba. " + "Isi lain saja. " * 30 + "Presiden hadir 20 Oktober."
    assert snippet("presiden 20", body, length=4) == "[Presiden] hadir [20] Oktober."


def test_words_of_one_stem_are_one_word() -> None:
    """Whoever types several words of a stem and then another is shown both, in titles and bodies."""
    query = "menangkap penangkapan ditangkap bupati"
    assert snippet(query, "Bupati ditangkap kemarin.") == "[Bupati ditangkap] kemarin."
    assert shown(Highlighter(ANALYZER, every(query)).title("Penangkapan bupati")) == "[Penangkapan bupati]"


def test_a_word_that_also_begins_a_name_is_marked_with_the_name() -> None:
    """`elizabeth` was typed, `Ratu Elizabeth II` is the name: where the whole name stands, all of it is marked."""
    clause = And((Either((words("elizabeth")[0], Phrase(words("ratu elizabeth ii"), Stream.STEM))), *words("wafat")))
    assert snippet(clause, "Ratu Elizabeth II wafat, kata Elizabeth.") == "[Ratu Elizabeth II wafat], kata [Elizabeth]."


def test_huge_bodies_are_bounded() -> None:
    """Five megabytes are answered at once; what lies beyond the limit is not looked at."""
    article = Article("a", "", ("kata gempa " * 500_000,))
    begun = time.perf_counter()
    Highlighter(ANALYZER, AtLeast(words("gempa"), 0.5)).snippet(article, 30)
    assert time.perf_counter() - begun < 0.5
    assert snippet("gempa", "x " * (LONGEST_BODY // 2) + "gempa", length=3) == "x x x …"


@given(st.lists(st.text(max_size=40), max_size=3), st.text(max_size=20), st.integers(1, 12))
def test_no_text_breaks_a_snippet(body: list[str], query: str, length: int) -> None:
    """Parts joined give a piece of the text, whatever the text is."""
    found = Highlighter(ANALYZER, every(query)).snippet(Article("a", "", tuple(body)), length)
    joined = "".join(part.text for part in found)
    joined = joined.removeprefix("… ").removesuffix(" …")
    assert joined in "\n".join(body).replace("\n", " ")
    title = Highlighter(ANALYZER, every(query)).title(query)
    assert "".join(part.text for part in title) == query
