"""核算项目: a department added is one vouchers may name; a new name changes nothing that was posted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World
from tools.outcome import Denied, Done, Invalid


def _departments(world: World) -> dict[str, str]:
    shown = world.must("limin", "show_dimensions")
    return {one.code: one.name for kind in shown.dimensions if kind.code == "department" for one in kind.values}


def _voucher(department: str) -> list[dict[str, Any]]:
    return [{"date": "2026-11-02", "memo": "新部门", "lines": [
        {"account": "660213", "side": "debit", "amount_minor": 100, "dims": {"department": department}},
        {"account": "100201", "side": "credit", "amount_minor": 100}]}]  # fmt: skip


def test_a_department_added_is_one_vouchers_may_name(world: World) -> None:
    refused = world.call("zhangwei", "propose_run", period="2026-11", summary="run", vouchers=_voucher("lab"))
    assert isinstance(refused, Invalid)
    world.must("limin", "add_dimension_value", dimension="department", code="lab", name="实验室")
    assert _departments(world)["lab"] == "实验室"
    world.run("2026-11", _voucher("lab"))
    assert world.must("limin", "verify_books").clean


def test_a_dimension_of_ones_own(world: World) -> None:
    world.must("limin", "add_dimension", code="project", name="项目", name_en="Project")
    world.must("limin", "add_dimension_value", dimension="project", code="P-1", name="一号线")
    vouchers = _voucher("it")
    vouchers[0]["lines"][0]["dims"]["project"] = "P-1"
    world.run("2026-11", vouchers)
    shown = world.must("limin", "show_dimensions")
    assert [(one.code, [value.code for value in one.values]) for one in shown.dimensions if one.code == "project"] == [
        ("project", ["P-1"])
    ]
    again = world.call("limin", "add_dimension", code="project", name="项目")
    assert isinstance(again, Invalid)
    assert again.problems[0].code == "books.dimension_exists"


def test_a_new_name_leaves_the_code_and_the_books(world: World) -> None:
    world.must("limin", "add_dimension_value", dimension="department", code="lab", name="实验室")
    world.run("2026-11", _voucher("lab"))
    world.must("limin", "rename_dimension_value", dimension="department", code="lab", name="研究院")
    assert _departments(world)["lab"] == "研究院"
    assert world.must("limin", "verify_books").clean


@pytest.mark.parametrize(
    ("tool", "given", "code"),
    [
        ("add_dimension_value", {"dimension": "department", "code": "it", "name": "x"}, "books.value_exists"),
        ("add_dimension_value", {"dimension": "party", "code": "V9", "name": "x"}, "books.unknown_dimension"),
        ("add_dimension_value", {"dimension": "planet", "code": "p", "name": "x"}, "books.unknown_dimension"),
        ("rename_dimension_value", {"dimension": "department", "code": "no", "name": "x"}, "books.unknown_value"),
    ],
)
def test_what_is_refused(world: World, tool: str, given: dict[str, str], code: str) -> None:
    outcome = world.call("limin", tool, **given)
    assert isinstance(outcome, Invalid)
    assert [one.code for one in outcome.problems] == [code]


def test_a_code_is_letters_and_digits_and_a_name_is_not_empty(world: World) -> None:
    for given in ({"code": "a b", "name": "x"}, {"code": "", "name": "x"}, {"code": "ok", "name": ""}):
        assert isinstance(world.call("limin", "add_dimension_value", dimension="department", **given), Invalid)


def test_who_may(world: World) -> None:
    assert isinstance(world.call("wangfang", "show_dimensions"), Done)
    for user in ("chenxiao", "zhaolei"):
        outcome = world.call(user, "add_dimension_value", dimension="department", code="lab", name="实验室")
        assert isinstance(outcome, Denied)


def _typed(department: str) -> dict[str, Any]:
    lines = [{"account": "660213", "side": "debit", "amount": "1", "department": department},
             {"account": "100201", "side": "credit", "amount": "1"}]  # fmt: skip
    return {"lines": lines, "date": "2026-11-03", "memo": "x"}


def _by_hand(department: str) -> dict[str, Any]:
    return {"date": "2026-11-03", "memo": "x", "rows": [
        {"account": "660213", "debit": "1", "dims": {"department": department}}, {"account": "100201", "credit": "1"}]}  # fmt: skip


def test_what_is_retired_stays_on_its_vouchers_and_is_refused_on_new_ones_until_taken_back(world: World) -> None:
    world.must("limin", "add_dimension_value", dimension="department", code="lab", name="实验室")
    batch = world.run("2026-11", _voucher("lab"))
    retired = {"dimension": "department", "code": "lab"}
    assert world.must("limin", "retire_dimension_value", **retired).retired
    shown = world.must("limin", "show_dimensions").dimensions
    assert [one.retired for kind in shown for one in kind.values if one.code == "lab"] == [True]
    assert "lab" not in world.must("zhangwei", "form_names").departments
    for name in ("lab", "实验室"):
        for tool, given in (("propose_voucher", _typed(name)), ("type_voucher", _by_hand(name))):
            outcome = world.call("zhangwei", tool, **given)
            assert isinstance(outcome, Invalid), (tool, outcome)
            assert "books.retired_value" in {one.code for one in outcome.problems}, (tool, outcome)
    again = world.call("limin", "retire_dimension_value", **retired)
    assert isinstance(again, Invalid) and again.problems[0].code == "dims.retired_already"
    assert {one.account for one in world.must("limin", "open_voucher", voucher=f"{batch}.1").lines} == {
        "660213",
        "100201",
    }
    back = world.must("zhangwei", "reverse_voucher", voucher=f"{batch}.1")
    world.must("zhangwei", "submit_proposal", proposal=back.proposal, digest=back.digest)
    world.must("limin", "confirm_proposal", proposal=back.proposal, digest=back.digest)
    world.later(11)
    assert world.must("system", "post_confirmed").posted[0].batch is not None
    world.must("limin", "retire_dimension_value", **retired, retired=False)
    assert isinstance(world.call("zhangwei", "propose_voucher", **_typed("lab")), Done)
    assert world.must("limin", "verify_books").clean


def test_what_may_not_be_retired_is_refused(world: World) -> None:
    world.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    for given, code in (
        ({"dimension": "department", "code": "finance"}, "dims.month_end_uses"),
        ({"dimension": "department", "code": "moon"}, "books.unknown_value"),
        ({"dimension": "party", "code": "V0001"}, "books.unknown_dimension"),
        ({"dimension": "department", "code": "it", "retired": False}, "dims.not_retired"),
    ):
        outcome = world.call("limin", "retire_dimension_value", **given)
        assert isinstance(outcome, Invalid) and outcome.problems[0].code == code, given
    assert isinstance(world.call("zhaolei", "retire_dimension_value", dimension="department", code="it"), Denied)
    world.must("limin", "retire_dimension_value", dimension="department", code="it")
    fact = world.call("limin", "set_closing_fact", name="department", value="it", valid_from="2026-12-01")
    assert isinstance(fact, Invalid)
