"""Two years of the demo: the statements agree with the plan they were made from, computed apart from the books."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ledger.core import Channel, FixedClock
from ledger.store import Store
from tests.demo_template import ORDERS_A_DAY, copy_of_demo
from tests.tenants import Tenants
from tests.tools.month_ends_by_hand import balances_by_month
from tests.world import NOW
from tools.catalogue import load_tools
from tools.demo import cast
from tools.demo.books import History
from tools.demo.founding import found
from tools.demo.months import Simulation
from tools.gateway import Gateway
from tools.outcome import Done

TODAY = date(2026, 11, 25)


def posted(store: Store) -> None:
    """The demo's history, through the door."""
    clock = FixedClock(datetime(2024, 11, 1, tzinfo=UTC))
    found(store, clock.now())
    gateway = Gateway(store, clock, load_tools())
    try:
        History(gateway, clock, TODAY, ORDERS_A_DAY).post(lambda *_: None)
    finally:
        gateway.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two years through the door on each engine: on SQLite the run's demo company, whose books are the same."""
    if request.param == "sqlite":
        store = Store.open(copy_of_demo(tmp_path_factory))
    else:
        tenants: Tenants = request.getfixturevalue("postgres_tenants")
        store = tenants.store
        posted(store)
    gateway = Gateway(store, FixedClock(NOW), load_tools())
    people = {person.user: person for person in cast.staff()}

    def call(tool: str, **arguments: Any) -> Any:
        outcome = gateway.call(people["limin"].principal(cast.TENANT, Channel.CLI, "demo"), tool, arguments)
        assert isinstance(outcome, Done), outcome
        return outcome.result

    yield call
    gateway.close()


@pytest.fixture(scope="module")
def oracle() -> dict[str, dict[str, int]]:
    """Balances at the end of each month, added up from the plan alone."""
    return balances_by_month(Simulation(TODAY, ORDERS_A_DAY))


@pytest.mark.parametrize("month", ["2024-12", "2025-06", "2025-12", "2026-10", "2026-11"])
def test_the_trial_balance_is_the_sum_of_the_plan(demo: Any, oracle: dict[str, dict[str, int]], month: str) -> None:
    rows = demo("trial_balance", period={"start": f"{month}-01", "end": f"{month}-28"}).rows
    found = {row.account: int(row.base_closing * 100) for row in rows if row.leaf and row.base_closing}
    assert found == {account: amount for account, amount in oracle[month].items() if amount}


@pytest.mark.parametrize("month", ["2025-03", "2025-12", "2026-10", "2026-11"])
def test_every_balance_sheet_balances(demo: Any, month: str) -> None:
    sheet = demo("balance_sheet", as_of=f"{month}-28")
    assert sheet.balanced
    assert next(row.amount for row in sheet.rows if row.row == "A39") > 0


def test_profit_of_the_months_is_what_reached_equity(demo: Any, oracle: dict[str, dict[str, int]]) -> None:
    year = demo("income_statement", period={"start": "2025-01-01", "end": "2025-12-31"})
    profit = next(row.amount for row in year.rows if row.row == "R40")
    moved = oracle["2025-12"]["410406"] - oracle["2024-12"]["410406"]
    assert profit == Decimal(-moved) / 100


def test_aging_equals_the_control_account(demo: Any, oracle: dict[str, dict[str, int]]) -> None:
    assert demo("ap_aging", as_of=TODAY.isoformat()).total == Decimal(-oracle["2026-11"]["220201"]) / 100


def test_every_amount_of_a_statement_can_be_walked_to_accounts(demo: Any) -> None:
    sheet = demo("balance_sheet", as_of="2026-10-31")
    for row in sheet.rows:
        if row.kind == "line" and row.amount:
            assert sum(amount for _, amount in row.accounts) == row.amount


def test_the_demo_keeps_books_as_long_as_a_real_companys() -> None:
    months = {plan.period: len(plan.vouchers) for plan in Simulation(TODAY).months()}
    years = [sum(list(months.values())[start : start + 12]) for start in (0, 12)]
    assert all(count >= 20_000 for count in years), years
