"""voucher_page, voucher_count: a department's approver, who sees half of a company's vouchers (ours), asks for the newest
50 and for how many there are; the same from a company that holds only those (floor). Both through the tool's own
functions, by turns; the count of the first page belongs to the page.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator

from benchmarks.engines import ENGINES
from benchmarks.ledger.bulk import post
from benchmarks.ledger.company import NOW
from benchmarks.ledger.row import Row
from ledger.books.entries import Content, EntryDraft, EntryKind, LineDraft, Side
from ledger.books.periods import open_period
from ledger.books.voucher_search import count
from ledger.proposals.rules import RuleVersion, publish
from ledger.store import Store
from ledger.store.company import company
from policies.access import in_force
from tests.world import World
from tools.context import Context
from tools.demo import cast
from tools.outcome import Done
from tools.shared.finding_vouchers import SearchVouchers, voucher_filter

ALL, PART, READER, PLACE, OTHER = "all", "part", "liqiang", "sales", "it"
MONTHS, BATCH, ROUNDS = [f"2026-{month:02}" for month in range(1, 13)], 1000, 31
ACCOUNTS = ("660204", "660208", "660210", "660211")
ASKED = {"period": {"start": "2026-01-01", "end": "2026-12-31"}, "limit": 50}
RULE, BOOK = "feed", cast.company().book


def measure(names: tuple[str, ...], vouchers: int) -> list[Row]:
    """Two rows for each database, over so many vouchers in all."""
    found: list[Row] = []
    for name, engine in ENGINES.items():
        wanted = {
            one for one in (f"voucher_page_{name}", f"voucher_count_{name}") if not names or one.startswith(names)
        }
        if not wanted:
            continue
        with engine() as opened:
            for tenant in (ALL, PART):
                opened.store.create_tenant(tenant)
            worlds = {tenant: filled(opened.store, tenant, vouchers) for tenant in (ALL, PART)}
            asked = {
                f"voucher_page_{name}": {tenant: _page(world) for tenant, world in worlds.items()},
                f"voucher_count_{name}": {tenant: _count(world) for tenant, world in worlds.items()},
            }
            for row, ways in asked.items():
                times = _timed(ways)
                found += [Row.of(row, times[ALL], times[PART])] if row in wanted else []
            for world in worlds.values():
                world.close()
    return found


def filled(store: Store, tenant: str, vouchers: int) -> World:
    """A company over a year; ``PART`` holds only the vouchers of one department, ``ALL`` as many of another between them."""
    world = World(store, tenant)
    with store.write(tenant) as unit:
        for month in MONTHS:
            if month != "2026-11":
                open_period(unit, BOOK, month, "limin", NOW)
        rule = RuleVersion(RULE, 1, BOOK, "记", (int(EntryKind.NORMAL),), ("1", "2", "6"), "wangfang", "limin")
        publish(unit, rule, NOW)
    post(store, _contents(BOOK, vouchers, whole=tenant != PART), tenant)
    return world


def _contents(book: str, vouchers: int, *, whole: bool) -> Iterator[Content]:
    chance = random.Random(5)
    for number in range(vouchers // BATCH):
        month = MONTHS[number % len(MONTHS)]
        made = [(place, _voucher(chance, month, place)) for _ in range(BATCH // 2) for place in (PLACE, OTHER)]
        yield Content(book, month, tuple(one for place, one in made if whole or place == PLACE))


def _voucher(chance: random.Random, month: str, place: str) -> EntryDraft:
    amount, memo = chance.randint(100, 10_000_000), f"费用报销 {chance.randint(1000, 9999)}"
    cost = LineDraft(chance.choice(ACCOUNTS), Side.DEBIT, amount, "CNY", memo=memo, dims=(("department", place),))
    paid = LineDraft("100201", Side.CREDIT, amount, "CNY", memo=memo)
    return EntryDraft(f"{month}-{chance.randint(1, 28):02}", (cost, paid), "feed", source="feed")


def _page(world: World) -> Callable[[], None]:
    principal, asked = world.who(READER), ASKED

    def page() -> None:
        done = world.gateway.call(principal, "search_vouchers", asked)
        assert isinstance(done, Done) and getattr(done.result, "count", 0) >= 50

    return page


def _count(world: World) -> Callable[[], None]:
    principal, store = world.who(READER), world.house.store

    def counted() -> None:
        with store.read(world.tenant) as unit:
            context = Context(principal, "voucher.read", unit, store, world.clock, company(unit), in_force(unit))
            wanted, _ = voucher_filter(context, SearchVouchers.model_validate(ASKED))
            assert count(unit, wanted) > 0

    return counted


def _timed(ways: dict[str, Callable[[], None]]) -> dict[str, float]:
    """Median seconds of each, taken by turns after one round that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS + 1):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}
