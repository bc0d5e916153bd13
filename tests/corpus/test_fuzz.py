"""No bytes make a reader raise: whatever comes in, articles and rejected records come out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.corpus import FORMATS, Limits, ReadOptions, read_articles
from search.corpus.markup import pieces, text_of_markup
from search.corpus.page_head import read_head
from search.corpus.published import read_published
from search.corpus.refusal import Refusal
from search.corpus.text import decoded, first_sentence, paragraphs_of
from search.model import Article, RejectedRecord

NAMES = {
    "jsonl": "a.jsonl",
    "json": "a.json",
    "csv": "a.csv",
    "text": "a.txt",
    "html": "a.html",
    "feed": "a.xml",
    "warc": "a.warc",
}
# Pieces that the formats are made of, so that broken input reaches deeper than the first byte.
TOKENS = [
    '{"body": "', '"}', "\n", "\r\n", '"', ",", ";", "[", "]", "{", "}", "id,title,body\n", "Judul\n\n", "Laporan: A\n", "22 Januari 2025\n",
    "<html>", "<p>", "</p>", "<script type='application/ld+json'>", "</script>", '{"@type":"NewsArticle","headline":1}', "<meta property=og:title content='",
    "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x [", "<rss>", "<item>", "</item>", "<description>", "</description>", "<entry>", "<content>", "&amp;", "&#0;",
    "&#xd800;", "WARC/1.0\r\n", "WARC-Type: response\r\n", "Content-Length: 5\r\n", "Content-Type: text/html\r\n", "HTTP/1.1 200 OK\r\n", "\r\n\r\n",
    "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "Presiden membuka sidang. ", "\ufeff", "\u2028", "\x00", "SinPo.id - ", "Baca juga:",
]  # fmt: skip
BYTES = st.binary(max_size=300) | st.lists(st.sampled_from(TOKENS) | st.text(max_size=8), max_size=25).map(
    lambda parts: "".join(parts).encode("utf-8", "replace")
)
SMALL = ReadOptions(limits=Limits(record=4_000, page=4_000, document=8_000, expanded=16_000))


def holds(article: Article) -> bool:
    """What every article promises, whatever it was made of."""
    texts = (article.id, article.title, article.outlet, article.caption, *article.body, *article.authors, *article.tags)
    json.dumps(texts).encode()
    "".join(texts).encode("utf-8")
    dated = article.published is None or article.published.tzinfo is not None
    return (
        bool(article.id and article.title and article.body and all(article.body)) and dated and len(article.id) <= 200
    )


@pytest.mark.parametrize("form", sorted(FORMATS))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(content=BYTES, packed=st.booleans())
def test_no_bytes_make_a_reader_raise(form: str, content: bytes, packed: bool) -> None:
    """Random bytes, and tokens of all formats in disorder, through every reader, packed and plain."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAMES[form]
        path.write_bytes(gzip.compress(content) if packed else content)
        for found in read_articles([path], SMALL):
            assert str(found) if isinstance(found, RejectedRecord) else holds(found)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "title", "body", "date", "url", "author", "source", "tags"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "@id", "x"]), inner, max_size=2),
    max_leaves=6,
)))  # fmt: skip
def test_no_json_value_makes_a_record_raise(row: dict[str, object]) -> None:
    """Any JSON under any field name is read or rejected."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_text(json.dumps(row) + "\n")
        (found,) = read_articles([path])
        assert isinstance(found, RejectedRecord) or holds(found)


@given(st.lists(st.sampled_from(TOKENS) | st.text(max_size=8), max_size=25).map("".join))
def test_markup_never_raises_and_loses_nothing(text: str) -> None:
    """Any text can be taken apart, and pieces come in order with tags between them."""
    assert next(pieces(text)).tag == ""
    assert isinstance(text_of_markup(text), str)
    read_head(text)


@given(st.text(alphabet=st.characters(exclude_characters="<&\n\r"), max_size=60))
def test_text_without_tags_is_its_own_text(text: str) -> None:
    """Markup that holds no tag and no entity is text already."""
    assert text_of_markup(text) == text


@pytest.mark.parametrize(
    "hostile",
    [
        "<",
        "<a ",
        "<!--",
        "<a \"'",
        "<script>",
        "<a b='",
        '<p title=">',
        "&#",
        '"a" ',
        "<a" + "a" * 50,
        "<a b=" + " " * 50,
        "</p ",
    ],
)
def test_hostile_markup_takes_linear_time(hostile: str) -> None:
    """Texts that make naive parsers take hours are read within the time of a test."""
    text = hostile * 8_000
    assert isinstance(text_of_markup(text), str)
    read_head(text)


@given(st.text(max_size=40) | st.from_regex(r"-?\d{1,14}([-/:. T]\d{1,4}){0,6}", fullmatch=True))
def test_dates_are_read_or_refused(written: str) -> None:
    """Any text is a date that UTC can express too, nothing, or a refusal."""
    try:
        published = read_published(written)
    except Refusal:
        return
    assert published.at is None or published.at.timestamp() is not None


@given(st.text(max_size=80))
def test_stored_text_is_well_formed(text: str) -> None:
    """Stored text survives UTF-8, has single spaces, and cutting it again changes nothing."""
    paragraphs = paragraphs_of(decoded(text))
    "".join(paragraphs).encode("utf-8")
    assert paragraphs_of("\n".join(paragraphs)) == paragraphs
    assert all(len(first_sentence(paragraph)) <= 100 for paragraph in paragraphs)
