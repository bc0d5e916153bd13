"""Every form that can name a leader, found in one Aho-Corasick pass; the starts of teasers are found in the same pass.

Not here: whether a form that was found really names the leader (`guards`, `coreference`, `linker`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from ahocorasick_rs import AhoCorasick

from ..errors import DataFileError
from .leader import Leader
from .names import fold
from .tables import read_table

_EXTENTS = frozenset(("line", "bracket", "rest"))
_FORBIDDEN_BEFORE = frozenset("@#_&")
_LONGEST_TEASER = 200
# Forms looked at in one article; no article has so many, and what follows compares hits with each other.
MOST_HITS = 1000


@dataclass(frozen=True, slots=True)
class Form:
    """A written form: leaders it names on its own (`full`), leaders it may stand for (`short`), one word or more."""

    text: str
    full: tuple[str, ...]
    short: tuple[str, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A form at `[start, end)` of a text."""

    start: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class Closed:
    """A span in which no leader is named: a teaser, or the name of someone or something else."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass found."""

    hits: list[Hit]
    closed: list[Closed]


@dataclass(frozen=True, slots=True)
class _Closer:
    """What closes a span: `extent` is how far a teaser goes, `""` for a name that closes only itself."""

    extent: str
    why: str


def _hyphen_variants(form: str) -> Iterable[str]:
    """`Kim Jong-un` = `Kim Jong-Un` = `Kim Jong Un` = `Kim Jong un` = `Kim Jong - un`."""
    parts = form.split("-")
    tails = [
        tuple(dict.fromkeys((part, part[:1].upper() + part[1:], part[:1].lower() + part[1:]))) for part in parts[1:]
    ]
    for chosen in product(*tails):
        yield "-".join((parts[0], *chosen))
        yield " ".join((parts[0], *chosen))
        yield " - ".join((parts[0], *chosen))


def _variants(form: str) -> Iterator[str]:
    """The forms that differ from `form` only in points, hyphens, apostrophes, and the case of `bin` and `al`."""
    plain = fold(form)
    bases = [plain]
    if "." in plain:
        bases += [
            plain.replace(".", ""),
            plain.replace(". ", " ").replace(".", " ").strip(),
            plain.replace(".", ". ").replace("  ", " ").strip(),
        ]
    for particle in (" bin ", " binti ", " van ", " von ", " der ", " de ", " da ", " al ", " el "):
        bases += [base.replace(particle, particle.title()) for base in bases if particle in base]
    if "'" in plain:
        bases += [base.replace("'", "") for base in bases]
    for base in bases:
        yield base
        words = base.split(" ")
        if base.count("-") in (1, 2) and len(words) > 1:
            yield from _hyphen_variants(base)


def _forms(leaders: Mapping[str, Leader]) -> dict[str, Form]:
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for leader in leaders.values():
        for form in leader.full_forms:
            for variant in _variants(form):
                full.setdefault(variant, []).append(leader.id)
        for form in leader.short:
            for variant in _variants(form):
                short.setdefault(variant, []).append(leader.id)
    return {
        text: Form(
            text,
            tuple(dict.fromkeys(full.get(text, ()))),
            tuple(dict.fromkeys(short.get(text, ()))),
            " " not in text and "-" not in text,
        )
        for text in dict.fromkeys((*full, *short))
    }


def teaser_markers(table: str = "boilerplate.tsv") -> dict[str, _Closer]:
    """Where teasers begin and how far they go.  Raises DataFileError."""
    teasers: dict[str, _Closer] = {}
    for row in read_table(table, 3):
        marker, extent, _ = row.cells
        if extent not in _EXTENTS:
            raise DataFileError(f"{row.where}: extent: {extent!r} is none of {', '.join(sorted(_EXTENTS))}.")
        teasers[marker] = _Closer(extent, "teaser for another article")
    return teasers


def _other_names() -> dict[str, _Closer]:
    return {
        fold(row.cells[0]): _Closer("", f"another name: {row.cells[1]}") for row in read_table("other_names.tsv", 2)
    }


class Lexicon:
    """The forms of all leaders, and where a text has them.  Immutable."""

    def __init__(self, leaders: Mapping[str, Leader]) -> None:
        self.forms: Mapping[str, Form] = _forms(leaders)
        closers = teaser_markers() | _other_names()
        self._found: list[Form | _Closer] = [*self.forms.values(), *closers.values()]
        self._matcher = AhoCorasick([*self.forms, *closers])

    def scan(self, text: str) -> Scan:
        """The longest forms in a text that stand as words of their own, from left to right, outside closed spans."""
        found: list[tuple[int, int, Form | _Closer]] = []
        length = len(text)
        for index, start, end in self._matcher.find_matches_as_indexes(text, overlapping=True):
            if start and (text[start - 1].isalnum() or text[start - 1] in _FORBIDDEN_BEFORE):
                continue
            if end < length and text[end - 1].isalnum() and (text[end].isalnum() or text[end] == "_"):
                continue
            found.append((start, -end, self._found[index]))
        found.sort(key=lambda match: match[:2])
        return _longest(text, found)


def _longest(text: str, found: list[tuple[int, int, Form | _Closer]]) -> Scan:
    """The first and longest of the forms that overlap."""
    hits: list[Hit] = []
    closed: list[Closed] = []
    free_from = 0
    for start, negative_end, form in found:
        if start < free_from:
            continue
        if len(hits) == MOST_HITS:
            break
        free_from = -negative_end
        if isinstance(form, Form):
            hits.append(Hit(start, free_from, form))
            continue
        if form.extent:
            free_from = _teaser_end(text, start, form.extent)
        closed.append(Closed(start, free_from, form.why))
    return Scan(hits, closed)


def _teaser_end(text: str, start: int, extent: str) -> int:
    """Where the teaser that begins at `start` ends."""
    if extent == "rest":
        return len(text)
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if extent == "line" and (start == 0 or text[start - 1] == "\n"):
        return line_end
    ends = (")", "]") if extent == "bracket" else (". ", "? ", "! ")
    stops = (text.find(mark, start, min(line_end, start + _LONGEST_TEASER)) for mark in ends)
    return min((stop for stop in stops if stop >= 0), default=line_end)
