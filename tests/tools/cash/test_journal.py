"""Cash and bank journals through the door: days, months, pages, currencies, whose lines."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from tests.world import World
from tools.outcome import Denied, Invalid

NOVEMBER = {"start": "2026-11-01", "end": "2026-11-30"}
MOVES = [("2026-11-02", 90_000_00), ("2026-11-02", -1_200_00), ("2026-11-05", -300_00), ("2026-11-05", 50_00),
         ("2026-11-20", -88_000_00), ("2026-11-24", -1_000_00)]  # fmt: skip


def move(world: World, account: str, moves: list[tuple[str, int]], other: str = "1012") -> None:
    """Money in (positive) or out of an account, a voucher each."""
    world.run(
        "2026-11",
        [
            {"date": day, "memo": f"{day} {amount}",
             "lines": [{"account": account, "side": "debit" if amount > 0 else "credit", "amount_minor": abs(amount), "dims": {}},
                       {"account": other, "side": "credit" if amount > 0 else "debit", "amount_minor": abs(amount), "dims": {}}]}
            for day, amount in moves
        ],
    )  # fmt: skip


@pytest.fixture
def moved(world: World) -> World:
    move(world, "100201", MOVES)
    return world


def journal(world: World, **arguments: Any) -> Any:
    return world.must("limin", "cash_journal", **{"account": "100201", "period": NOVEMBER, **arguments})


def test_days_and_months_run_as_added_by_hand(moved: World) -> None:
    found = journal(moved)
    by_day: dict[str, list[int]] = defaultdict(list)
    for day, amount in MOVES:
        by_day[day].append(amount)
    balance = 0
    for day in sorted(by_day):
        balance += sum(by_day[day])
        (total,) = (row for row in found.rows if row.kind == "day" and row.date == day)
        assert total.balance == Decimal(balance) / 100
        assert total.received == Decimal(sum(one for one in by_day[day] if one > 0)) / 100
        assert total.paid == Decimal(-sum(one for one in by_day[day] if one < 0)) / 100
    kinds = "".join(row.kind[0] for row in found.rows)
    assert kinds == "oll" + "d" + "ll" + "d" + "ld" + "ld" + "m" + "c"
    assert [row.date for row in found.below_zero] == ["2026-11-24"]
    assert found.closing == found.rows[-1].balance == Decimal("-450.00")
    line = next(row for row in found.rows if row.kind == "line")
    assert [one.account for one in line.counter] == ["1012"]
    assert moved.must("limin", "open_voucher", voucher=line.voucher).number == line.number


def test_a_part_of_a_month_opens_with_what_came_before_and_totals_the_month_to_its_end(moved: World) -> None:
    found = journal(moved, period={"start": "2026-11-05", "end": "2026-11-20"})
    assert found.opening == Decimal("88800.00")
    assert found.closing == Decimal("550.00")
    (month,) = (row for row in found.rows if row.kind == "month")
    assert (month.received, month.paid, month.balance) == (Decimal(90050), Decimal(89500), Decimal(550))
    assert {row.date for row in found.rows if row.kind == "line"} == {"2026-11-05", "2026-11-20"}


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_pages_together_say_what_one_page_says(moved: World, limit: int) -> None:
    period = {"start": "2026-11-03", "end": "2026-11-22"}
    whole = journal(moved, period=period)
    rows, after = [], None
    while True:
        page = journal(moved, period=period, limit=limit, **({"after": after} if after else {}))
        assert page.closing == whole.closing
        rows += [row for row in page.rows if row.kind not in ("opening", "carried")]
        after = page.next
        if after is None:
            break
    assert rows == [row for row in whole.rows if row.kind != "opening"]


def test_currencies_are_told_apart(world: World) -> None:
    from tests.tools.chart.test_rates import _bill

    move(world, "100201", [("2026-11-02", 1_000_00)])
    _bill(world)
    assert journal(world).closing == Decimal(1000)
    foreign = journal(world, currency="usd")
    assert (foreign.currency, foreign.closing, foreign.base_closing) == ("USD", Decimal(-50), Decimal(-355))
    assert {(one.account, one.currency) for one in foreign.known} >= {
        ("100201", "CNY"),
        ("100201", "USD"),
        ("1001", "CNY"),
    }


def test_the_journal_closes_as_the_ledger_does_and_only_who_may_opens_it(moved: World) -> None:
    ledger = moved.must("limin", "general_ledger", account="1002", period=NOVEMBER)
    assert journal(moved, account="1002").closing == ledger.totals.closing
    assert isinstance(moved.call("limin", "cash_journal", account="660213", period=NOVEMBER), Invalid)
    assert isinstance(moved.call("limin", "cash_journal", account="100201", currency="EUR"), Invalid)
    assert isinstance(moved.call("chenxiao", "cash_journal"), Denied)
    seen = moved.must("liqiang", "cash_journal", account="100201", period=NOVEMBER)
    assert not [row for row in seen.rows if row.kind == "line"]


@pytest.mark.parametrize(
    ("said", "code"),
    [("现金", "1001"), ("petty cash", "1001"), ("银行存款", "100201"), ("基本户", "100201"), ("1001", "1001")],
)
def test_money_is_named_as_people_name_it(moved: World, said: str, code: str) -> None:
    assert journal(moved, account=said).account == code
    assert isinstance(moved.call("limin", "cash_journal", account="管理费用"), Invalid)
