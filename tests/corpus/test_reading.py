"""Reading files, folders and standard input: every record becomes an article or says why not."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
from itertools import islice
from pathlib import Path

import pytest

from search.corpus import Limits, ReadOptions, count_hint, read_articles, sample_path
from search.model import Article, RejectedRecord

ROOT = Path(__file__).parents[2]
BODY = "Presiden membuka sidang tahunan di Senayan."
INDOSUM = ROOT / "../shared/corpora/indosum.jsonl.gz"


def line(**fields: object) -> str:
    """A line of JSON Lines with a body."""
    return json.dumps({"title": "Sidang Dibuka", "body": BODY} | fields) + "\n"


def read(path: Path, **options: object) -> list[Article | RejectedRecord]:
    """All that a path holds."""
    return list(read_articles([path], ReadOptions(**options)))  # type: ignore[arg-type]


def reasons(found: list[Article | RejectedRecord]) -> list[str]:
    """Where and why records were rejected."""
    return [str(record) for record in found if isinstance(record, RejectedRecord)]


def articles(found: list[Article | RejectedRecord]) -> list[Article]:
    """The articles among what was found."""
    return [article for article in found if isinstance(article, Article)]


def test_bad_records_are_named_and_do_not_stop_the_others(tmp_path: Path) -> None:
    """Each bad line is rejected with file, line, cause and advice, and the good ones around it are read."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        line(id="1").encode()
        + b"{broken\n"
        + b'{"title": "\xff", "body": "x"}\n'
        + line(id="2", published="32 Januari 2025").encode()
        + b"[1]\n\nnull\n"
        + line(id="3", body="").encode()
        + line(id="4", body={"a": {"b": 1}}).encode()
        + line(id="5").encode()
    )
    found = read(path)
    assert [article.id for article in articles(found)] == ["1", "5"]
    rejected = reasons(found)
    assert [reason.removeprefix(str(path)).split(":")[1] for reason in rejected] == ["2", "3", "4", "5", "7", "8", "9"]
    assert "it is not JSON" in rejected[0]
    assert "not UTF-8 (byte 12 is 0xff)" in rejected[1]
    assert "'published' is not a date that exists: '32 Januari 2025'" in rejected[2]
    assert "a JSON list where an object is needed" in rejected[3]
    assert "a JSON null where an object is needed" in rejected[4]
    assert "'body' is missing or empty" in rejected[5]
    assert "'body'" in rejected[6]


def test_strict_ends_with_the_first_rejected_record(tmp_path: Path) -> None:
    """With `strict`, nothing is read after a rejected record."""
    path = tmp_path / "a.jsonl"
    path.write_text(line(id="1") + "nonsense\n" + line(id="2"))
    assert [type(found) for found in read(path, strict=True)] == [Article, RejectedRecord]


def test_missing_dates_stay_undated(tmp_path: Path) -> None:
    """An article without a date has none: none is invented."""
    path = tmp_path / "a.jsonl"
    path.write_text(line() + line(published=None) + line(published=" "))
    assert [(a.published, a.date_precision) for a in articles(read(path))] == [(None, "none")] * 3


def test_an_article_without_a_title_gets_its_first_sentence(tmp_path: Path) -> None:
    """A title that is missing, or there only as a slug, is derived, marked so and told once."""
    path = tmp_path / "a.jsonl"
    path.write_text(line(title="", title_slug="sidang-dibuka", body="Sidang dibuka. Lalu ditutup.") + line(id="2"))
    notices: list[str] = []
    article = articles(list(read_articles([path], notice=notices.append)))[0]
    assert (article.title, article.title_derived) == ("Sidang dibuka.", True)
    assert notices == ["articles without a title, shown by their first sentence: 1"]


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    """A BOM and CRLF are no part of the data."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + (line(id="1") + line(id="2")).replace("\n", "\r\n").encode())
    assert [article.id for article in articles(read(path))] == ["1", "2"]


def test_utf_16_is_rejected_once(tmp_path: Path) -> None:
    """A whole file in UTF-16 is one complaint, not one for each line."""
    path = tmp_path / "a.jsonl"
    path.write_bytes((line() * 3).encode("utf-16"))
    assert reasons(read(path)) == [f"{path}:1: it is UTF-16: save it as UTF-8"]


def test_gzip_of_every_format_by_content(tmp_path: Path) -> None:
    """Compressed files are read, with several members too, and told by their bytes."""
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(line(id="1").encode()) + gzip.compress(line(id="2").encode()))
    plain = tmp_path / "b.jsonl"
    plain.write_bytes(gzip.compress(line(id="3").encode()))
    assert [article.id for article in articles(read(tmp_path))] == ["1", "2", "3"]


@pytest.mark.parametrize("cut", [3, 11, -1])
def test_damaged_gzip_is_rejected(tmp_path: Path, cut: int) -> None:
    """A compressed file that ends early says so, after the lines that could be read."""
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(line().encode())[:cut])
    assert "gzip data" in reasons(read(path))[-1]


def test_a_gzip_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    """What unpacks to far more than it weighs is not unpacked to its end."""
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"0" * 20_000_000))
    found = read(path, limits=Limits(expanded=1_000_000))
    assert "as a gzip bomb does" in reasons(found)[0]


def test_an_article_of_five_megabytes_is_read(tmp_path: Path) -> None:
    """Long articles are articles, up to the documented limit."""
    path = tmp_path / "a.jsonl"
    path.write_text(line(id="1", body="kata " * 1_000_000) + line(id="2", body="kata " * 2_000_000) + line(id="3"))
    found = read(path)
    assert [article.id for article in articles(found)] == ["1", "3"]
    assert "longer than the limit of 8,388,608 bytes" in reasons(found)[0]


def test_one_endless_line_takes_no_memory(tmp_path: Path) -> None:
    """A line far beyond the limit is passed over in pieces and the next one is read."""
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", 1) as file:
        for _ in range(12):
            file.write(os.urandom(500_000).hex().encode())
        file.write(b"\n" + line(id="2").encode())
    found = read(path)
    assert [article.id for article in articles(found)] == ["2"]
    assert len(reasons(found)) == 1


@pytest.mark.parametrize("hostile", ["[" * 100_000, '{"a":' * 50_000, "9" * 10_000, '{"body": 1e999}', "\x00", "NaN"])
def test_hostile_json_is_rejected(tmp_path: Path, hostile: str) -> None:
    """Deep nesting, endless numbers and the like are one rejected record each."""
    path = tmp_path / "a.jsonl"
    path.write_text(hostile + "\n" + line(id="2"))
    found = read(path)
    assert [article.id for article in articles(found)][-1] == "2"
    assert len(reasons(found)) + len(articles(found)) == 2


def test_keys_without_number_are_only_names(tmp_path: Path) -> None:
    """Unknown fields are passed over, however many there are."""
    path = tmp_path / "a.jsonl"
    keys = ",".join(f'"{number:x}":0' for number in range(200_000))
    path.write_text("{" + keys + ',"id":"1","body":"Isi berita."}\n')
    assert [article.id for article in articles(read(path))] == ["1"]


def test_folders_are_read_in_order_of_names(tmp_path: Path) -> None:
    """Files of a tree come in order of names; others are passed over and told once."""
    for name in ("b/2.jsonl", "a/1.jsonl", "c.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(line(id=name))
    (tmp_path / "README.md").write_text("x")
    (tmp_path / "b/PHOTO").write_text("x")
    (tmp_path / ".hidden.jsonl").write_text("x")
    notices: list[str] = []
    found = list(read_articles([tmp_path], notice=notices.append))
    assert [article.id for article in articles(found)] == ["a/1.jsonl", "b/2.jsonl", "c.jsonl"]
    assert len(found) == 3
    assert notices == ["files passed over, for their suffix is that of no article: .md (1), no suffix (1)"]


def test_links_pipes_and_sockets_in_folders_are_refused(tmp_path: Path) -> None:
    """Inside a folder only plain files are opened, so nothing outside it is read and nothing hangs."""
    outside = tmp_path / "outside.jsonl"
    outside.write_text(line(id="outside"))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").symlink_to(outside)
    (folder / "b").symlink_to(tmp_path)
    os.mkfifo(folder / "c.jsonl")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "d.jsonl"))
        found = read(folder)
    assert [Path(str(r.source)).name for r in found] == ["a.jsonl", "b", "c.jsonl", "d.jsonl"]
    assert ["symbolic link" in reason for reason in reasons(found)] == [True, True, False, False]


def test_what_is_named_directly_is_judged_directly(tmp_path: Path) -> None:
    """A link that is named is followed; a pipe, a missing file, an unknown suffix and a NUL are rejected."""
    target = tmp_path / "a.jsonl"
    target.write_text(line(id="1"))
    link = tmp_path / "link.jsonl"
    link.symlink_to(target)
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    unknown = tmp_path / "a.docx"
    unknown.write_text("x")
    sources = [link, pipe, tmp_path / "missing.jsonl", unknown, "a\0.jsonl"]
    found = list(read_articles(sources))
    assert isinstance(found[0], Article)
    rejected = reasons(found)
    assert ["pipe or a device" in rejected[0], "No such file" in rejected[1], ".docx" in rejected[2]] == [True] * 3
    assert len(rejected) == 4


def test_the_format_can_be_given_for_a_file_whose_name_says_nothing(tmp_path: Path) -> None:
    """`format` reads a file without a suffix, and standard input."""
    path = tmp_path / "dump"
    path.write_text("id,body\n7,Isi berita.\n")
    assert [article.id for article in articles(read(path, format="csv"))] == ["7"]


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads standard input, whose size nobody knows."""
    stream = io.TextIOWrapper(io.BytesIO(line(id="1").encode()))
    monkeypatch.setattr("sys.stdin", stream)
    assert count_hint(["-"]) is None
    found = list(read_articles(["-"]))
    assert [(a.id, a.source) for a in articles(found)] == [("1", "-:1")]


def test_progress_hears_of_every_byte(tmp_path: Path) -> None:
    """What `advance` hears adds up to what `count_hint` said."""
    (tmp_path / "a.jsonl").write_text(line() * 100)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line().encode() * 100))
    (tmp_path / "c.md").write_text("passed over")
    heard: list[int] = []
    list(read_articles([tmp_path], advance=heard.append))
    assert sum(heard) == count_hint([tmp_path]) > 0


def test_folders_too_deep_are_refused(tmp_path: Path) -> None:
    """A tree deeper than the limit is named and left."""
    (tmp_path / "a/b/c").mkdir(parents=True)
    (tmp_path / "a/b/c/x.jsonl").write_text(line())
    found = read(tmp_path, limits=Limits(folder_depth=2))
    assert "too deep" in reasons(found)[0]


def test_the_sample_is_twelve_articles() -> None:
    """The sample that is installed reads without a complaint and covers dated articles with leaders."""
    found = list(read_articles([sample_path()]))
    assert len(articles(found)) == len(found) == 12
    assert sum(bool(article.leaders) for article in articles(found)) >= 10
    assert all(article.published for article in articles(found))


def test_the_seeds_are_read_without_a_complaint() -> None:
    """Every article of seeds/ is read, each with an outlet and an id of its own."""
    found = list(read_articles([ROOT / "seeds"]))
    assert reasons(found) == []
    assert all(article.outlet and article.body for article in articles(found))
    assert len({article.id for article in articles(found)}) == len(found)


@pytest.mark.skipif(not INDOSUM.exists(), reason="the IndoSum corpus is not beside this checkout")
def test_real_articles_are_read() -> None:
    """Articles of IndoSum are read without a complaint; none has a title."""
    found = list(islice(read_articles([INDOSUM]), 500))
    assert len(articles(found)) == len(found) == 500
    assert all(article.title_derived for article in articles(found))
