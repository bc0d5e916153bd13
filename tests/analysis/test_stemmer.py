"""Stems: families that belong together, names that are left alone, and tables that are needed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import Stemmer

from search.analysis.affixes import peeled, root_of
from search.analysis.stemmer import WordStemmer
from search.analysis.tables import bundled

STEM = WordStemmer(bundled())
FAMILIES = """
tangkap menangkap ditangkap penangkapan tertangkap
ajar belajar mengajar pelajaran pembelajaran pelajar mempelajari
adil peradilan pengadilan keadilan mengadili
menteri kementerian menterinya
ekonomi perekonomian ekonominya
industri perindustrian
sapu menyapu penyapu
pukul memukul pemukulan
tulis menulis penulisan tertulis
kirim mengirimkan pengiriman
bom mengebom pengeboman
juang memperjuangkan perjuangan
kuat memperkuat penguatan kekuatan
rata pemerataan meratakan
sanksi menyanksi mensanksi
prioritas memprioritaskan
tanggungjawab mempertanggungjawabkan pertanggungjawaban
aku mengaku pengakuan diakui
urus pengurus mengurus kepengurusan
""".strip().split("\n")
WHOLE = "bekasi maluku kejagung kuningan susi hadi lukaku abdullah terawan merapi kediri belanda jokowi kemenag adapun pemilu ekonom"


@pytest.mark.parametrize("family", FAMILIES)
def test_family(family: str) -> None:
    """All words of a family have the root as their stem."""
    root, *words = family.split()
    assert {word: STEM(word) for word in words} == dict.fromkeys(words, root)


@pytest.mark.parametrize("word", WHOLE.split())
def test_names_and_short_forms_stay_whole(word: str) -> None:
    """Nothing is cut from them, and a clitic is."""
    assert STEM(word) == word
    assert STEM(f"{word}nya") == word


@pytest.mark.parametrize("word", ["suzuki", "julian", "koeman", "fadilah", "mercedes", "diana", "xi", "g20"])
def test_unknown_names_are_not_cut(word: str) -> None:
    """An ending behind an unknown root is no affix when it looks like a name's."""
    assert STEM(word) == word


def test_a_possessive_comes_off_an_unknown_word() -> None:
    """`-nya` is never part of a name."""
    assert STEM("suzukinya") == "suzuki"


def test_the_guard_gives_way_to_a_root_behind_a_prefix() -> None:
    """A word that the corpus writes with a capital is left alone, unless a prefix shows that it is derived."""
    guarded = WordStemmer(replace(bundled(), guard=frozenset({"kementerian", "bundaran", "antigone"})))
    assert guarded.explain("bundaran") == ("bundaran", "guard")
    assert guarded("kementerian") == "menteri"
    assert guarded.closed_parts("antigone") is None
    assert STEM("bundaran") == "bundar"


def test_every_override_is_needed() -> None:
    """No row of the table repeats what Snowball and the roots do by themselves; there are 500 of them or more."""
    snowball = Stemmer.Stemmer("indonesian", 0)
    tables = bundled()
    assert len(tables.overrides) >= 500
    without = WordStemmer(replace(tables, overrides={}))
    idle = [w for w, stem in tables.overrides.items() if snowball.stemWord(w) == stem == without(w)]
    assert idle == []


def test_closed_compounds_stem_their_word() -> None:
    """`antikorupsinya` and `antikorupsi` are one."""
    assert STEM("antikorupsinya") == STEM("antikorupsi") == "antikorupsi"


def test_other_spellings_share_a_stem() -> None:
    """`mengijinkan` is found by `izin`, also with affixes."""
    assert STEM.explain("mengijinkan") == ("izin", "other spelling")
    assert STEM("resikonya") == STEM("berisiko") == "risiko"


def test_peeling_and_roots() -> None:
    """Endings come off from the outside in; the longest root wins, then the fewest prefixes."""
    assert set(peeled("bukuku")) == {"bukuku", "buku"}
    assert root_of("memakannya", {"makan", "akan"}) == ("makan", 1)
    assert root_of("makan", {"makan"}) == ("makan", 0)
    assert root_of("zzz", {"makan"}) is None
    assert root_of("dinya", {"di"}) is None
