"""Query classes put to our reader and to a peer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from search.engines.whoosh_engine.reader import WhooshReader

from .class_table import ClassTable
from .ours import default_plan, plan_of
from .page import PAGES, OurPage, typed
from .peer_pages import same_streams, stems_only, stock_whoosh
from .peer_tantivy import Tantivy
from .peer_whoosh import StockWhoosh
from .peers import Peer
from .queries import BenchQuery
from .timing import Call, Laps, measured, measured_together

Wanted = Mapping[str, Sequence[BenchQuery]]

_COLD_ROUNDS = 15
_SLOW = 6
"""How many queries stock Whoosh is asked where it takes half a second for one."""


def measure_ours(table: ClassTable, reader: WhooshReader, beside: Sequence[Peer], wanted: Wanted, rounds: int) -> None:
    """Warm, in turns with peers of about our speed, so that a busy minute hits all; then cold, and under the default ranking."""
    for name, queries in wanted.items():
        ours = [partial(reader.search, plan_of(query)) for query in queries]
        table.found(name, "ours", [search().total for search in ours])
        calls: dict[str, Sequence[Call]] = {"ours": ours}
        for peer in beside:
            theirs = [peer.prepared(query) for query in queries]
            table.found(name, peer.name, [call() for call in theirs])
            calls[peer.name] = theirs
        for engine, times in measured_together(calls, rounds).items():
            table.add(name, engine, times)
        table.add(name, "cold", measured(ours, _COLD_ROUNDS, before=reader.forget))
        default = [partial(reader.search, default_plan(query)) for query in queries]
        table.add(name, "default", measured(default, max(3, rounds // 3)))


def measure_peer(table: ClassTable, peer: Peer, wanted: Wanted, rounds: int) -> None:
    """The same classes by a slower peer alone; a peer has no cache that could be emptied."""
    for name, queries in wanted.items():
        some = queries[:_SLOW] if isinstance(peer, StockWhoosh) and "function" in name else queries
        calls = [peer.prepared(query) for query in some]
        table.found(name, peer.name, [call() for call in calls])
        table.add(name, peer.name, measured(calls, rounds, warmed=True))


def measure_pages(table: ClassTable, page: OurPage, beside: Sequence[Peer], wanted: Wanted, rounds: int) -> None:
    """Pages of ours and tantivy's in turns."""
    for name in PAGES:
        queries = wanted[name]
        ours = [partial(page, typed(query)) for query in queries]
        table.found(name, "ours", [call() for call in ours])
        calls: dict[str, Sequence[Call]] = {"ours": ours}
        for peer in beside:
            if isinstance(peer, Tantivy):
                same, stems = [same_streams(peer, q) for q in queries], [stems_only(peer, q) for q in queries]
                table.found(name, "tantivy", [call() for call in same])
                table.found(name, "tantivy_stems", [call() for call in stems])
                calls |= {"tantivy": same, "tantivy_stems": stems}
        for engine, times in measured_together(calls, rounds).items():
            table.add(name, engine, times)


def measure_stock_page(table: ClassTable, peer: Peer, wanted: Wanted) -> None:
    """The page of stock Whoosh, which takes hundreds of times as long."""
    if isinstance(peer, StockWhoosh):
        first = [stock_whoosh(peer, query) for query in wanted[PAGES[0]][:_SLOW]]
        table.add(PAGES[0], "whoosh", measured(first, 1))


def measure_stages(table: ClassTable, page: OurPage, queries: Sequence[BenchQuery], rounds: int) -> None:
    """Our page of these queries, stage by stage; then the links of its hits, by themselves."""
    texts, laps = [typed(query) for query in queries], Laps()
    for _ in range(rounds):
        for text in texts:
            laps.start()
            page(text, laps)
    links = measured([page.links(text) for text in texts], rounds)
    for name, times in (*laps.times().items(), ("links (no part of the page)", links)):
        table.add(name, "ours", times)
