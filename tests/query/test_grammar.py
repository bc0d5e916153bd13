"""The grammar reads what people type, bounds it, and never fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import QueryError
from search.model import NoticeCode
from search.query.grammar import MAX_CHARACTERS, MAX_WORDS, All, AnyOf, Node, Quoted, Starts, Text, Without, parse


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("xi jinping", Text("xi jinping")),
        ('"kerja sama" rusia', All((Quoted("kerja sama"), Text("rusia")))),
        ("“kerja sama”", Quoted("kerja sama")),
        ("putin -taiwan", All((Text("putin"), Without(Text("taiwan"))))),
        ("putin BUKAN taiwan", All((Text("putin"), Without(Text("taiwan"))))),
        ("anti-Fasis", Text("anti-Fasis")),
        ("a ATAU b", AnyOf((Text("a"), Text("b")))),
        ("a OR b c", AnyOf((Text("a"), Text("b c")))),
        ("a DAN b", Text("a b")),
        ("a atau b", Text("a atau b")),
        ("(a ATAU b) c", All((AnyOf((Text("a"), Text("b"))), Text("c")))),
        ("-(a ATAU b)", Without(AnyOf((Text("a"), Text("b"))))),
        ("pemil*", Starts("pemil")),
        ("judul:pemilu", Text("pemilu", "title")),
        ("JUDUL:pemilu", Text("pemilu", "title")),
        ('tokoh:"Vladimir Putin"', Quoted("Vladimir Putin", "leader")),
        ("media:kompas pajak", All((Text("kompas", "outlet"), Text("pajak")))),
        ("Rp 2,5 triliun", Text("Rp 2,5 triliun")),
        ("http://a.example/b", Text("http://a.example/b")),
        ("", None),
        ('* "" () -', None),
    ],
)
def test_what_is_typed_is_read(typed: str, tree: Node | None) -> None:
    """Each construct gives its tree."""
    assert parse(typed).root == tree


@pytest.mark.parametrize(
    ("typed", "tree", "notice"),
    [
        ('"kerja sama', Text("kerja sama"), NoticeCode.UNBALANCED_QUOTE),
        ("(a b", Text("a b"), NoticeCode.UNBALANCED_BRACKET),
        ("a b)", Text("a b"), NoticeCode.UNBALANCED_BRACKET),
        ("a ATAU", Text("a"), NoticeCode.DANGLING_OPERATOR),
        ("ATAU", Text("atau"), NoticeCode.DANGLING_OPERATOR),
        ("BUKAN", Text("bukan"), NoticeCode.DANGLING_OPERATOR),
        ("pe*", Text("pe"), NoticeCode.SHORT_PREFIX),
        ("((((((a))))))", Text("a"), NoticeCode.TOO_DEEP),
        ("kata " * (MAX_WORDS + 1), Text(" ".join(["kata"] * MAX_WORDS)), NoticeCode.TOO_MANY_WORDS),
        ("judul:(a)", Text("judul a"), NoticeCode.EMPTY_SCOPE),
    ],
)
def test_what_does_not_close_is_read_as_words_and_said(typed: str, tree: Node, notice: NoticeCode) -> None:
    """Nothing that a person types is an error."""
    parsed = parse(typed)
    assert parsed.root == tree
    assert notice in parsed.notices


def test_deep_brackets_that_close_are_only_too_deep() -> None:
    """Brackets beyond the limit are left out in pairs."""
    parsed = parse("((((((a b)))))) c")
    assert parsed.root == Text("a b c")
    assert parsed.notices == (NoticeCode.TOO_DEEP,)


def test_prefixes_are_counted() -> None:
    """A fifth prefix is read as a word."""
    parsed = parse("aaa* bbb* ccc* ddd* eee*")
    assert NoticeCode.TOO_MANY_PREFIXES in parsed.notices
    assert isinstance(parsed.root, All)
    assert parsed.root.nodes[-1] == Text("eee")


def test_too_long_is_the_only_error() -> None:
    """Above 500 characters the query is refused with both numbers."""
    with pytest.raises(QueryError, match="501") as refused:
        parse("a" * (MAX_CHARACTERS + 1))
    assert refused.value.code == "query_too_long"


def words(node: Node | None) -> int:
    """Typed words in a tree."""
    if node is None:
        return 0
    if isinstance(node, All | AnyOf):
        return sum(map(words, node.nodes))
    return words(node.node) if isinstance(node, Without) else len(node.text.split())


@given(st.text(max_size=MAX_CHARACTERS))
def test_any_text_is_read(typed: str) -> None:
    """No text raises, and no tree has more words than the limit."""
    assert words(parse(typed).root) <= MAX_WORDS


@given(st.text(alphabet='ab "()-*:ATUORNDjudltkohmei“”', max_size=MAX_CHARACTERS))
def test_any_mix_of_operators_is_read(typed: str) -> None:
    """Operators in any order never raise."""
    assert words(parse(typed).root) <= MAX_WORDS


@given(st.lists(st.sampled_from(["kpk", "Ibu", "OR", "DAN", "BUKAN", "2025", "é", "_", "or"]), max_size=MAX_WORDS + 2))
def test_plain_words_are_read_like_any_query(words: list[str]) -> None:
    """The short way for words and blanks alone gives what the grammar gives: a blank before them takes the long way."""
    typed = " ".join(words)
    assert parse(typed) == parse(f" {typed}")
