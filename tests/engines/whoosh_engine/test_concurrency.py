"""Readers that open an index while Whoosh's writer updates, merges and removes segments."""

from __future__ import annotations

import threading
from pathlib import Path

from whoosh import fields, index
from whoosh import query as q

from search.engines.whoosh_engine.codec import TelisikCodec

DOCUMENTS = 30
COMMITS = 60


def schema() -> fields.Schema:
    """An id, a text, and a column to sort by."""
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        body=fields.TEXT(stored=True),
        number=fields.NUMERIC(sortable=True),
    )


def write(directory: Path, stop: threading.Event) -> None:
    """Update documents one by one; every third commit merges all segments."""
    made = index.open_dir(directory)
    for number in range(COMMITS):
        writer = made.writer(codec=TelisikCodec())
        known = number % DOCUMENTS
        writer.update_document(id=str(known), body=f"satu kata{number}", number=known)
        writer.commit(**({"optimize": True} if number % 3 == 0 else {}))
    stop.set()


def test_every_open_index_is_whole(tmp_path: Path) -> None:
    """An index opens completely or says that a file is gone; one that opened answers in full, columns included."""
    made = index.create_in(tmp_path, schema())
    writer = made.writer(codec=TelisikCodec())
    for number in range(DOCUMENTS):
        writer.add_document(id=str(number), body="satu", number=number)
    writer.commit()
    stop = threading.Event()
    thread = threading.Thread(target=write, args=(tmp_path, stop))
    thread.start()
    opened = 0
    while not stop.is_set():
        try:
            searcher = index.open_dir(tmp_path).searcher()
        except FileNotFoundError:  # between the reading of the TOC and that of its files: open again
            continue
        with searcher:
            found = searcher.search(q.Term("body", "satu"), limit=None, sortedby="number")
            assert [hit["id"] for hit in found] == [str(number) for number in range(DOCUMENTS)]
        opened += 1
    thread.join()
    assert opened > 3
