"""多栏账 and 核算项目余额表 through the door: columns add up to the ledger, values to the trial balance."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.reports import multi_column as form
from tests.world import World
from tools.outcome import Denied, Invalid

YEAR = {"start": "2026-11-01", "end": "2026-12-31"}


@pytest.fixture
def busy(world: World) -> World:
    """Purchases on two accounts and of two departments, a salary, something taken back, income, and a loss transferred."""
    world.history("V0001", "660213", [100_00, 250_00], "it")
    world.history("V0002", "660213", [40_00], "sales")
    world.history("V0002", "660204", [77_00], "sales")
    pay = [{"account": "660206", "side": "debit", "amount_minor": 900_00, "dims": {"department": "it"}},
           {"account": "221101", "side": "credit", "amount_minor": 900_00, "dims": {}}]  # fmt: skip
    back = [{"account": "660213", "side": "credit", "amount_minor": 30_00, "dims": {"department": "it"}},
            {"account": "100201", "side": "debit", "amount_minor": 30_00, "dims": {}}]  # fmt: skip
    world.must("limin", "open_month", period="2026-12")
    world.run("2026-12", [{"date": "2026-12-01", "memo": "pay", "lines": pay}])
    world.run("2026-11", [{"date": "2026-11-10", "memo": "back", "lines": back}])
    moved = [{"account": "660206", "side": "credit", "amount_minor": 900_00, "dims": {"department": "it"}},
             {"account": "4103", "side": "debit", "amount_minor": 900_00, "dims": {}}]  # fmt: skip
    world.run(
        "2026-12", [{"date": "2026-12-31", "memo": "transfer", "kind": "transfer", "lines": moved}], layer="transfer"
    )
    return world


def columns(world: World, user: str = "limin", **asked: Any) -> Any:
    return world.must(user, "multi_column", **{"account": "6602", "period": YEAR, **asked})


@pytest.mark.parametrize("by", ["", "department", "party"])
@pytest.mark.parametrize("layer", ["operating", "all"])
def test_the_columns_of_a_row_add_up_to_the_row(busy: World, by: str, layer: str) -> None:
    found = columns(busy, by=by, layer=layer)
    for row in found.rows:
        across = sum((one for one in row.columns if one is not None), Decimal(0))
        if row.kind in ("opening", "closing"):
            assert across == row.balance
        else:
            assert across == (row.debit or 0) - (row.credit or 0), row
    ledger = busy.must("limin", "general_ledger", account="6602", period=YEAR, layer=layer)
    assert [row.balance for row in found.rows] == [row.balance for row in ledger.rows]
    assert [row.kind for row in found.rows] == [row.kind for row in ledger.rows]


def test_accounts_below_are_columns_and_a_month_is_added_by_hand(busy: World) -> None:
    found = columns(busy)
    assert (found.layer, found.side) == ("operating", "debit"), "income and expense leave the transfer out"
    assert [head.key for head in found.heads] == ["660204", "660206", "660213"]
    totals = [row.columns for row in found.rows if row.kind in ("month", "year")]
    assert totals == [(77, 0, 360), (77, 0, 360), (0, 900, 0), (77, 900, 360)]
    line = next(row for row in found.rows if row.memo == "back")
    assert line.columns == (None, None, Decimal(-30)) and line.credit == 30
    assert busy.must("limin", "open_voucher", voucher=line.voucher).number == line.number


def test_values_of_a_dimension_are_columns_and_what_has_none_has_its_own(busy: World) -> None:
    found = columns(busy, by="department")
    assert {head.key for head in found.heads} == {"it", "sales"}
    payable = columns(busy, account="2202", by="party")
    assert payable.side == "credit" and payable.rows[-1].columns == (350, 117)
    assert payable.rows[-1].balance == -467
    assert columns(busy, account="1002", by="party").heads[-1].key == ""


def test_many_values_share_the_last_column(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "MOST_COLUMNS", 2)
    found = columns(busy)
    assert [head.key for head in found.heads] == ["660206", "…"]
    assert found.rows[-1].columns == (900, 437)


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_together_say_what_one_page_says(busy: World, limit: int) -> None:
    whole, rows, after = columns(busy), [], None
    while True:
        page = columns(busy, limit=limit, **({"after": after} if after else {}))
        assert page.heads == whole.heads
        rows += [row for row in page.rows if row.kind != "carried"]
        after = page.next
        if after is None:
            break
    assert tuple(rows) == whole.rows


def test_who_may_see_what(busy: World) -> None:
    mine = columns(busy, "liqiang", by="department")
    assert [head.key for head in mine.heads] == ["sales"] and mine.rows[-1].balance == 117
    assert isinstance(busy.call("chenxiao", "multi_column", account="6602"), Denied)
    assert isinstance(busy.call("limin", "multi_column", account="6602", by="weather"), Invalid)


def test_values_of_an_account_add_up_to_the_trial_balance(busy: World) -> None:
    trial = {row.account: row for row in busy.must("limin", "trial_balance", period=YEAR).rows}
    for dimension in ("department", "party"):
        found = busy.must("limin", "dimension_balances", dimension=dimension, period=YEAR)
        assert found.rows
        for one in found.sums:
            of_account = [row for row in found.rows if row.account == one.account]
            for name in ("opening", "debit", "credit", "year_debit", "year_credit", "closing"):
                whole = getattr(trial[one.account], f"base_{name}")
                assert getattr(one, name) == whole == sum(getattr(row, name) for row in of_account)


def test_a_value_opens_the_ledger_it_was_added_from(busy: World) -> None:
    found = busy.must("limin", "dimension_balances", dimension="department", account="6602", period=YEAR)
    assert {row.account[:4] for row in found.rows} == {"6602"}
    for row in found.rows:
        ledger = busy.must(
            "limin", "general_ledger", account=row.account, period=YEAR, dimension="department", value=row.value
        )
        assert (ledger.totals.debit, ledger.totals.closing) == (row.debit, row.closing)
    assert isinstance(busy.call("limin", "general_ledger", account="6602", dimension="department", value="x"), Invalid)


def test_balances_by_dimension_keep_to_whose_lines(busy: World) -> None:
    mine = busy.must("liqiang", "dimension_balances", dimension="department", period=YEAR)
    assert {row.value for row in mine.rows} == {"sales"}
    assert isinstance(busy.call("chenxiao", "dimension_balances"), Denied)
    assert isinstance(busy.call("limin", "dimension_balances", dimension="weather"), Invalid)


def test_expenses_alone_are_told_before_their_transfer(busy: World) -> None:
    every = busy.must("limin", "dimension_balances", dimension="department", period=YEAR, layer="operating").rows
    spent = busy.must("limin", "dimension_balances", dimension="department", period=YEAR, nature="expense").rows
    natures = {one.code: one.type for one in busy.must("limin", "show_chart").accounts}
    assert spent and {one.account for one in spent} == {
        one.account for one in every if natures[one.account] == "expense"
    }
    assert [one for one in every if one.account in {row.account for row in spent}] == list(spent)
