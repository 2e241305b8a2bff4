"""停用 A retired value stays out of all new work, whichever door it comes by, and stays on what takes old work back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tools.chart.test_dimensions import _voucher
from tests.tools.exchange.test_journal_import import ROWS, staged
from tests.tools.month.test_assets import LATHE
from tests.tools.month.test_month_end import _take
from tests.tools.vouchers.test_templates import _keep, _step
from tests.world import World
from tools.outcome import Done, Invalid

RETIRED = {"dimension": "department", "code": "it"}


def _retire(world: World, code: str = "it") -> None:
    world.must("limin", "retire_dimension_value", dimension="department", code=code)


def _codes(outcome: Any) -> set[str]:
    assert isinstance(outcome, Invalid), outcome
    for one in outcome.problems:
        assert "信息部" in one.text("zh") and "恢复" in one.text("zh"), one.text("zh")
        assert "retired" in one.text("en") and "take it back" in one.text("en"), one.text("en")
    return {one.code for one in outcome.problems}


def _posted(world: World, proposal: str, digest: str) -> None:
    world.must("limin", "confirm_run", proposal=proposal, digest=digest)
    world.later(11)
    (done,) = world.must("system", "post_confirmed").posted
    assert done.batch is not None, done


def test_a_run_names_the_value_and_the_place_although_its_combination_was_posted(world: World) -> None:
    world.run("2026-11", _voucher("it"))
    _retire(world)
    given = {"period": "2026-11", "summary": "run", "vouchers": [*_voucher("admin"), *_voucher("it")]}
    outcome = world.call("zhangwei", "propose_run", **given)
    assert _codes(outcome) == {"books.retired_in_line"}
    assert isinstance(outcome, Invalid) and [one.where for one in outcome.problems] == ["entries.1.lines.0"]
    world.must("limin", "retire_dimension_value", **RETIRED, retired=False)
    assert isinstance(world.call("zhangwei", "propose_run", **given), Done)


def test_what_calls_itself_a_transfer_on_the_operating_layer_is_new_work(world: World) -> None:
    world.run("2026-11", _voucher("it"))
    _retire(world)
    for kind in ("transfer", "year_end", "opening", "accrual"):
        vouchers = [_voucher("it")[0] | {"kind": kind}]
        outcome = world.call("zhangwei", "propose_run", period="2026-11", summary="run", vouchers=vouchers)
        assert _codes(outcome) == {"books.retired_in_line"}, kind


def test_one_that_was_proposed_before_is_not_posted_after(world: World) -> None:
    world.run("2026-11", _voucher("it"))
    made = world.must("zhangwei", "propose_run", period="2026-11", summary="run", vouchers=_voucher("it"))
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    _retire(world)
    world.later(11)
    (done,) = world.must("system", "post_confirmed").posted
    assert done.batch is None
    world.must("limin", "retire_dimension_value", **RETIRED, retired=False)
    _posted(world, made.proposal, made.digest)


def test_a_template_is_neither_kept_with_it_nor_proposed_when_it_recurs(world: World) -> None:
    batch = world.run("2026-11", _voucher("it"))
    number = _keep(world)
    world.must("wangfang", "recur_voucher_template", template=number, day=15, first_month="2026-11")
    _retire(world)
    outcome = world.call("wangfang", "save_voucher_template", name="x", voucher=f"{batch}.1")
    assert _codes(outcome) == {"template.retired_value"}
    assert _step(world).standing == "blocked"
    assert _codes(world.call("zhangwei", "propose_month_end", period="2026-11", step="recurring")) == {
        "template.retired_value"
    }
    assert _codes(world.call("wangfang", "recur_voucher_template", template=number, day=16)) == {
        "template.retired_value"
    }
    world.must("wangfang", "recur_voucher_template", template=number, day=0)
    assert _step(world).standing == "unneeded"
    world.must("wangfang", "retire_voucher_template", template=number)


@pytest.mark.parametrize(
    ("kind", "step"),
    [({}, "depreciation"), ({"kind": "deferral", "carried_on": "1601", "in_service": "2026-11-01"}, "deferrals")],
)
def test_a_card_is_neither_kept_with_it_nor_carried(world: World, kind: dict[str, str], step: str) -> None:
    card = LATHE | kind | {"department": "it"}
    number = world.must("zhangwei", "add_asset", **card).card
    _retire(world)
    assert _codes(world.call("zhangwei", "add_asset", **card)) == {"asset.retired_department"}
    outcome = world.call("zhangwei", "propose_month_end", period="2026-11", step=step)
    assert _codes(outcome) == {"asset.retired_department"}
    assert isinstance(outcome, Invalid) and number in outcome.problems[0].text("zh")
    world.must("limin", "retire_dimension_value", **RETIRED, retired=False)
    assert len(_take(world, step).lines) == 2


def test_a_card_moved_to_another_department_is_carried_without_the_retired_one(world: World) -> None:
    number = world.must("zhangwei", "add_asset", **(LATHE | {"department": "it"})).card
    _retire(world)
    world.must("zhangwei", "move_asset", card=number, from_month="2026-11", department="admin")
    assert _take(world, "depreciation").lines[0].dims == {"department": "admin"}


def test_who_retires_a_value_is_told_what_still_names_it(world: World) -> None:
    world.run("2026-11", _voucher("it"))
    assert world.must("limin", "retire_dimension_value", **RETIRED).named_by == ()
    world.must("limin", "retire_dimension_value", **RETIRED, retired=False)
    number = world.must("zhangwei", "add_asset", **(LATHE | {"department": "it"})).card
    template = _keep(world)
    world.must("wangfang", "recur_voucher_template", template=template, day=15)
    outcome = world.call("limin", "retire_dimension_value", **RETIRED)
    assert isinstance(outcome, Done) and outcome.result.named_by == (number, template)  # type: ignore[attr-defined]
    shown = world.must("limin", "show_dimensions").dimensions
    assert [one.named_by for kind in shown for one in kind.values if one.code == "it"] == [(number, template)]
    assert any(number in block.text and template in block.text for block in outcome.blocks if hasattr(block, "text"))


def test_a_card_names_a_department_there_is(world: World) -> None:
    outcome = world.call("zhangwei", "add_asset", **(LATHE | {"department": "moon"}))
    assert isinstance(outcome, Invalid) and outcome.problems[0].code == "books.unknown_value"


def test_a_journal_names_the_row_and_takes_nothing(world: World) -> None:
    world.run("2026-11", _voucher("it"))
    _retire(world)
    file = staged(world, ROWS[:2])
    assert "恢复" in world.must("zhangwei", "check_journal_import", **file).faults[0]
    outcome = world.call("zhangwei", "propose_journal_import", **file)
    assert _codes(outcome) == {"import.retired_value"}
    assert isinstance(outcome, Invalid) and outcome.problems[0].where == "序时账.csv:2"


def test_a_red_row_of_a_journal_takes_back_what_stands(world: World) -> None:
    world.run("2026-11", _voucher("it"))
    _retire(world)
    red = [[*row[:5], *(f"-{one}" if one else "" for one in row[5:7]), *row[7:]] for row in ROWS[:2]]
    assert isinstance(world.call("zhangwei", "propose_journal_import", **staged(world, red)), Done)


def test_the_transfer_of_the_result_still_carries_it(world: World) -> None:
    world.run("2026-11", _voucher("it"))
    _retire(world)
    made = world.must("zhangwei", "propose_month_end", period="2026-11", step="result")
    assert any(line.dims == {"department": "it"} for line in made.lines)
    _posted(world, made.proposal, made.digest)
    assert world.must("limin", "verify_books").clean


def test_a_correction_of_a_line_that_had_it_keeps_it_and_no_other_line_gets_it(world: World) -> None:
    batch = world.run("2026-11", _voucher("it"))
    other = world.run("2026-11", _voucher("admin"))
    _retire(world)
    rows = [{"account": "660213", "debit": "2", "dims": {"department": "it"}, "was": 1},
            {"account": "100201", "credit": "2", "was": 2}]  # fmt: skip
    for voucher, taken in ((f"{batch}.1", True), (f"{other}.1", False)):
        outcome = world.call("zhangwei", "correct_voucher", voucher=voucher, date="2026-11-25", rows=rows)
        assert isinstance(outcome, Done) == taken, outcome


def test_what_stands_on_it_is_moved_to_another(world: World) -> None:
    batch = world.run("2026-11", _voucher("it"))
    _retire(world)
    made = world.must("zhangwei", "reclassify_lines", lines=[f"{batch}.1.1"], value="admin")
    world.must("zhangwei", "submit_proposal", proposal=made.proposal, digest=made.digest)
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    world.later(11)
    (done,) = world.must("system", "post_confirmed").posted
    assert done.batch is not None, done
