"""Pages, feeds and web archives."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from search.corpus import Limits, ReadOptions, read_articles
from search.corpus import html_page as html_page_module
from search.corpus.charset import decode_page
from search.corpus.page_head import read_head
from search.model import Article, RejectedRecord

Read = Callable[..., list[Any]]

SENTENCES = [
    f"Kalimat ke-{n} menceritakan jalannya sidang tahunan yang dibuka presiden di Senayan pada Jumat pagi itu."
    for n in range(8)
]
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "BreadcrumbList"},
        {
            "@type": ["NewsArticle"],
            "headline": "Sidang &amp; Rapat Dibuka",
            "datePublished": "2024-08-16T10:00:00+08:00",
            "author": [{"@type": "Person", "name": "Sari Wulan"}],
            "publisher": {"@type": "Organization", "name": "Warta Demo"},
            "articleSection": "Politik",
            "keywords": "sidang, mpr",
            "image": {"caption": "Gedung parlemen"},
        },
    ],
}


def page(head: str = "", body: str = "") -> str:
    """A page with menus, an article of eight paragraphs and a footer."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>Sidang Dibuka - Warta Demo</title>{head}</head><body>"
        "<nav><a href=/>Beranda</a><a href=/politik>Politik</a></nav>"
        f"<article><h1>Sidang Dibuka</h1>{paragraphs}{body}</article><footer>Hak cipta</footer></body></html>"
    )


def linked(data: object = None) -> str:
    """A script of JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(data or LINKED)}</script>'


OPEN_GRAPH = (
    '<meta property="og:title" content="Judul > Terbuka &amp; Jelas"><meta property="og:site_name" content="Warta Demo">'
    '<meta property="article:published_time" content="2024-08-16T10:00:00Z"><meta property="og:type" content="article">'
    '<meta name="keywords" content="a, b"><meta name="author" content="Budi"><link rel="canonical" href="https://w.example/1">'
)


def test_json_ld_comes_first(read_bytes: Read) -> None:
    """All that the article's JSON-LD states is taken before anything else, with its zone."""
    (article,) = read_bytes("a.html", page(OPEN_GRAPH + linked()))
    assert article.title == "Sidang & Rapat Dibuka"
    assert article.published.isoformat() == "2024-08-16T10:00:00+08:00"
    assert (article.authors, article.outlet, article.section) == (("Sari Wulan",), "Warta Demo", "Politik")
    assert (article.tags, article.caption) == (("sidang", "mpr"), "Gedung parlemen")
    assert article.url == "https://w.example/1"
    assert [paragraph for paragraph in article.body if paragraph in SENTENCES] == SENTENCES
    assert not any("Beranda" in paragraph or "Hak cipta" in paragraph for paragraph in article.body)


def test_open_graph_comes_second(read_bytes: Read) -> None:
    """Without JSON-LD, or with a broken one, meta tags speak."""
    (article,) = read_bytes(
        "a.html", page('<script type="application/ld+json">{"@type": "NewsArticle", oops</script>' + OPEN_GRAPH)
    )
    assert article.title == "Judul > Terbuka & Jelas"
    assert article.published.isoformat() == "2024-08-16T10:00:00+00:00"
    assert (article.authors, article.tags) == (("Budi",), ("a", "b"))


def test_a_bare_page_has_a_title_and_no_date(read_bytes: Read) -> None:
    """The title loses the site's name only when the site is known, and no date is guessed."""
    (bare,) = read_bytes("a.htm", page())
    assert (bare.title, bare.published) == ("Sidang Dibuka - Warta Demo", None)
    (named,) = read_bytes("b.htm", page('<meta property="og:site_name" content="Warta Demo">'))
    assert named.title == "Sidang Dibuka"


def test_the_first_readable_date_counts() -> None:
    """A broken date in one place does not hide a good one in another."""
    assert (
        read_head(linked({"@type": "Article", "datePublished": "segera"}) + OPEN_GRAPH).published()
        == "2024-08-16T10:00:00Z"
    )
    assert read_head(linked({"@type": "Article", "datePublished": "segera"})).published() == "segera"


def test_article_body_is_used_when_the_page_hides_its_text(read_bytes: Read) -> None:
    """The text that only JSON-LD holds is the body."""
    data = {"@type": "NewsArticle", "headline": "Judul", "articleBody": "Satu &lt;dua.\nTiga."}
    (article,) = read_bytes("a.html", f"<html><head>{linked(data)}</head><body></body></html>")
    assert article.body == ("Satu <dua.", "Tiga.")


def test_boilerplate_of_a_page_goes(read_bytes: Read) -> None:
    """Related links among the paragraphs are no text."""
    (article,) = read_bytes("a.html", page(linked(), "<p>Baca juga: Harga Beras Turun di Lima Provinsi</p>"))
    assert not any("Baca juga" in paragraph for paragraph in article.body)


def test_a_page_without_text_is_rejected(read_bytes: Read) -> None:
    """A page of menus is no article."""
    (found,) = read_bytes("a.html", "<html><body><nav>x</nav></body></html>")
    assert isinstance(found, RejectedRecord)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<p " + " ".join(f"a{number}=1" for number in range(200_000)) + ">x</p>", "a tag of it has more than 1,000"),
        ("<a href=x>kata</a> " * 60_000, "it has more than 100,000 tags"),
    ],
    ids=["attributes", "tags"],
)
def test_a_page_that_would_take_minutes_is_refused(read_bytes: Read, body: str, problem: str) -> None:
    """The time to find the text grows with the square of some numbers, so that those have limits."""
    (found,) = read_bytes("a.html", page(linked(), body).encode())
    assert isinstance(found, RejectedRecord)
    assert problem in found.reason


def test_a_long_quoted_value_is_one_attribute(read_bytes: Read) -> None:
    """State that a page keeps in an attribute is not counted word by word."""
    (found,) = read_bytes("b.html", page(linked(), f"<div data-state='{'a=1 ' * 5000}'></div>").encode())
    assert isinstance(found, Article)


def test_without_the_extra_the_reason_says_what_to_install(read_bytes: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library is a reason with advice, not a crash, and other files are read."""

    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(html_page_module, "import_module", absent)
    (found,) = read_bytes("a.html", page())
    assert "pip install 'telisik[html]'" in found.reason


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("é".encode("utf-16"), "", "é"),
        (b"\xef\xbb\xbf\xc3\xa9", "latin-1", "é"),
        (b'<meta charset="iso-8859-1">\xe9', "", '<meta charset="iso-8859-1">é'),
        (b"\xe9", "windows-1252", "é"),
        (b"\xc3\xa9", "nonsense", "é"),
        (b"\xe9", "base64", "é"),
        (b"\xc3\xa9\x81", "", "Ã©\ufffd"),
        (b"<meta charset=utf-16>\xc3\xa9", "", "<meta charset=utf-16>é"),
        (b"\xff", "idna", "ÿ"),
    ],
)
def test_encodings(content: bytes, declared: str, text: str) -> None:
    """BOM, then what came with the page, then what it declares, then UTF-8, then Windows-1252."""
    assert decode_page(content, declared) == text


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Warta Demo</title>
<item><title>Sidang &amp;amp; Rapat</title><link>https://w.example/1</link><guid>x1</guid><dc:creator>Sari</dc:creator>
<pubDate>Fri, 16 Aug 2024 10:00:00 +0700</pubDate><category>a</category><category>b</category><description>Ringkas.</description>
<content:encoded><![CDATA[<p>Presiden membuka sidang.</p><p>Baca juga: Lain</p><p>Lalu ditutup.</p>]]></content:encoded></item>
<item><guid>hanya-guid</guid><description>Isi saja.</description></item>
<item><title>Kosong</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lentera Demo</title><entry><title type="html">Judul</title>
<link rel="self" href="https://w.example/self"/><link href="https://w.example/2"/><id>tag:w,2024:2</id><category term="t"/>
<author><name>Budi</name></author><published>2024-08-16T10:00:00+09:00</published><updated>2025-01-01T00:00:00Z</updated>
<summary>Ringkas.</summary><content type="html">&lt;p&gt;Isi penuh.&lt;/p&gt;</content></entry></feed>"""


def test_rss(read_bytes: Read) -> None:
    """Full content before the summary, Dublin Core, several categories; an entry without text is rejected."""
    first, second, third = read_bytes("a.rss", RSS)
    assert (first.title, first.outlet, first.authors, first.tags) == (
        "Sidang & Rapat",
        "Warta Demo",
        ("Sari",),
        ("a", "b"),
    )
    assert first.body == ("Presiden membuka sidang.", "Lalu ditutup.")
    assert first.published.isoformat() == "2024-08-16T10:00:00+07:00"
    assert (first.url, second.id, second.body) == ("https://w.example/1", "hanya-guid", ("Isi saja.",))
    assert isinstance(third, RejectedRecord)


def test_a_page_and_its_entry_are_one_article(read_bytes: Read) -> None:
    """The same URL gives the same id, whichever format told it."""
    (entry,) = read_bytes("a.atom", ATOM)
    (article,) = read_bytes("a.html", page('<link rel="canonical" href="http://www.w.example/2/">'))
    assert entry.id == article.id


def test_atom(read_bytes: Read) -> None:
    """Links and categories in attributes, nested authors, the publication before the update."""
    (entry,) = read_bytes("a.xml", ATOM)
    assert (entry.outlet, entry.url, entry.authors, entry.tags) == (
        "Lentera Demo",
        "https://w.example/2",
        ("Budi",),
        ("t",),
    )
    assert (entry.body, entry.published.isoformat()) == (("Isi penuh.",), "2024-08-16T10:00:00+09:00")


@pytest.mark.parametrize("doctype", ['<!DOCTYPE r [<!ENTITY a "b">]>', '<!DOCTYPE r SYSTEM "file:///etc/passwd">'])
def test_entities_are_never_defined(read_bytes: Read, doctype: str) -> None:
    """A feed with a document type is refused before any of it is used."""
    (found,) = read_bytes("a.xml", f"{doctype}<rss><item><description>&a;</description></item></rss>")
    assert "document type" in found.reason


def test_a_feed_that_breaks_keeps_what_came_before(read_bytes: Read) -> None:
    """Complete entries are read; the break is named with its line."""
    found = read_bytes("a.xml", "<rss>\n<item><description>Isi.</description></item>\n<item></rss>")
    assert [type(record) for record in found] == [Article, RejectedRecord]
    assert found[1].source.endswith(":3")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<svg/>", "no RSS or Atom"),
        ("", "XML is broken"),
        ("<a>" * 50_000, "XML is broken"),
        ("<rss><item>" + "x" * 20_000, "longer"),
    ],
)
def test_what_is_no_feed(read_bytes: Read, content: str, problem: str) -> None:
    """Other XML, nothing, endless nesting and endless entries are one rejected file."""
    (found,) = read_bytes("a.xml", content, ReadOptions(limits=Limits(record=1_000)))
    assert problem in found.reason


def archive(pages: list[tuple[str, bytes, dict[str, str]]], packed: bool = True) -> bytes:
    """A web archive of answers: URL, bytes, headers (`status` among them)."""
    records = []
    for url, content, headers in pages:
        status = headers.pop("status", "200 OK")
        fields = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        answer = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + content
        about = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-08-16T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(about.encode() + answer + b"\r\n\r\n")
    return b"".join(gzip.compress(record) if packed else record for record in records)


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive(read_bytes: Read, packed: bool) -> None:
    """Delivered pages that call themselves articles are read, packed or not; the address counts when they name none."""
    article = page(linked()).encode()
    found = read_bytes(
        "a.warc.gz" if packed else "a.warc",
        archive(
            [
                ("https://w.example/", page().encode(), dict(HTML)),
                ("https://w.example/1", article, dict(HTML)),
                ("https://w.example/2", gzip.compress(article), {**HTML, "Content-Encoding": "gzip"}),
                ("https://w.example/3", article, {**HTML, "status": "404 Not Found"}),
                ("https://w.example/a.png", b"x", {"Content-Type": "image/png"}),
            ],
            packed,
        ),
    )
    assert [record.url for record in found] == ["https://w.example/1", "https://w.example/2"]
    assert [record.source.rpartition(":")[2] for record in found] == ["2", "3"]


def test_a_page_bomb_in_an_archive_stops_at_the_limit(read_bytes: Read) -> None:
    """A page that unpacks beyond the limit is rejected, and the next page is read."""
    bomb = gzip.compress(b"<p>" + b"x" * 5_000_000)
    pages = [
        ("https://w.example/1", bomb, {**HTML, "Content-Encoding": "gzip"}),
        ("https://w.example/2", page(linked()).encode(), dict(HTML)),
    ]
    found = read_bytes("a.warc", archive(pages, packed=False), ReadOptions(limits=Limits(page=1_000_000)))
    assert "when unpacked" in found[0].reason
    assert found[1].url == "https://w.example/2"


@pytest.mark.parametrize("content", [b"nonsense", b"WARC/1.0\r\n", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", b""])
def test_damaged_archives(read_bytes: Read, content: bytes) -> None:
    """What is no archive is rejected once, and an empty one holds nothing."""
    assert all(isinstance(found, RejectedRecord) for found in read_bytes("a.warc", content))


def test_all_formats_in_one_folder(tmp_path: Path) -> None:
    """A folder may mix formats; each file is read by its suffix."""
    (tmp_path / "a.html").write_text(page(linked()))
    (tmp_path / "b.rss").write_text(RSS)
    (tmp_path / "c.warc.gz").write_bytes(archive([("https://w.example/9", page(linked()).encode(), dict(HTML))]))
    (tmp_path / "d.csv").write_text("body\nIsi.\n")
    found = list(read_articles([tmp_path]))
    assert sum(isinstance(record, Article) for record in found) == 5
