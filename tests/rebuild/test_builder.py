"""Every verb publishes a generation that holds what it says, or leaves the published one alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search.engines.registry import engine_named
from search.errors import (
    ArticlesWouldBeLostError,
    BuildError,
    BuildLockedError,
    DataFileError,
    NothingUsableError,
)
from search.generations import Collection
from search.model import Article, Query, RejectedRecord
from search.rebuild import Builder, Missing, Watch
from search.service import open_service
from search.settings import Settings

Make = Callable[..., Article]


def ids(collection: Collection) -> list[str]:
    page = open_service(Settings(collection.root.parent, collection.name)).search(Query(limit=100))
    assert page.total == len(page.hits)
    return sorted(hit.article.id for hit in page.hits)


def left_over(collection: Collection) -> list[str]:
    return [path.name for path in collection.root.iterdir() if path.name.startswith(".") and path.name != ".lock"]


class TestRebuild:
    def test_publishes_all(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Every article of the sources is in the published generation."""
        summary = builder.rebuild([make("a"), make("b")])
        assert ids(collection) == ["a", "b"]
        assert (summary.documents, summary.added, summary.read) == (2, 2, 2)
        assert summary.generation == collection.current()
        assert set(summary.seconds) >= {"read", "tables", "index", "check", "publish"}
        assert left_over(collection) == []

    def test_counts_rejected(self, builder: Builder, make: Make) -> None:
        """A rejected record is told, counted, and stops nothing."""
        told: list[RejectedRecord] = []
        watch = Watch(rejected=told.append)
        bad = RejectedRecord("articles.jsonl:7", "no body")
        summary = replace(builder, watch=watch).rebuild([make("a"), bad])
        assert told == [bad]
        assert (summary.read, summary.rejected, summary.documents) == (2, 1, 1)
        assert summary.rejections == ("articles.jsonl:7: no body",)
        assert "1 rejected" in summary.line()

    def test_strict_publishes_nothing(self, builder: Builder, collection: Collection, make: Make) -> None:
        """In strict mode the first rejected record ends the build."""
        with pytest.raises(BuildError, match=r"articles\.jsonl:7: no body.*--strict"):
            builder.rebuild([RejectedRecord("articles.jsonl:7", "no body"), make("a")], strict=True)
        assert collection.generations() == ()
        assert left_over(collection) == []

    @pytest.mark.parametrize("records", [[], [RejectedRecord("x:1", "no body")]])
    def test_nothing_usable(self, builder: Builder, collection: Collection, records: list[RejectedRecord]) -> None:
        """Sources without a usable record publish nothing."""
        with pytest.raises(NothingUsableError, match=f"None of {len(records)} records"):
            builder.rebuild(records)
        assert collection.current() is None

    def test_later_wins(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Of two records with one id the later is kept, and the earlier is named."""
        told: list[str] = []
        watch = Watch(duplicate=told.append)
        summary = replace(builder, watch=watch).rebuild(
            [make("a", "lama"), make("b"), replace(make("a", "baru"), source="z:9")]
        )
        assert summary.duplicates == 1
        assert told == ["articles.jsonl:a: replaced by z:9, which has the same id 'a'"]
        service = open_service(Settings(collection.root.parent, "berita"))
        assert service.article("a").article.title == "baru"
        assert ids(collection) == ["a", "b"]

    def test_same_url_is_the_same_article(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Two spellings of one URL are one article, whatever the ids."""
        first = make("a", url="https://www.contoh.id/berita/1?utm_source=x")
        summary = builder.rebuild([first, make("b", url="http://contoh.id/berita/1/")])
        assert summary.duplicates == 1
        assert ids(collection) == ["b"]

    def test_progress_is_told(self, builder: Builder, make: Make) -> None:
        """Reading and indexing tell how far they are."""
        told: dict[str, int] = {}
        watch = Watch(progress=lambda stage, done: told.update({stage: done}))
        replace(builder, watch=watch).rebuild([make(str(n)) for n in range(30)])
        assert told["read"] == 30

    def test_keeps_so_many(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Old generations are pruned after each publication."""
        for _ in range(4):
            replace(builder, keep=2).rebuild([make("a")])
        assert len(collection.generations()) == 2

    def test_one_at_a_time(self, builder: Builder, collection: Collection, make: Make) -> None:
        """While a collection is being built a second build is refused."""

        def records() -> Iterator[Article]:
            with pytest.raises(BuildLockedError):
                builder.add([make("b")]) if collection.generations() else builder.rebuild([make("b")])
            yield make("a")

        builder.rebuild(records())
        assert ids(collection) == ["a"]

    def test_bad_operator_file(self, builder: Builder, collection: Collection, make: Make, tmp_path: Path) -> None:
        """A malformed operator's file names file, line and field, and the published generation stays."""
        builder.rebuild([make("a")])
        before = collection.current()
        file = tmp_path / "pemimpin.jsonl"
        file.write_text('{"id": "joko-widodo", "aliases": "Pakde"}\n')
        with pytest.raises(DataFileError, match=r"pemimpin\.jsonl:1: aliases"):
            replace(builder, leaders=file).rebuild([make("b")], Missing.DROP)
        assert collection.current() == before
        assert left_over(collection) == []


class TestMissingArticles:
    def test_refused(self, builder: Builder, collection: Collection, make: Make) -> None:
        """A rebuild never loses an article in silence."""
        builder.rebuild([make("a"), make("b"), make("c")])
        with pytest.raises(ArticlesWouldBeLostError, match=r"2 published articles.*a, c.*--include-current") as caught:
            builder.rebuild([make("b")])
        assert caught.value.count == 2
        assert ids(collection) == ["a", "b", "c"]

    def test_included(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Articles that the sources lack are carried over whole."""
        builder.rebuild([make("a", caption="Foto"), make("b")])
        summary = builder.rebuild([make("b", "baru"), make("c")], Missing.INCLUDE)
        assert summary.carried == 1
        assert ids(collection) == ["a", "b", "c"]
        service = open_service(Settings(collection.root.parent, "berita"))
        assert service.article("a").article == make("a", caption="Foto")
        assert service.article("b").article.title == "baru"

    def test_dropped(self, builder: Builder, collection: Collection, make: Make) -> None:
        """On request only the sources count."""
        builder.rebuild([make("a"), make("b")])
        builder.rebuild([make("c")], Missing.DROP)
        assert ids(collection) == ["c"]

    def test_same_url_is_not_missing(self, builder: Builder, collection: Collection, make: Make) -> None:
        """An article that came again under another id, but with its URL, is not lost."""
        builder.rebuild([make("a", url="https://contoh.id/1")])
        builder.rebuild([make("b", url="https://contoh.id/1")])
        assert ids(collection) == ["b"]

    def test_unreadable(self, builder: Builder, collection: Collection, make: Make) -> None:
        """When nobody can tell what was published, a rebuild asks."""
        builder.rebuild([make("a")])
        (collection.path(str(collection.current())) / "MANIFEST.json").unlink()
        with pytest.raises(BuildError, match="--drop-missing"):
            builder.rebuild([make("a")])
        builder.rebuild([make("a")], Missing.DROP)
        assert ids(collection) == ["a"]

    def test_damaged(self, builder: Builder, collection: Collection, make: Make) -> None:
        """A damaged generation is compared through the older one that stands in for it, and said."""
        builder.rebuild([make("a")])
        builder.add([make("b")])
        (collection.path(str(collection.current())) / "MANIFEST.json").unlink()
        summary = builder.rebuild([make("c")], Missing.INCLUDE)
        assert "damaged" in summary.warnings[0]
        assert ids(collection) == ["a", "c"]


@pytest.mark.parametrize("engine", ["memory", "whoosh"])
def test_files_are_copied_where_links_cannot_be(
    builder: Builder, collection: Collection, make: Make, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """On a file system without hard links a change copies what it shares, and flushes and seals the copies."""
    builder = replace(builder, engine=engine_named(engine))
    builder.rebuild([make("a"), make("b")])

    def refuse(source: Path, target: Path) -> None:
        raise OSError(95, "Operation not supported")

    flushed, fsync = set(), os.fsync
    monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr("os.fsync", lambda file: flushed.add(os.fstat(file).st_ino) or fsync(file))
    builder.add([make("c")])
    builder.delete(["b"])
    builder.relink()
    assert ids(collection) == ["a", "c"]
    current = collection.path(str(collection.current()))
    files = [path.stat() for path in current.rglob("*") if path.is_file()]
    assert {status.st_nlink for status in files} == {1}
    assert {status.st_ino for status in files} <= flushed
    assert not any(status.st_mode & 0o222 for status in files)
    assert all(verification.whole for verification in collection.verify_all(deep=True))


class TestAdd:
    def test_adds_and_updates(self, builder: Builder, collection: Collection, make: Make) -> None:
        """New ids are added, known ones replaced, equal ones counted as unchanged."""
        builder.rebuild([make("a"), make("b")])
        summary = builder.add([make("a"), make("b", "baru"), make("c")])
        assert (summary.added, summary.updated, summary.unchanged, summary.documents) == (1, 1, 1, 3)
        assert ids(collection) == ["a", "b", "c"]

    def test_nothing_new(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Adding what is there publishes nothing."""
        builder.rebuild([make("a")])
        before = collection.current()
        summary = builder.add([make("a")])
        assert not summary.published
        assert "nothing to change" in summary.line()
        assert collection.current() == before

    def test_first(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Where nothing is published an add is a rebuild."""
        builder.add([make("a")])
        assert ids(collection) == ["a"]

    def test_refuses_damage(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Nothing is built on a damaged generation."""
        builder.rebuild([make("a")])
        (collection.path(str(collection.current())) / "MANIFEST.json").unlink()
        with pytest.raises(BuildError, match="telisik rollback"):
            builder.add([make("b")])

    def test_unknown_outlet_gets_its_name(self, builder: Builder, collection: Collection, make: Make) -> None:
        """An outlet first seen in an addition is labelled as it was written."""
        builder.rebuild([make("a", outlet="Kabar Pertama")])
        builder.add([make("b", outlet="Warta Kedua")])
        entries = open_service(Settings(collection.root.parent, "berita")).outlets()
        assert {(entry.id, entry.name) for entry in entries} == {
            ("kabar-pertama", "Kabar Pertama"),
            ("warta-kedua", "Warta Kedua"),
        }


class TestDelete:
    def test_by_id_url_and_outlet(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Articles go by id, by any spelling of their URL, or with their outlet."""
        builder.rebuild(
            [
                make("a"),
                make("b", url="https://contoh.id/1"),
                make("c", outlet="Kabar"),
                make("d", outlet="Kabar"),
                make("e"),
            ]
        )
        summary = builder.delete(["a", "x"], ["http://www.contoh.id/1", "https://contoh.id/9"], ["kabar", "warta"])
        assert ids(collection) == ["e"]
        assert summary.deleted == 4
        assert [w.split(":")[0] for w in summary.warnings] == ["x", "https", "warta"]

    def test_nothing_to_delete(self, builder: Builder, collection: Collection, make: Make) -> None:
        """Deleting what is not there publishes nothing."""
        builder.rebuild([make("a")])
        before = collection.current()
        assert not builder.delete(["x"]).published
        assert collection.current() == before

    def test_nothing_published(self, builder: Builder) -> None:
        """There is nothing to delete from where nothing is published."""
        with pytest.raises(BuildError, match="Nothing is published"):
            builder.delete(["a"])


def test_compact(builder: Builder, collection: Collection, make: Make) -> None:
    """Compacting changes no answer."""
    builder.rebuild([make("a"), make("b")])
    builder.add([make("c")])
    builder.delete(["a"])
    builder.compact()
    assert ids(collection) == ["b", "c"]


def test_relink(builder: Builder, collection: Collection, make: Make, tmp_path: Path) -> None:
    """An editor adds an alias, links anew, and an open service counts the leader more often, without a restart."""
    builder.rebuild([make("a", body="Joko Widodo membuka sidang."), make("b", body="Pakdhe Anyar membuka sidang.")])
    service = open_service(Settings(collection.root.parent, "berita"))
    assert [(entry.id, entry.count) for entry in service.leaders()] == [("joko-widodo", 1)]
    file = tmp_path / "pemimpin.jsonl"
    file.write_text('{"id": "joko-widodo", "aliases": ["Pakdhe Anyar"]}\n')
    replace(builder, leaders=file).relink()
    assert [(entry.id, entry.count) for entry in service.leaders()] == [("joko-widodo", 2)]


def test_last_article_goes(builder: Builder, collection: Collection, make: Make) -> None:
    """A collection may become empty, and be filled again."""
    builder.rebuild([make("a")])
    assert builder.delete(["a"]).documents == 0
    assert ids(collection) == []
    builder.compact()
    builder.add([make("b")])
    assert ids(collection) == ["b"]
