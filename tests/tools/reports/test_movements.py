"""波动: far is beyond a percentage and an amount; the largest vouchers stand behind; a note keeps its author."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World
from tools.outcome import Denied, Invalid

NOVEMBER = {"start": "2026-11-01", "end": "2026-11-30"}


def _spend(world: World, month: str, account: str, *amounts: int) -> None:
    vouchers: list[dict[str, Any]] = [
        {"date": f"{month}-{day:02}", "memo": "m",
         "lines": [{"account": account, "side": "debit", "amount_minor": amount, "dims": {"department": "admin"}},
                   {"account": "100201", "side": "credit", "amount_minor": amount}]}
        for day, amount in enumerate(amounts, 1)
    ]  # fmt: skip
    world.run(month, vouchers)


@pytest.fixture
def two_months(world: World) -> World:
    world.must("limin", "open_month", period="2026-10")
    _spend(world, "2026-10", "660204", 10_000_000)
    _spend(world, "2026-10", "660210", 50_000_000)
    _spend(world, "2026-11", "660204", 1_000_000, 9_000_000, 3_000_000, 500_000)
    _spend(world, "2026-11", "660210", 52_000_000)
    _spend(world, "2026-11", "660211", 1_999_999)
    return world


def test_only_what_passes_both_thresholds_is_shown_with_its_largest_vouchers(two_months: World) -> None:
    found = two_months.must("limin", "movements", period=NOVEMBER)
    rows = {one.account: one for one in found.rows}
    assert set(rows) == {"660204", "100201"}  # 660210 moved ¥20,000 but 4 %, 660211 from nothing but under ¥20,000
    row = rows["660204"]
    assert (int(row.now), int(row.before), row.percent) == (135_000, 100_000, 35)
    assert [int(one.amount) for one in row.vouchers] == [90_000, 30_000, 10_000]
    assert found.rows[0].account == "100201"
    assert "660210" in {one.account for one in two_months.must("limin", "movements", period=NOVEMBER, percent=4).rows}
    assert len(two_months.must("limin", "movements", period=NOVEMBER, against="last_year").rows) == 3


def test_the_company_sets_from_where_a_movement_is_shown(two_months: World) -> None:
    given = {"name": "movement_amount", "value": "100000", "valid_from": "2026-11-01"}
    two_months.must("limin", "set_closing_fact", **given)
    assert {one.account for one in two_months.must("limin", "movements", period=NOVEMBER).rows} == {"100201"}


def test_notes_stay_with_author_and_month_and_a_later_one_stands_after(two_months: World) -> None:
    note = {"period": "2026-11", "account": "660204"}
    two_months.must("zhangwei", "note_movement", **note, note="搬办公室")
    two_months.must("limin", "note_movement", **note, note="含家具")
    (row,) = (one for one in two_months.must("limin", "movements", period=NOVEMBER).rows if one.account == "660204")
    assert [(one.note, one.by) for one in row.notes] == [("搬办公室", "张伟"), ("含家具", "李敏")]
    assert len(two_months.must("zhaolei", "movement_notes", period="2026-11").notes) == 2
    assert isinstance(two_months.call("limin", "note_movement", **note, note=" "), Invalid)
    assert isinstance(two_months.call("zhaolei", "note_movement", **note, note="x"), Denied)


def test_an_approver_sees_the_own_department_without_vouchers_of_others(two_months: World) -> None:
    found = two_months.must("liqiang", "movements", period=NOVEMBER)
    assert found.rows == ()
    assert isinstance(two_months.call("chenxiao", "movements", period=NOVEMBER), Denied)


def test_less_revenue_is_a_fall(world: World) -> None:
    world.must("limin", "open_month", period="2026-10")
    for month, amount in (("2026-10", 10_000_000), ("2026-11", 6_000_000)):
        lines = [{"account": "100201", "side": "debit", "amount_minor": amount},
                 {"account": "6001", "side": "credit", "amount_minor": amount}]  # fmt: skip
        world.run(month, [{"date": f"{month}-05", "memo": "m", "lines": lines}])
    (row,) = (one for one in world.must("limin", "movements", period=NOVEMBER).rows if one.account == "6001")
    assert (int(row.now), int(row.change), row.percent, int(row.vouchers[0].amount)) == (60_000, -40_000, -40, 60_000)


def test_one_account_is_told_with_those_below_it_whatever_the_thresholds(two_months: World) -> None:
    found = two_months.must("limin", "movements", period=NOVEMBER, account="管理费用")
    assert {one.account for one in found.rows} == {"660204", "660210", "660211"} and (found.percent, found.amount) == (
        0,
        0,
    )
    narrowed = two_months.must("limin", "movements", period=NOVEMBER, account="管理费用", percent=30, amount=20_000)
    assert {one.account for one in narrowed.rows} == {"660204"}
