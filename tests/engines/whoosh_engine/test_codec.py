"""Our codec against Whoosh's: the same operations on two indexes, then the same answers, statistics, values and vectors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import analysis, fields, formats, index
from whoosh import query as q
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.matching import Matcher
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from search.engines.whoosh_engine.codec import TelisikCodec, TelisikSegment

COMMON = ("itu", "dan", "yang", "di")
WORDS = (*(f"kata{n}" for n in range(40)), *COMMON)
PLAIN = analysis.StandardAnalyzer(stoplist=None, minsize=1)
START = datetime(2020, 1, 1)  # noqa: DTZ001 - Whoosh's DATETIME is naive


def schema() -> fields.Schema:
    """One field of every kind of postings value, with boosts, vectors, columns and a spelling field."""
    typed = lambda kind: fields.FieldType(format=kind, analyzer=PLAIN, scorable=True)  # noqa: E731
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=fields.TEXT(stored=True, field_boost=3.0, analyzer=PLAIN),
        body=fields.TEXT(analyzer=PLAIN, vector=True, chars=True),
        position_boosts=typed(formats.PositionBoosts()),
        character_boosts=typed(formats.CharacterBoosts()),
        no_positions=fields.TEXT(phrase=False, analyzer=PLAIN),
        keyword=fields.KEYWORD(commas=True, stored=True, scorable=True),
        number=fields.NUMERIC(sortable=True, stored=True),
        date=fields.DATETIME(sortable=True),
        category=fields.ID(sortable=True, stored=True),
        ngrams=fields.NGRAMWORDS(minsize=2, maxsize=3),
        spelt=fields.TEXT(analyzer=analysis.StemmingAnalyzer(), spelling=True),
    )


def text(chance: random.Random, most: int) -> str:
    """Some words, common ones often."""
    pick = lambda: chance.choice(COMMON) if chance.random() < 0.4 else chance.choice(WORDS)  # noqa: E731
    return " ".join(pick() for _ in range(chance.randint(1, most)))


def document(chance: random.Random, number: int) -> dict[str, Any]:
    """A document; some fields are missing, some boosted."""
    body = text(chance, 60)
    made: dict[str, Any] = {
        "id": f"d{number}",
        "title": text(chance, 6),
        "body": body,
        "position_boosts": body[:80],
        "character_boosts": body[:80],
        "no_positions": body[:100],
        "keyword": ",".join(chance.sample(["ab", "cd", "ef", "gh"], chance.randint(0, 3))),
        "number": chance.randint(-50, 50),
        "date": START + timedelta(days=chance.randint(0, 900)),
        "category": chance.choice("xyz"),
        "ngrams": text(chance, 3),
        "spelt": text(chance, 8) + " running houses",
    }
    for name in ("title", "no_positions", "number", "keyword", "character_boosts"):
        if chance.random() < 0.15:
            del made[name]
    boosts = {"_title_boost": 2.5} if chance.random() < 0.2 else {}
    return made | boosts | ({"_boost": 1.5} if chance.random() < 0.1 else {})


def queries(chance: random.Random) -> Iterator[q.Query]:
    """Queries of every kind that reads postings."""
    word = lambda: chance.choice(WORDS)  # noqa: E731
    names = ("title", "body", "position_boosts", "character_boosts", "no_positions")
    term = lambda name="": q.Term(name or chance.choice(names), word())  # noqa: E731
    yield term()
    yield q.And([term("body"), term("body")])
    yield q.Or([term(), term(), term()])
    yield q.Phrase(chance.choice(names[:4]), [word(), chance.choice(COMMON)])
    yield q.Phrase("body", [chance.choice(COMMON), chance.choice(COMMON)], slop=chance.choice([1, 2]))
    yield q.Prefix("body", f"kata{chance.randint(1, 3)}")
    yield q.AndNot(term("body"), term("title"))
    yield q.AndMaybe(term("body"), term("title"))
    yield q.FuzzyTerm("body", f"kata1{chance.randint(0, 9)}", maxdist=1, prefixlength=2)
    yield q.Wildcard("title", f"k*{chance.randint(0, 9)}")
    yield q.NumericRange("number", chance.randint(-50, 0), chance.randint(0, 50))
    yield q.DateRange("date", START, START + timedelta(days=200))
    yield q.Not(term("body"))
    yield q.DisjunctionMax([term(), term()])
    yield q.Variations("spelt", "run")
    yield q.Every("title")
    yield q.TermRange("body", "kata2", "kata3")
    yield q.Term("ngrams", "ka")


@dataclass(frozen=True, slots=True)
class Pair:
    """The same index with both codecs."""

    indexes: tuple[index.Index, index.Index]
    codecs: tuple[Any, Any]

    def each(self) -> Iterator[tuple[index.Index, Any]]:
        """Index and codec, twice."""
        return zip(self.indexes, self.codecs, strict=True)


def pair() -> Pair:
    """Two empty indexes in memory."""
    made = tuple(RamStorage().create_index(schema()) for _ in range(2))
    return Pair((made[0], made[1]), (W3Codec(), TelisikCodec()))


def change(chance: random.Random, indexes: Pair, count: int) -> None:
    """One transaction on both: additions, updates, deletions, then one of the ways to commit."""
    operations: list[tuple[str, Any]] = []
    for _ in range(chance.randint(1, 12)):
        known = chance.randrange(count + 20)
        kind = chance.choice(["add", "add", "add", "update", "delete", "query"])
        operations.append((kind, document(chance, known) if kind in ("add", "update") else known))
    commit = chance.choice([{}, {}, {"merge": False}, {"optimize": True}, None])
    for each, codec in indexes.each():
        writer = each.writer(codec=codec)
        for kind, what in operations:
            if kind in ("add", "update"):
                (writer.add_document if kind == "add" else writer.update_document)(**what)
            elif kind == "delete":
                writer.delete_by_term("id", f"d{what}")
            else:
                writer.delete_by_query(q.And([q.Prefix("body", "kata3"), q.Term("category", "x")]))
        writer.cancel() if commit is None else writer.commit(**commit)


def answers(searcher: Searcher, asked: list[q.Query]) -> list[Any]:
    """Scores, counts and matched terms of every query."""
    found: list[Any] = []
    for query in asked:
        top = searcher.search(query, limit=7)
        every = searcher.search(query, limit=None, terms=True)
        found.append((repr(query), [(round(score, 4), doc) for score, doc in top.top_n], len(top)))
        found.append((sorted(every.docs()), [sorted(hit.matched_terms()) for hit in every][:5]))
    return found


def postings(searcher: Searcher) -> list[Any]:
    """The lexicon with its statistics, and every posting with its weight and value."""
    reader = searcher.reader()
    found: list[Any] = []
    for (name, term), info in reader:
        statistics = (info.doc_frequency(), info.min_length(), info.max_length(), info.min_id(), info.max_id())
        found.append((name, term, statistics, round(info.weight(), 3), round(info.max_weight(), 4)))
        found.extend(postings_of(reader.postings(name, term), values=not name.startswith("spell_")))
    return found


def postings_of(matcher: Matcher, values: bool) -> Iterator[tuple[int, float, bytes]]:
    """Document, weight and value.  W3 gives None for no value, and cuts the foreign values of spelling fields."""
    while matcher.is_active():
        yield matcher.id(), round(matcher.weight(), 4), (matcher.value() or b"") if values else b""
        matcher.next()


def others(searcher: Searcher) -> list[Any]:
    """Lengths, vectors, stored fields, columns and spelling."""
    reader = searcher.reader()
    found: list[Any] = [reader.doc_count(), reader.doc_count_all(), sorted(reader.indexed_field_names())]
    for number in reader.all_doc_ids():
        found.append([searcher.stored_fields(number), reader.doc_field_length(number, "body")])
        if reader.has_vector(number, "body"):
            found.append(list(searcher.vector_as("positions", number, "body")))
    found.append([searcher.avg_field_length(name) for name in ("title", "body", "no_positions")])
    by_date = searcher.search(q.Every(), sortedby="date", limit=None)
    found.append([hit["id"] for hit in by_date])
    found.append(searcher.corrector("spelt").suggest("kata1x", limit=5, maxdist=1))
    return found


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 2**32))
def test_random_operations_give_what_whoosh_gives(seed: int) -> None:
    """Additions, updates, deletions, cancelled writers, merges and optimisations in any order."""
    chance = random.Random(seed)
    indexes = pair()
    for step in range(chance.randint(1, 5)):
        change(chance, indexes, step * 8)
    asked = list(queries(chance))
    with indexes.indexes[0].searcher() as theirs, indexes.indexes[1].searcher() as ours:
        if theirs.doc_count_all():
            assert answers(ours, asked) == answers(theirs, asked)
        assert postings(ours) == postings(theirs)
        if theirs.doc_count_all():
            assert others(ours) == others(theirs)


def test_terms_that_are_not_there(tmp_path: Path) -> None:
    """The errors are those that Whoosh's readers catch."""
    made = index.create_in(tmp_path, schema())
    writer = made.writer(codec=TelisikCodec())
    writer.add_document(id="a", body="satu dua")
    writer.commit()
    with made.searcher() as searcher:
        terms = searcher.reader()._terms
        assert ("body", b"satu") in terms
        assert ("body", b"tiga") not in terms
        assert ("nothing", b"satu") not in terms
        for ask in (terms.frequency, terms.doc_frequency):
            with pytest.raises(KeyError):
                ask("body", b"tiga")
        for ask in (terms.term_info, terms.matcher):
            with pytest.raises(TermNotFound):
                ask("body", b"tiga", *([None] if ask == terms.matcher else []))
        assert list(terms.terms_from("nothing", b"")) == []
        cursor = terms.cursor("nothing", made.schema["body"])
        assert (cursor.text(), cursor.next(), cursor.term_info(), cursor.is_valid()) == (None, None, None, False)


def test_files_stay_loose_and_whole(tmp_path: Path) -> None:
    """One file of postings beside Whoosh's columns, never a compound; an old reader outlives a merge and its files."""
    made = index.create_in(tmp_path, schema())
    for number in range(3):
        writer = made.writer(codec=TelisikCodec())
        writer.add_document(id=f"d{number}", body=f"satu kata{number}", number=number)
        writer.commit(merge=False)
    searcher = made.searcher()
    assert all(isinstance(segment, TelisikSegment) for segment in made._segments())
    assert not list(tmp_path.glob("*.seg"))
    writer = made.writer(codec=TelisikCodec())
    writer.commit(optimize=True)
    assert len(list(tmp_path.glob("*.npp"))) == 1
    for path in tmp_path.glob("MAIN_*"):
        path.unlink()
    assert sorted(hit["id"] for hit in searcher.search(q.Term("body", "satu"))) == ["d0", "d1", "d2"]
    assert [hit["id"] for hit in searcher.search(q.Every(), sortedby="number", reverse=True)] == ["d2", "d1", "d0"]
    searcher.close()


def test_the_writer_keeps_the_order_of_its_calls(tmp_path: Path) -> None:
    """Calls out of turn are errors, as they are for Whoosh's writer; a term without postings leaves no trace."""
    storage = RamStorage()
    codec = TelisikCodec()
    writer = codec.field_writer(storage, codec.new_segment(storage, "MAIN"))
    for call in (
        writer.finish_field,
        writer.finish_term,
        lambda: writer.start_term(b"x"),
        lambda: writer.add(0, 1.0, b"", 1),
    ):
        with pytest.raises(ValueError, match=r"started|outside"):
            call()
    writer.start_field("body", fields.TEXT())
    writer.start_term(b"x")
    with pytest.raises(ValueError, match="inside"):
        writer.start_term(b"y")
    writer.finish_term()
    writer.finish_field()
    with pytest.raises(ValueError, match="twice"):
        writer.start_field("body", fields.TEXT())
    writer.close()
    assert writer.is_closed
