"""gateway_call: processor time of one call through the door (ours) and of the bare function (floor), in a company of 200
people under the shipped rules. gateway_wall: median time of the call (ours) against the bare function's, the processor
time the door may cost and one durable commit of the same run (floor). The call opens a posted voucher: rights are asked
of the company and of each line, account numbers are looked for, and its audit record is durable before it answers.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

from benchmarks.engines import ENGINES, Engine
from benchmarks.ledger.row import Row
from ledger.store.company import company
from ledger.store.people import Person, add_person
from policies.access import in_force, rulebook
from tests.world import World
from tools.context import Context
from tools.outcome import Done

TENANT, PEOPLE, RULES, MAY_COST = "bench", 200, 30, 0.0015
READER, TOOL = "limin", "open_voucher"


def measure(names: tuple[str, ...], calls: int) -> list[Row]:
    """Two rows for each database."""
    assert len(rulebook().by_id) >= RULES
    found: list[Row] = []
    for name, engine in ENGINES.items():
        wanted = {one for one in (f"gateway_call_{name}", f"gateway_wall_{name}") if not names or one.startswith(names)}
        if wanted:
            with engine() as opened:
                found += [row for row in _rows(name, opened, calls) if row.name in wanted]
    return found


def _rows(name: str, engine: Engine, calls: int) -> tuple[Row, Row]:
    engine.store.create_tenant(TENANT)
    world = World(engine.store, TENANT)
    cost, taken = timed({**_ways(world, _voucher(world)), "durable": engine.durable}, calls)
    world.close()
    floor = taken["bare"] + MAY_COST + taken["durable"]
    return (Row.of(f"gateway_call_{name}", cost["through"], cost["bare"]),
            Row.of(f"gateway_wall_{name}", taken["through"], floor))  # fmt: skip


def _voucher(world: World) -> str:
    """A posted voucher in a company of many people."""
    with world.house.store.write(TENANT) as unit:
        for number in range(PEOPLE):
            add_person(unit, Person(f"p{number:03}", f"员工{number}", f"Person {number}", "", "",
                                    frozenset({"employee"}), "sales", 0), world.clock.now())  # fmt: skip
    lines = [{"account": "660204", "side": "debit", "amount_minor": 100, "dims": {"department": "sales"}},
             {"account": "100201", "side": "credit", "amount_minor": 100}]  # fmt: skip
    return f"{world.run('2026-11', [{'date': '2026-11-20', 'memo': 'bench', 'lines': lines}])}.1"


def _ways(world: World, voucher: str) -> dict[str, Callable[[], object]]:
    """The same voucher opened by the bare function and through the door."""
    principal, tool = world.who(READER), world.gateway.registry.get(TOOL)
    assert tool is not None
    request = tool.request.model_validate({"voucher": voucher})

    def bare() -> Done:
        with world.house.store.read(TENANT) as unit:
            context = Context(
                principal, tool.action, unit, world.house.store, world.clock, company(unit), in_force(unit)
            )
            return tool.handler(context, request)

    def through() -> None:
        assert isinstance(world.gateway.call(principal, TOOL, {"voucher": voucher}), Done)

    return {"bare": bare, "through": through}


def timed(ways: Mapping[str, Callable[[], object]], calls: int) -> tuple[dict[str, float], dict[str, float]]:
    """Median processor seconds and median seconds of each way, taken by turns; the first tenth is not counted."""
    cost: dict[str, list[float]] = {name: [] for name in ways}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(calls):
        for name, way in ways.items():
            spent, start = time.process_time(), time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - start)
            cost[name].append(time.process_time() - spent)
    skip = calls // 10
    return (
        {name: statistics.median(times[skip:]) for name, times in cost.items()},
        {name: statistics.median(times[skip:]) for name, times in taken.items()},
    )
