"""Links as arrays: what goes in comes out, through files, merges and selections; counts against counting one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh_engine.arrays import ArrayFile, ArrayWriter
from search.engines.whoosh_engine.links import LinkRows, LinkTable
from search.engines.whoosh_engine.space import Space
from search.engines.whoosh_engine.tags import Tags
from search.model import LeaderLink, LeaderRole, Links, Mention

mention = st.builds(
    Mention, st.sampled_from(["title", "caption", "body"]), st.integers(0, 10**6), st.integers(0, 10**6)
)
leader = st.builds(
    LeaderLink,
    st.sampled_from(["prabowo-subianto", "xi-jinping", "joko-widodo", "é-na"]),
    st.lists(mention, max_size=3).map(tuple),
    st.booleans(),
    st.booleans(),
    st.integers(0, 10),
)
row = st.builds(
    Links,
    st.sampled_from(["", "antara", "sinpo"]),
    st.lists(leader, max_size=4, unique_by=lambda link: link.leader).map(tuple),
)
rows = st.lists(row, max_size=12)


def table_of(links: list[Links]) -> LinkTable:
    """Links as arrays."""
    return LinkRows().extend(links).table()


def filed(links: list[Links]) -> LinkTable:
    """Links as arrays in a mapped file, where their types are smaller."""
    with TemporaryDirectory() as directory:
        path = Path(directory) / "links"
        writer = ArrayWriter(path.open("wb"))
        table_of(links).write(writer)
        writer.close()
        return LinkTable.open(ArrayFile.open(path))


def all_of(table: LinkTable) -> list[Links]:
    """Arrays as links."""
    return [table.of(number) for number in range(len(table.outlet))]


@given(rows)
def test_rows_come_out_as_they_went_in(links: list[Links]) -> None:
    """Outlet, leaders in their order, flags, prominence and mentions."""
    table = table_of(links)
    assert all_of(table) == links
    wanted = [(each.outlet, tuple(link.leader for link in each.leaders)) for each in links]
    assert [table.ids_of(number) for number in range(len(links))] == wanted


@given(rows)
def test_a_file_keeps_them(links: list[Links]) -> None:
    """Written and mapped."""
    assert all_of(filed(links)) == links


def test_a_file_holds_the_smallest_types() -> None:
    """Of all arrays but the outlets, where -1 means none."""
    mentions = (Mention("body", 3, 300),)
    table = filed([Links("antara", (LeaderLink("xi-jinping", mentions, True, False, 4),)), Links()])
    assert table.outlet.tolist() == [0, -1]
    assert table.outlet.dtype == np.int32
    assert table.mention_begin.dtype == np.uint8
    assert table.mention_end.dtype == np.uint16
    assert table.mention_starts.dtype == np.uint8


@pytest.mark.parametrize("make", [table_of, filed])
@given(parts=st.lists(rows, min_size=1, max_size=4))
def test_joined_tables_hold_the_rows_of_all(make: Callable[[list[Links]], LinkTable], parts: list[list[Links]]) -> None:
    """Tables with different codes become one."""
    assert all_of(LinkTable.joined([make(part) for part in parts])) == [links for part in parts for links in part]


@given(rows, st.data())
def test_some_rows(links: list[Links], data: st.DataObject) -> None:
    """Selecting documents selects their links."""
    docs = data.draw(st.lists(st.integers(0, len(links) - 1), unique=True) if links else st.just([]))
    chosen = filed(links).take(np.array(sorted(docs), np.int64))
    assert all_of(chosen) == [links[doc] for doc in sorted(docs)]


def has_role(link: LeaderLink, role: LeaderRole) -> bool:
    """Whether a leader is named in a role."""
    return role is LeaderRole.ANY or link.in_title or (role is LeaderRole.LEAD and link.in_lead)


@pytest.mark.parametrize("dense", [False, True])
@pytest.mark.parametrize("role", list(LeaderRole))
@given(links=rows, data=st.data())
def test_counts(dense: bool, role: LeaderRole, links: list[Links], data: st.DataObject) -> None:
    """Counts by outlet and leader, few hits or many."""
    space = Space(len(links))
    docs = data.draw(st.lists(st.integers(0, len(links) - 1), unique=True) if links else st.just([]))
    hits = space.of_docs(np.array(sorted(docs), np.int32))
    hits = space.dense(hits) if dense else hits
    tags = Tags(filed(links), len(links), space.padded)
    outlets, leaders = tags.count_outlets(hits), tags.count_leaders(hits, role)
    named = [[x.leader for x in links[doc].leaders if has_role(x, role)] for doc in docs]
    assert outlets.counts == Counter(links[doc].outlet for doc in docs if links[doc].outlet)
    assert outlets.missing == sum(not links[doc].outlet for doc in docs)
    assert leaders.counts == Counter(leader for some in named for leader in some)
    assert leaders.missing == sum(not some for some in named)


@pytest.mark.parametrize("role", list(LeaderRole))
@given(links=rows)
def test_documents_by_outlet_and_leader(role: LeaderRole, links: list[Links]) -> None:
    """The other direction."""
    tags = Tags(filed(links), len(links), Space(len(links)).padded)
    two = ("prabowo-subianto", "xi-jinping")
    wanted = [n for n, x in enumerate(links) if any(y.leader in two and has_role(y, role) for y in x.leaders)]
    assert tags.any_leader_docs(two, role).tolist() == wanted
    assert tags.outlet_docs(("antara", "nobody")).tolist() == [n for n, x in enumerate(links) if x.outlet == "antara"]
    assert tags.any_leader_docs(("nobody",), role).tolist() == []
