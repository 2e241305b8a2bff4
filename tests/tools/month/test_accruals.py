"""A typed voucher marked to reverse itself, and the step of the next month that proposes its reversal; both databases."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.books.entries import EntryKind
from tests.tools.vouchers.test_keying import RENT, places, post
from tests.world import World
from tools.outcome import Denied


def _accrue(world: World, **more: Any) -> Any:
    given = {"date": "2026-11-25", "memo": "计提房租", "rows": RENT, "reverses_on": "next"} | more
    return world.must("wangfang", "type_voucher", **given)


def _step(world: World, period: str) -> Any:
    return next(one for one in world.must("limin", "month_end", period=period).steps if one.key == "accruals_back")


def test_an_accrual_is_proposed_back_in_the_next_month_and_confirmed_by_another(world: World) -> None:
    made = _accrue(world)
    assert any("2026-12-01" in note for note in made.notes)
    (voucher,) = post(world, made)
    assert voucher.kind == EntryKind.ACCRUAL.name.lower()
    (row,) = world.must("limin", "list_accruals").rows
    assert (str(row.reverses_on), row.late, str(row.amount)) == ("2026-12-01", False, "1200.00")
    assert _step(world, "2026-11").standing == "unneeded"
    world.must("limin", "open_month", period="2026-12")
    assert _step(world, "2026-12").standing == "todo"
    back = world.must("zhangwei", "propose_month_end", period="2026-12", step="accruals_back")
    again = world.must("zhangwei", "propose_month_end", period="2026-12", step="accruals_back")
    assert (again.proposal, again.made) == (back.proposal, False)
    assert isinstance(world.call("zhangwei", "confirm_run", proposal=back.proposal, digest=back.digest), Denied)
    world.must("limin", "confirm_run", proposal=back.proposal, digest=back.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted
    assert _step(world, "2026-12").standing == "done"
    assert world.must("limin", "list_accruals", period="2026-12").rows == ()


def test_the_mark_survives_editing_the_lines_and_the_correction(world: World) -> None:
    (voucher,) = post(world, _accrue(world))
    copy = world.must("wangfang", "corrected_copy", voucher=voucher.id)
    rows = [row.model_dump() for row in copy.rows]
    rows[0]["debit"] = "1000.00"
    rows[1]["credit"] = "="
    made = world.must("wangfang", "correct_voucher", voucher=voucher.id, date="2026-11-25", rows=rows)
    post(world, made)
    (row,) = world.must("limin", "list_accruals").rows
    assert (str(row.reverses_on), str(row.amount)) == ("2026-12-01", "1000.00")


@pytest.mark.parametrize(("day", "code"), [("2026-11-30", "accrual.too_early"), ("1.12.2026", "typed.day")])
def test_a_day_that_is_none_or_too_early_is_told(world: World, day: str, code: str) -> None:
    outcome = world.call("wangfang", "type_voucher", date="2026-11-25", rows=RENT, reverses_on=day)
    assert places(outcome) == [("reverses_on", code)]


def test_a_stranger_sees_no_accruals(world: World) -> None:
    assert isinstance(world.call("chenxiao", "list_accruals"), Denied)
