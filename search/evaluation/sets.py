"""Judged sets on disk, as BEIR lays them out: `corpus.jsonl[.gz]`, `queries.jsonl`, `qrels.tsv`.

A set may have its articles elsewhere: then they are named, and may have any format that `search.corpus` reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataFileError

Judgements = Mapping[str, float]
"""Article id -> grade above 0."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query and what it should find."""

    id: str
    text: str
    relevant: Judgements


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Files of articles and judged queries, in file order; queries without a relevant article are left out."""

    name: str
    corpus: tuple[Path, ...]
    queries: tuple[JudgedQuery, ...]


def read_set(directory: Path, corpus: Sequence[Path] = ()) -> JudgedSet:
    """The set in a directory, over other articles if `corpus` names them.

    Raises DataFileError that names file, line and what to do.
    """
    files = tuple(corpus) or _own_corpus(directory)
    judged = _judgements(directory / "qrels.tsv")
    queries = (JudgedQuery(id, text, judged[id]) for id, text in _queries(directory / "queries.jsonl") if id in judged)
    return JudgedSet(directory.resolve().name, files, tuple(queries))


def _own_corpus(directory: Path) -> tuple[Path]:
    for name in ("corpus.jsonl", "corpus.jsonl.gz"):
        if (directory / name).is_file():
            return (directory / name,)
    raise DataFileError(
        f"{directory}: has no corpus.jsonl or corpus.jsonl.gz; name a folder with one, or the articles by --corpus."
    )


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", line.rstrip("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataFileError(f"{path}: {problem}; it must be readable UTF-8 text.") from problem


def _queries(path: Path) -> Iterator[tuple[str, str]]:
    for where, line in _lines(path):
        try:
            record = json.loads(line)
            yield str(record["_id"]), str(record["text"])
        except (ValueError, KeyError, TypeError) as problem:
            raise DataFileError(f'{where}: is no query; write {{"_id": "...", "text": "..."}}.') from problem


def _judgements(path: Path) -> dict[str, dict[str, float]]:
    judged: dict[str, dict[str, float]] = {}
    for where, line in _lines(path):
        cells = line.split("\t")
        if cells[0] == "query-id":
            continue
        try:
            query, article, grade = cells[0], cells[1], float(cells[2])
        except (IndexError, ValueError) as problem:
            raise DataFileError(
                f"{where}: is no judgement; write query-id, corpus-id and a grade, tabs between."
            ) from problem
        if grade > 0:
            judged.setdefault(query, {})[article] = grade
    return judged
