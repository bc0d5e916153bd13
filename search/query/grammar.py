"""What a person types, as a tree: words, "phrases", -without, ATAU, ( ), prefix*, judul: media: tokoh:.

Never an error for what a person types: what does not close, or stands alone, is read as words and said in `warnings`.
Limits bound the work before any engine sees the query.  Not here: analysis and meaning (`query.planner`).

    query  = any
    any    = all { ("ATAU" | "OR") all }
    all    = part { ["DAN" | "AND"] part }
    part   = ["-" | "BUKAN" | "NOT"] ( "(" any ")" | [scope ":"] ( word | prefix"*" | '"' text '"' ) )
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import QueryError
from ..model import NoticeCode
from .lexemes import OPERATORS, SCOPES, Lexeme, lexemes

MAX_CHARACTERS = 500
MAX_WORDS = 32
MIN_PREFIX = 3
MAX_PREFIXES = 4

_LETTERS = re.compile(r"\w")
_PLAIN = re.compile(r"\w+(?: \w+)*+")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, typed next to each other: analysed together."""

    text: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotes."""

    text: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Starts:
    """The beginning of a word, typed with a `*` after it."""

    text: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class All:
    """Everything that stands side by side."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What stands around ATAU."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What must not stand in an article."""

    node: Node


Node = Text | Quoted | Starts | All | AnyOf | Without


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a query (None = no words) and what was read otherwise than typed."""

    root: Node | None
    notices: tuple[NoticeCode, ...]


@dataclass(slots=True)
class _Parser:
    """Recursive descent with an explicit depth; every lexeme is read once."""

    lexemes: list[Lexeme]
    at: int = 0
    words: int = 0
    prefixes: int = 0
    notices: list[NoticeCode] = field(default_factory=list)

    def note(self, notice: NoticeCode) -> None:
        """Remember a notice once."""
        if notice not in self.notices:
            self.notices.append(notice)

    def peek(self) -> str:
        """The kind of the next lexeme; `end` behind the last."""
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else "end"

    def take(self) -> Lexeme:
        """The next lexeme, consumed."""
        self.at += 1
        return self.lexemes[self.at - 1]

    def any_of(self, depth: int) -> Node | None:
        """`all { OR all }`."""
        branches = [self.all_of(depth)]
        while self.peek() == "or":
            operator = self.take()
            branch = self.all_of(depth)
            if branch is None or branches[-1] is None:
                self.note(NoticeCode.DANGLING_OPERATOR)
                branch = branch or (Text(operator.text.lower()) if len(self.lexemes) == 1 else None)
            branches.append(branch)
        nodes = tuple(b for b in branches if b is not None)
        return nodes[0] if len(nodes) == 1 else AnyOf(nodes) if nodes else None

    def all_of(self, depth: int) -> Node | None:
        """Parts until OR, a closing bracket of this level, or the end."""
        parts: list[Node] = []
        while (kind := self.peek()) not in ("or", "end"):
            if kind == "close":
                if depth:
                    break
                self.take()
                self.note(NoticeCode.UNBALANCED_BRACKET)
            elif kind == "and":
                self.take()
                if not parts or self.peek() in ("end", "or", "and", "close"):
                    self.note(NoticeCode.DANGLING_OPERATOR)
            else:
                part = self.part(depth)
                if part is not None:
                    parts.append(part)
        merged = tuple(_merged(parts))
        return merged[0] if len(merged) == 1 else All(merged) if merged else None

    def part(self, depth: int) -> Node | None:
        """One part, or None when nothing is left of it."""
        lexeme = self.take()
        if lexeme.kind == "not":
            return self.without(depth)
        if lexeme.kind == "open":
            return self.group(depth)
        if lexeme.kind == "scope":
            return self.scoped(lexeme.text.rstrip(":"))
        return self.leaf(lexeme, "")

    def without(self, depth: int) -> Node | None:
        """What must not stand in an article; a `-` or BUKAN with nothing behind it is no operator."""
        if self.peek() in ("end", "or", "and", "close", "not"):
            self.note(NoticeCode.DANGLING_OPERATOR)
            return None
        node = self.part(depth)
        return Without(node) if node is not None else None

    def group(self, depth: int) -> Node | None:
        """A bracketed query."""
        node = self.any_of(depth + 1)
        if self.peek() == "close":
            self.take()
        else:
            self.note(NoticeCode.UNBALANCED_BRACKET)
        return node

    def scoped(self, typed: str) -> Node | None:
        """`judul:kata`, `tokoh:"dua kata"`; a scope before anything else is a word."""
        if self.peek() in ("word", "quoted", "prefix"):
            return self.leaf(self.take(), SCOPES[typed.lower()])
        self.note(NoticeCode.EMPTY_SCOPE)
        return self.leaf(Lexeme("word", typed), "")

    def leaf(self, lexeme: Lexeme, scope: str) -> Node | None:
        """Words, a phrase or a prefix, within the limits."""
        if lexeme.kind == "quote":
            self.note(NoticeCode.UNBALANCED_QUOTE)
            return None
        text = self.within_limit(lexeme.text)
        if not text or not _LETTERS.search(text):
            return None
        if lexeme.kind == "prefix":
            return self.prefix(text.rstrip("*"), scope)
        return Quoted(text, scope) if lexeme.kind == "quoted" else Text(text, scope)

    def within_limit(self, text: str) -> str:
        """The words of a leaf that still count."""
        words = text.split()
        left = MAX_WORDS - self.words
        if len(words) > left:
            self.note(NoticeCode.TOO_MANY_WORDS)
        self.words += min(len(words), left)
        return " ".join(words[:left])

    def prefix(self, text: str, scope: str) -> Node:
        """A prefix of enough letters, of which a query may have a few; otherwise a word."""
        if len(text) < MIN_PREFIX or scope in ("outlet", "leader"):
            self.note(NoticeCode.SHORT_PREFIX)
            return Text(text, scope)
        if self.prefixes == MAX_PREFIXES:
            self.note(NoticeCode.TOO_MANY_PREFIXES)
            return Text(text, scope)
        self.prefixes += 1
        return Starts(text, scope)


def _merged(parts: list[Node]) -> Iterator[Node]:
    """Neighbouring unscoped words as one text, so that `Rp 2,5 triliun` is analysed as typed."""
    run: list[str] = []
    for part in parts:
        if isinstance(part, Text) and not part.scope:
            run.append(part.text)
            continue
        if run:
            yield Text(" ".join(run))
            run = []
        yield part
    if run:
        yield Text(" ".join(run))


def parse(text: str) -> Parsed:
    """The tree of a typed query.  Raises QueryError above `MAX_CHARACTERS`; nothing else is an error."""
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            f"a query may have {MAX_CHARACTERS} characters, this one has {len(text)}; shorten it", code="query_too_long"
        )
    words = text.split(" ") if _PLAIN.fullmatch(text) else []
    if 0 < len(words) <= MAX_WORDS and OPERATORS.isdisjoint(words):
        return Parsed(Text(text), ())  # what most people type
    found, cut = lexemes(text)
    parser = _Parser(found)
    root = parser.any_of(0)
    if cut:
        parser.note(NoticeCode.TOO_DEEP)
    if root is None and found:
        root = _as_words(text)
    return Parsed(root, tuple(parser.notices))


def _as_words(text: str) -> Node | None:
    words = [w.lower() for w in re.findall(r"\w+", text)][:MAX_WORDS]
    return Text(" ".join(words)) if words else None
