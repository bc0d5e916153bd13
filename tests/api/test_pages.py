"""The pages: what a reader sees and where the links lead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

from api.languages import Language, load_texts
from api.pages.filters import facet_view
from api.pages.paging import paging_of
from search import Bucket, Page, Query, TermsFacet


def page(client: FlaskClient, address: str) -> HtmlElement:
    """A page that must be there, parsed."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/html"
    return html.fromstring(answer.text)


def texts(tree: HtmlElement, path: str) -> list[str]:
    """The texts of elements, blanks evened out."""
    return [" ".join(element.text_content().split()) for element in tree.xpath(path)]


def follow(client: FlaskClient, tree: HtmlElement, path: str) -> HtmlElement:
    """The page behind the first link that a path finds."""
    return page(client, tree.xpath(path)[0].get("href"))


HITS = "//ol[@class='hits']//*[@class='title']"


def option(label: str) -> str:
    """The link of a facet value."""
    return f"//ul[@class='options']//a[.//span[@class='label' and starts-with(normalize-space(), '{label}')]]"


def test_start_leads_to_the_search_page(client: FlaskClient) -> None:
    """`/` is the search page, its parameters kept."""
    answer = client.get("/?q=putin")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cari?q=putin")


def test_results(client: FlaskClient) -> None:
    """Heading, marked words, outlet, Indonesian date, and the link to the source."""
    tree = page(client, "/cari?q=xi+jinping+putin")
    assert texts(tree, "//h1")[0].startswith("2 berita untuk “xi jinping putin”")
    first = tree.xpath("//article[@class='hit']")[0]
    assert texts(first, ".//*[@class='title']") == ["Presiden Xi Jinping dan Vladimir Putin Bertemu Virtual"]
    assert "Putin" in texts(first, ".//*[@class='title']//mark")
    assert texts(first, ".//*[@class='meta']") == ["SinPo.id 22 Januari 2025, 02.08 WIB"]
    assert first.xpath(".//time/@datetime") == ["2025-01-22T02:08:00+07:00"]
    assert first.xpath(".//*[@class='title']/a/@href") == ["https://sinpo.id/detail/1"]
    assert first.xpath(".//a[@class='inside']/@href") == ["/artikel/bertemu-virtual"]
    assert "/tokoh/vladimir-putin" in first.xpath(".//*[@class='names']/a/@href")


def test_hits_without_a_source_lead_to_our_own_view(client: FlaskClient) -> None:
    """No URL, or one that is not http: `/artikel/...`."""
    tree = page(client, "/cari?q=museum")
    assert tree.xpath(f"{HITS}/a/@href") == ["/artikel/tanpa-tanggal"]
    assert texts(tree, "//*[@class='meta']") == ["Kabar Uji Tanpa tanggal"]


def test_facets_are_switches(client: FlaskClient) -> None:
    """A link adds a value, a second one adds to it, the same again removes it; chips remove too."""
    tree = page(client, "/cari?q=putin")
    one = follow(client, tree, option("SinPo.id"))
    assert texts(one, HITS) == ["Presiden Xi Jinping dan Vladimir Putin Bertemu Virtual"]
    assert len(one.xpath("//ul[@class='options']//a[@aria-current='true']")) == 1
    both = follow(client, one, option("Kabar Uji"))
    assert len(texts(both, HITS)) == 2
    assert texts(both, "//div[@class='chips']//li") == ["SinPo.id ×", "Kabar Uji ×", "Hapus semua"]
    assert len(texts(follow(client, both, option("SinPo.id")), HITS)) == 1
    assert len(texts(follow(client, both, "//a[@class='clear']"), HITS)) == 2
    chip = follow(client, both, "//div[@class='chips']//a[@aria-label='Hapus saringan Kabar Uji']")
    assert len(texts(chip, HITS)) == 1


def test_two_leaders_can_be_asked_for_together(client: FlaskClient) -> None:
    """With two leaders chosen the page offers those named together."""
    tree = page(client, "/cari?leader=vladimir-putin,xi-jinping")
    link = tree.xpath("//a[normalize-space()='Disebut bersama']/@href")[0]
    assert "leader_op=all" in link
    assert page(client, link).xpath("//a[normalize-space()='Salah satu disebut']")


def test_time_goes_down_and_up(client: FlaskClient) -> None:
    """From all time by a year to its months, by a bar to days, and back by the way up; the table has the same links."""
    tree = page(client, "/cari?q=panen")
    year = (
        follow(client, tree, "//ul[@class='years']//a[starts-with(normalize-space(), '2023')]")
        if tree.xpath("//ul[@class='years']")
        else page(client, "/cari?q=panen&from=2023-01-01&to=2023-12-31")
    )
    assert texts(year, "//p[@class='way']") == ["Semua waktu › 2023"]
    bars = year.xpath("//svg[@class='chart']//a")
    assert len(bars) == 12
    assert bars[0].get("aria-label") == "Januari 2023: 3 berita"
    assert [bar.get("href") for bar in bars] == year.xpath("//details[@class='table']//a/@href")
    month = page(client, bars[0].get("href"))
    assert texts(month, "//h1")[0].startswith("3 berita")
    assert texts(month, "//p[@class='way']") == ["Semua waktu › 2023 › Januari 2023"]
    assert texts(month, "//div[@class='chips']//li") == ["Januari 2023 ×"]
    assert texts(follow(client, month, "//p[@class='way']/a[2]"), "//p[@class='way']") == ["Semua waktu › 2023"]


def test_a_new_search_keeps_the_filters(client: FlaskClient) -> None:
    """The box carries filters and language as hidden fields, never the page number."""
    tree = page(client, "/cari?q=panen&outlet=kabar-uji&from=2023&sort=oldest&page=2&lang=en")
    form = tree.xpath("//form[@role='search']")[0]
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    assert fields == {"outlet": "kabar-uji", "from": "2023-01-01", "sort": "oldest", "lang": "en"}
    assert form.xpath(".//input[@name='q']/@value") == ["panen"]


def test_sorting_and_paging(client: FlaskClient) -> None:
    """Order is a link; pages are links; the present ones are marked."""
    tree = page(client, "/cari?q=panen")
    assert texts(tree, "//div[@class='order']//a[@aria-current]") == ["Relevan"]
    assert "sort=oldest" in tree.xpath("//div[@class='order']//a[normalize-space()='Terlama']/@href")[0]
    assert texts(tree, "//nav[@class='pages']/*") == ["1", "2", "3", "Berikutnya →"]
    last = page(client, "/cari?q=panen&page=3")
    assert texts(last, "//nav[@class='pages']//*[@aria-current='page']") == ["3"]
    assert last.xpath("//a[@rel='prev']/@href") == ["/cari?q=panen&page=2"]
    assert not last.xpath("//a[@rel='next']")


def test_stories_can_be_grouped(client: FlaskClient) -> None:
    """A link groups copies, the hit names the other outlet, and a link shows every copy again."""
    tree = follow(client, page(client, "/cari?q=gempa"), "//a[normalize-space()='Gabungkan berita serupa']")
    assert texts(tree, "//h1") == ["1 peristiwa"]
    assert texts(tree, "//span[@class='also']")[0].startswith("Dimuat juga oleh ")
    assert len(texts(follow(client, tree, "//a[normalize-space()='Tampilkan semua salinan']"), HITS)) == 2


def test_every_filter_has_a_chip(client: FlaskClient) -> None:
    """Exclusions and instants are chips too, by name, and each removes itself alone."""
    address = "/cari?q=panen&not_outlet=harian-uji&not_leader=vladimir-putin&from=2023-01-01T00:00:00Z"
    tree = page(client, address)
    labels = texts(tree, "//div[@class='chips']//li")
    assert labels == [
        *("bukan Harian Uji ×", "bukan Vladimir Putin ×", "1 Januari 2023, 00.00 UTC – … ×", "Hapus semua"),
    ]
    links = tree.xpath("//div[@class='chips']//li/a[not(@class)]/@href")
    assert [("not_outlet" in a, "not_leader" in a, "from=" in a) for a in links] == [
        *((False, True, True), (True, False, True), (True, True, False)),
    ]


def test_long_facets_lead_to_all_their_values() -> None:
    """When not all values fit, a link leads to the page that searches inside the facet."""
    facet = TermsFacet(tuple(Bucket(str(n), f"Media {n}", 9 - n) for n in range(8)), 20, 5, 0, True)
    view = facet_view("outlet", facet, Query("panen", outlets=("1",), page=3), load_texts()[Language.INDONESIAN])
    assert view.find == "/cari/outlet?q=panen&outlet=1"


def test_many_pages_are_shown_in_part() -> None:
    """The first, the last and the near pages, with gaps between; the last says when there is more than can be opened."""
    query = Query("panen", page=50)
    found = Page(query, 1234, (), {}, "g", 2000, 100)
    paging = paging_of(found, query, Language.INDONESIAN)
    assert paging is not None
    assert [link.number for link in paging.links] == [1, 0, 48, 49, 50, 51, 52, 0, 100]
    assert not paging.cut
    end = paging_of(found, replace(query, page=100), Language.INDONESIAN)
    assert end is not None
    assert end.cut


def test_nothing_found_comes_with_advice(client: FlaskClient) -> None:
    """The empty page offers to drop filters and to search for any of the words."""
    tree = page(client, "/cari?q=zzqqzz+wwqqww&outlet=sinpo")
    assert texts(tree, "//h1") == ["Tidak ada berita yang cocok dengan “zzqqzz wwqqww”"]
    advice = texts(tree, "//div[@class='empty']//li")
    assert "Hapus semua saringan" in advice
    assert "Cari berita yang memuat salah satu kata saja" in advice


def test_a_name_leads_to_its_person(client: FlaskClient) -> None:
    """Who types a leader's name, or another name of hers or his, is led to the page; other words lead nowhere."""
    for typed in ("Vladimir Putin", "putin"):
        tree = page(client, f"/cari?q={typed}")
        assert tree.xpath("//p[@class='person']/a/@href") == ["/tokoh/vladimir-putin"]
    assert not page(client, "/cari?q=panen").xpath("//p[@class='person']")


def test_offers_and_notes(client: FlaskClient) -> None:
    """A correction, a time in words and a broken quotation are shown, each with its link or sentence."""
    assert texts(page(client, "/cari?q=petaani"), "//p[@class='note']")[0].endswith("petani")
    tree = page(client, "/cari?q=putin+mei+2024")
    link = tree.xpath("//p[@class='note']/a[normalize-space()='Batasi ke Mei 2024']/@href")[0]
    assert texts(page(client, link), HITS) == ["Putin Kunjungi Beijing"]
    assert texts(page(client, "/cari?q=%22putin"), "//p[@class='note warning']")[0].startswith("Tanda kutip")


def test_forms_may_send_blanks(client: FlaskClient) -> None:
    """What a form leaves empty was not said."""
    assert len(texts(page(client, "/cari?q=putin&outlet=&from=&sort="), HITS)) == 2


def test_pages_do_not_mind_what_others_add(client: FlaskClient) -> None:
    """A link that was shared with somebody's marks on it still works, and its own links are without them."""
    tree = page(client, "/cari?q=putin&utm_source=surat&fbclid=abc")
    assert len(texts(tree, HITS)) == 2
    assert not [link for link in tree.xpath("//main//@href") if "utm_source" in link]
    assert page(client, "/artikel/bank?utm_source=surat").xpath("//h1")


def test_all_values_of_a_facet(client: FlaskClient) -> None:
    """The page of a facet searches inside it; its links are searches."""
    tree = page(client, "/cari/leader?q=putin&prefix=vla")
    assert texts(tree, "//ul[@class='options']//span[@class='label']")[0].startswith("Vladimir Putin")
    assert tree.xpath("//ul[@class='options']//a/@href") == ["/cari?q=putin&leader=vladimir-putin"]
    assert "Tidak ada nama" in page(client, "/cari/outlet?prefix=zzz").text_content()


def test_article(client: FlaskClient) -> None:
    """Text, mentions as links, the list of decisions, related articles, and the source."""
    tree = page(client, "/artikel/bertemu-virtual")
    assert texts(tree, "//h1") == ["Presiden Xi Jinping dan Vladimir Putin Bertemu Virtual"]
    assert len(tree.xpath("//div[@class='body']/p")) == 2
    assert "/tokoh/vladimir-putin" in tree.xpath("//div[@class='body']//a[@class='mention']/@href")
    assert tree.xpath("//a[@class='source']/@href") == ["https://sinpo.id/detail/1"]
    decisions = texts(tree, "//ul[@class='decisions']/li")
    assert any(line.startswith("Vladimir Putin") and "nama lengkap" in line for line in decisions)
    assert "Putin Kunjungi Beijing" in texts(tree, "//section[@class='related']//h3")


def test_leader(client: FlaskClient) -> None:
    """Name, months as bars that are searches, company, offices and newest articles."""
    tree = page(client, "/tokoh/vladimir-putin")
    assert texts(tree, "//h1") == ["Vladimir Putin"]
    bars = tree.xpath("//svg[@class='chart']//a")
    assert [bar.get("aria-label") for bar in bars] == ["Mei 2024: 1 berita", "Januari 2025: 1 berita"]
    assert texts(page(client, bars[0].get("href")), HITS) == ["Putin Kunjungi Beijing"]
    assert "/tokoh/xi-jinping" in tree.xpath("//aside//a/@href")
    assert any("Presiden Rusia" in line for line in texts(tree, "//ul[@class='offices']/li"))
    assert len(texts(tree, HITS)) == 2


@pytest.mark.parametrize(
    "address", ["/cari?q=putin", "/artikel/bertemu-virtual", "/tokoh/vladimir-putin", "/cari/leader", "/docs"]
)
def test_english_stays_english(client: FlaskClient, address: str) -> None:
    """`lang=en` is kept by every link of ours, and the page says which language it is in."""
    separator = "&" if "?" in address else "?"
    tree = page(client, f"{address}{separator}lang=en")
    assert tree.get("lang") == "en"
    ours = [a for a in tree.xpath("//a") if a.get("href").startswith(("/cari", "/artikel", "/tokoh", "/docs"))]
    others = [a.get("href") for a in ours if "lang=en" not in a.get("href") and a.get("hreflang") is None]
    assert others == []
    back = tree.xpath("//a[@hreflang='id']/@href")[0]
    assert page(client, back).get("lang") == "id"


def test_pages_stay_indonesian_for_english_browsers(client: FlaskClient) -> None:
    """Many Indonesian browsers prefer English: only `lang=` changes a page."""
    answer = client.get("/cari?q=putin", headers={"Accept-Language": "en-US,en"})
    assert '<html lang="id">' in answer.text
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_reference(client: FlaskClient) -> None:
    """Every route, parameter and object of the OpenAPI document stands in the reference, which needs no other host."""
    tree = page(client, "/docs")
    document = client.get("/openapi.json").get_json()
    text = tree.text_content()
    for path, item in document["paths"].items():
        assert f"GET {path}" in text
        for parameter in item["get"].get("parameters", []):
            assert parameter["name"] in text
    assert set(document["components"]["schemas"]) <= set(tree.xpath("//section/@id"))
    problems = texts(tree, "//section[@id='problems']//th")
    assert {"invalid_parameter", "stale_cursor", "index_unavailable", "unknown_parameter", "invalid_date"} <= set(
        problems
    )
    for source in tree.xpath("//@src | //link/@href"):
        assert source.startswith("/")


@pytest.mark.parametrize("address", ["/cari?q=putin", "/artikel/jahat", "/tokoh/xi-jinping", "/docs", "/cari?page=x"])
def test_pages_need_no_scripts_and_no_other_host(client: FlaskClient, address: str) -> None:
    """No script, no inline style, no event handler, nothing loaded from elsewhere."""
    tree = html.fromstring(client.get(address).text)
    assert not tree.xpath("//script | //style | //@style | //iframe | //img")
    assert not [name for name in tree.xpath("//@*") if getattr(name, "attrname", "").startswith("on")]
    assert all(link.startswith("/static/") for link in tree.xpath("//link/@href"))
