"""Whoever sees a part of the books finds exactly those vouchers that deciding one by one would show, by an index."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from benchmarks.door import rows
from ledger.books.voucher_search import VoucherFilter, count, search
from ledger.core import Principal
from ledger.store import Store, Unit
from ledger.store.company import company
from policies.access import in_force
from tests.world import World
from tools.context import Context
from tools.outcome import Done
from tools.shared.finding_vouchers import may_see, seen_vouchers

ROLES = ("employee", "cashier", "accountant", "approver", "controller", "compliance", "auditor", "admin")
PLACES = ("sales", "it", "finance")
CASH, PAY, COSTS = "100201", "221101", ("660204", "660208", "660210")


def _voucher(chance: random.Random, day: int) -> dict[str, Any]:
    """Costs of one or two departments, or pay, against the bank; some both."""
    lines = []
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.25:
            lines.append({"account": PAY, "side": "debit", "amount_minor": chance.randint(1, 9999), "dims": {}})
        else:
            place = {"department": chance.choice(PLACES)}
            account = chance.choice(COSTS)
            lines.append({"account": account, "side": "debit", "amount_minor": chance.randint(1, 9999), "dims": place})
    total = sum(line["amount_minor"] for line in lines)
    lines.append({"account": CASH, "side": "credit", "amount_minor": total, "dims": {}})
    return {"date": f"2026-11-{day:02}", "memo": f"m{chance.randint(1, 3)}", "lines": lines}


def _context(world: World, who: Principal, unit: Unit) -> Context:
    return Context(who, "voucher.read", unit, world.house.store, world.clock, company(unit), in_force(unit))


def _people(world: World) -> Iterator[Principal]:
    for role in ROLES:
        for place in PLACES:
            who = world.who("liqiang")
            yield replace(who, roles=frozenset({role}), attributes={**who.attributes, "department": place})


def _agree(world: World) -> None:
    for who in _people(world):
        with world.house.store.read(world.tenant) as unit:
            context, book = _context(world, who, unit), company(unit).book
            every = search(unit, VoucherFilter(book, limit=1000))
            for span in ({}, {"date_from": "2026-11-05", "date_to": "2026-11-20"}, {"text": "m2"}):
                asked = VoucherFilter(book, **span, seen=seen_vouchers(context))  # type: ignore[arg-type]
                within = search(unit, VoucherFilter(book, **span, limit=1000))  # type: ignore[arg-type]
                shown = [one.key for one in within if may_see(context, one)]
                for limit in (1, 7, 1000):
                    found = search(unit, replace(asked, limit=limit))
                    assert [one.key for one in found] == shown[:limit], (who.roles, span, limit)
                assert count(unit, asked) == len(shown) == count(unit, asked)
            assert every == sorted(
                every, key=lambda one: (one.posting_date, one.key.batch_id, one.key.entry_no), reverse=True
            )


def test_the_search_shows_what_deciding_one_by_one_shows(world: World) -> None:
    chance = random.Random(3)
    for _ in range(3):  # counted again after more came: what was counted before still holds
        for _ in range(3):
            world.run("2026-11", [_voucher(chance, chance.randint(1, 25)) for _ in range(8)])
        _agree(world)


def test_rows_beyond_the_first_page_are_not_lost_and_counted(world: World) -> None:
    own, other = ({"account": COSTS[0], "side": "debit", "amount_minor": 5, "dims": {"department": place}}
                  for place in ("sales", "it"))  # fmt: skip
    paid = {"account": CASH, "side": "credit", "amount_minor": 5, "dims": {}}
    days = [(3, own), (4, own)] + [(5 + at, other) for at in range(12)]
    world.run("2026-11", [{"date": f"2026-11-{day:02}", "memo": "x", "lines": [line, paid]} for day, line in days])
    outcome = world.call("liqiang", "search_vouchers", limit=1)
    assert isinstance(outcome, Done)
    found = outcome.result.model_dump()
    assert [one["date"] for one in found["vouchers"]] == ["2026-11-04"] and found["more"] and found["count"] == 2


@contextmanager
def _statements(unit: Unit) -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _k: Any, statement: str, parameters: Any, _x: Any, _m: Any) -> None:
        seen.append((statement, parameters))

    event.listen(unit.connection, "before_cursor_execute", note)
    yield seen
    event.remove(unit.connection, "before_cursor_execute", note)


def _plan(unit: Unit, statement: str, parameters: Any) -> str:
    word = "EXPLAIN QUERY PLAN" if unit.engine_name == "sqlite" else "EXPLAIN"
    return "\n".join(str(tuple(row)) for row in unit.connection.exec_driver_sql(f"{word} {statement}", parameters))


@pytest.mark.parametrize("asked", ["page", "count"])
def test_an_index_is_used(store: Store, tenant: str, asked: str) -> None:
    world = rows.filled(store, tenant, 6 * rows.BATCH)
    with store.read(tenant) as unit:
        context = _context(world, world.who(rows.READER), unit)
        wanted = VoucherFilter(company(unit).book, "2026-03-01", "2026-03-31", limit=50, seen=seen_vouchers(context))
        with _statements(unit) as ran:
            assert search(unit, wanted) if asked == "page" else count(unit, wanted)
        plans = [_plan(unit, *one) for one in ran if " line " in one[0]]
    world.close()
    assert plans
    for plan in plans:
        for table in (" l", " e", " b", "line", "entry", "batch"):
            assert f"SCAN{table} " not in plan.replace("'", " ") and f"Seq Scan on{table} " not in plan, plan
