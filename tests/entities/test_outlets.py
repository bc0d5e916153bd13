"""Which outlet published an article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.entities.names import slug
from search.entities.outlets import Outlets, load_outlets, open_outlets
from search.errors import CorruptGenerationError, DataFileError


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    """The packaged outlets."""
    return load_outlets()


@pytest.mark.parametrize(
    ("outlet", "url", "id"),
    [
        ("detikcom", "", "detik"),
        ("detik.com", "", "detik"),
        ("detikNews", "", "detik"),
        ("", "https://news.detik.com/berita/d-1/judul", "detik"),
        ("", "https://www.detik.com", "detik"),
        ("DETIKCOM", "https://kompas.com/x", "detik"),
        ("SinPo.id", "", "sinpo"),
        ("", "https://www.bbc.com/indonesia/articles/c1", "bbc-indonesia"),
        ("", "https://www.bbc.com/news/c1", "bbc"),
        ("", "https://wartakota.tribunnews.com/x", "wartakota"),
        ("", "https://jatim.tribunnews.com/x", "tribunnews"),
        ("", "https://notdetik.com/x", "notdetik-com"),
        ("Warta Nusalaya", "https://warta-nusalaya.example/1", "warta-nusalaya"),
        ("Kolom Tamu", "https://www.kompas.com/1", "kompas"),
        ("", "", ""),
        ("", "http://[", ""),
    ],
)
def test_an_outlet_has_one_id(outlets: Outlets, outlet: str, url: str, id: str) -> None:
    """Names, aliases and hosts lead to one id; what stands in no table gets a slug."""
    assert outlets.canonical(outlet, url) == id


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_and_url_give_a_slug(outlet: str, url: str) -> None:
    """A canonical id is a slug whatever was written, and stable when it is given again."""
    outlets = load_outlets()
    id = outlets.canonical(outlet, url)
    assert id == slug(id)
    assert not id or outlets.canonical(id) == id


def test_known_outlets_have_labels_and_sites(outlets: Outlets) -> None:
    """There are at least 150, each with a label."""
    assert len(outlets.outlets) >= 150
    assert (outlets.label("detik"), outlets.site("detik"), outlets.known("detik")) == ("detikcom", "detik.com", True)
    assert (outlets.label("x-y"), outlets.site("x-y"), outlets.known("x-y")) == ("x-y", "", False)


def test_no_name_or_host_belongs_to_two(outlets: Outlets) -> None:
    """Every label, site and alias in the table resolves to its own outlet."""
    wrong = [
        (name, outlet.id)
        for outlet in outlets.outlets.values()
        for name in (outlet.id, outlet.label, outlet.site, *outlet.aliases)
        if name and outlets.resolve(name) != outlet.id
    ]
    assert wrong == []


def test_a_misspelt_outlet_has_neighbours(outlets: Outlets) -> None:
    """The nearest of a misspelt name is the one that was meant."""
    assert outlets.resolve("kompaas") is None
    assert outlets.nearest("kompaas")[0] == "kompas"


def test_a_frozen_copy_knows_unknown_outlets_too(outlets: Outlets, tmp_path: Path) -> None:
    """A generation keeps the labels of outlets that its articles brought along."""
    outlets.with_seen({"warta-nusalaya": "Warta Nusalaya", "detik": "x", "": ""}).write(tmp_path / "outlets.jsonl")
    frozen = open_outlets(tmp_path / "outlets.jsonl")
    assert (frozen.label("warta-nusalaya"), frozen.known("warta-nusalaya")) == ("Warta Nusalaya", False)
    assert (frozen.label("detik"), frozen.known("detik")) == ("detikcom", True)
    assert frozen.resolve("warta nusalaya") == "warta-nusalaya"


def test_a_broken_frozen_copy_is_a_corrupt_generation(tmp_path: Path) -> None:
    """A line that is no outlet is not skipped."""
    (tmp_path / "outlets.jsonl").write_text("{\n")
    with pytest.raises(CorruptGenerationError):
        open_outlets(tmp_path / "outlets.jsonl")


def test_an_operators_outlets_add_and_override(tmp_path: Path) -> None:
    """A row with a known id replaces it; a new one is added."""
    file = tmp_path / "media.csv"
    file.write_text("id,label,site,aliases\ndetik,Detik,detik.com,detikcom\nwarta,Warta,warta.example,Warta Kita\n")
    outlets = load_outlets(file)
    assert outlets.label("detik") == "Detik"
    assert outlets.canonical("warta kita") == "warta"


@pytest.mark.parametrize("row", ["warta,Warta", "Warta Kita,Warta,,", "warta,,warta.example,"])
def test_a_bad_row_is_named_with_file_and_line(tmp_path: Path, row: str) -> None:
    """A row with too few cells, a bad id or no label is refused."""
    file = tmp_path / "media.csv"
    file.write_text(f"id,label,site,aliases\n{row}\n")
    with pytest.raises(DataFileError, match=r"^media\.csv:2: "):
        load_outlets(file)
