"""The names of fields and the shapes of their values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from search.corpus.fields import NAMES, record_of

ALIASES = [(field, name) for field, names in NAMES.items() for name in names]

Read = Callable[..., list[Any]]


@pytest.mark.parametrize(("field", "name"), ALIASES)
def test_every_alias_names_its_field(field: str, name: str) -> None:
    """Each documented name is read, in capitals and with `-` for `_` too."""
    for spelt in (name, name.upper(), name.replace("_", "-")):
        value = getattr(record_of({spelt: "x"}, "a:1"), field)
        assert value in ("x", ("x",))


def test_no_name_means_two_fields() -> None:
    """An alias stands once in the table."""
    names = [name for _, name in ALIASES]
    assert len(names) == len(set(names))


def test_the_first_name_that_holds_something_wins() -> None:
    """An empty `title` gives way to `headline`; `published` stands before `date`."""
    record = record_of({"date": "2024", "published": "2025", "title": "", "headline": "Judul"}, "a:1")
    assert (record.title, record.published) == ("Judul", "2025")


def test_objects_give_their_names(read_bytes: Read) -> None:
    """Persons and publishers as JSON-LD writes them, numbers as ids, lists of paragraphs."""
    row = {
        "_id": 17,
        "author": [{"name": "Sari"}, "Budi"],
        "publisher": {"name": "Warta Demo"},
        "body": ["Satu.", "Dua."],
    }
    (article,) = read_bytes("a.jsonl", json.dumps(row))
    assert (article.id, article.authors, article.outlet) == ("17", ("Sari", "Budi"), "Warta Demo")
    assert article.body == ("Satu.", "Dua.")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"title": "x" * 2_001}, "'title' has 2,001 characters"),
        ({"tags": ["x"] * 201}, "'tags' has 201 values"),
        ({"authors": ["x" * 2_001]}, "a value of 'authors'"),
        ({"id": "a\x00b"}, "control character"),
        ({"id": "x" * 201}, "shorten it to 200"),
        ({"title": True}, "'title' is neither text"),
        ({"published": "kapan-kapan"}, "'published' is not a date"),
        ({"published": "2024-02-30"}, "'published' is not a date"),
        ({"published": "9999-12-31"}, "'published' is not a date"),
        ({"published": 10**400}, "'published' is not a date"),
    ],
)
def test_values_that_cannot_be_used(read_bytes: Read, row: dict[str, object], problem: str) -> None:
    """Too long, too many or of a wrong kind: rejected with the field's name."""
    (found,) = read_bytes("a.jsonl", json.dumps({"body": "Isi."} | row))
    assert problem in str(found)


def test_text_is_decoded_once_and_cleaned(read_bytes: Read) -> None:
    """Entities once, control characters and lone surrogates out, spaces single; bad URLs dropped; tags stripped."""
    row = r'{"title": "A &amp;amp; B\u0000\u0007", "body": "<p>Satu&nbsp;&lt;b&gt;</p>\n<p>Dua\ud800</p><script>x</script>", "url": "javascript:x"}'
    (article,) = read_bytes("a.jsonl", row)
    assert article.title == "A &amp; B"
    assert article.body == ("Satu <b>", "Dua\ufffd")
    assert article.url == ""


def test_a_less_than_sign_is_no_markup(read_bytes: Read) -> None:
    """Text that only holds angle brackets keeps them."""
    (article,) = read_bytes("a.jsonl", json.dumps({"body": "Harga < 5 juta dan > 3 juta.\nJika a<b maka c."}))
    assert article.body == ("Harga < 5 juta dan > 3 juta.", "Jika a<b maka c.")


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ('[{"body": "a"}, {"body": "b"}]', 2),
        ('{\n "body": "a"\n}', 1),
        ('{"body": "a"}', 1),
        ('{"body": "a"}\n{"body": "b"}\n', 2),
    ],
)
def test_json_files(read_bytes: Read, content: str, count: int) -> None:
    """`.json` is an array, an object, or JSON Lines."""
    assert [article.body for article in read_bytes("a.json", content)] == [("a",), ("b",)][:count]


@pytest.mark.parametrize("content", ["", "[1, null]", "{", "[" * 100_000, "12", "\ufeff[]x"])
def test_json_files_that_hold_no_articles(read_bytes: Read, content: str) -> None:
    """Whatever is wrong with the file is said once for each entry."""
    assert all("JSON" in str(found) for found in read_bytes("a.json", content))
