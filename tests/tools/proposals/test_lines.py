"""Lines of a proposal, edited: who becomes the maker, what is refused and where, splits to the cent, on both databases."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.world import World
from tools.outcome import Denied, Done, Invalid


def purchase(world: World) -> Any:
    """An invoice that arrived by itself and became a draft of three lines."""
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    return shown(world, world.hand_in_sample("intake", "special").proposal)


def shown(world: World, proposal: str, user: str = "wangfang") -> Any:
    return world.must(user, "open_proposal", proposal=proposal)


def typed(before: Any, **changes: Any) -> list[dict[str, Any]]:
    """The lines as a form would send them; ``l1={...}`` changes the first."""
    lines = [
        {"was": number, "account": line.account, "side": line.side, "amount": str(line.amount), "memo": line.memo,
         "dims": dict(line.dims), "due_date": line.due_date or ""}
        for number, line in enumerate(before.lines, 1)
    ]  # fmt: skip
    for name, change in changes.items():
        lines[int(name[1:]) - 1] |= change
    return lines


def edit(world: World, user: str, before: Any, lines: list[dict[str, Any]], digest: str = "") -> Any:
    return world.call(user, "edit_proposal", proposal=before.proposal, digest=digest or before.digest, lines=lines)


def places(outcome: Any) -> list[tuple[str, str]]:
    assert isinstance(outcome, Invalid), outcome
    return [(one.where, one.code) for one in outcome.problems]


def test_who_changes_account_or_amount_is_the_maker_and_another_confirms(world: World) -> None:
    before = purchase(world)
    assert before.may_edit and before.maker == "intake"
    done = edit(world, "limin", before, typed(before, l1={"account": "办公费"}))
    assert isinstance(done, Done), done
    after = shown(world, before.proposal)
    assert (after.maker, after.state) == ("limin", "draft")
    assert after.digest != before.digest
    assert after.lines[0].account_name == "管理费用—办公费"
    assert after.lines[0].reason != before.lines[0].reason and after.lines[1].reason == before.lines[1].reason
    assert after.lines[0].field == before.lines[0].field, "the way back to the box on the page stays"
    world.must("limin", "submit_proposal", proposal=after.proposal, digest=after.digest)
    refused = world.call("limin", "confirm_proposal", proposal=after.proposal, digest=after.digest)
    assert isinstance(refused, Denied) and refused.rule == "maker_is_not_checker"
    world.must("zhangwei", "confirm_proposal", proposal=after.proposal, digest=after.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    voucher = world.must("limin", "open_voucher", voucher=f"{posted.batch}.1")
    assert voucher.lines[0].account == after.lines[0].account


def test_department_and_memo_leave_the_maker_as_it_was(world: World) -> None:
    before = purchase(world)
    lines = typed(before, l1={"dims": dict(before.lines[0].dims) | {"department": "行政部"}, "memo": "另一个摘要"})
    after = edit(world, "limin", before, lines).result
    assert (after.maker, after.department) == ("intake", "admin")
    assert after.lines[0].memo == "另一个摘要" and after.lines[0].dims["department"] == "admin"


def test_who_names_another_colleague_to_be_repaid_is_the_maker(world: World) -> None:
    claim = world.hand_in_sample("chenxiao", "hotel", "sender")
    before = shown(world, claim.proposal)
    assert before.maker == "chenxiao" and before.lines[-1].dims["employee"] == "chenxiao"
    lines = typed(before)
    lines[-1]["dims"] = {"employee": "wangfang"}
    after = edit(world, "wangfang", before, lines).result
    assert after.maker == "wangfang"
    world.must("wangfang", "submit_proposal", proposal=after.proposal, digest=after.digest)
    refused = world.call("wangfang", "confirm_proposal", proposal=after.proposal, digest=after.digest)
    assert isinstance(refused, Denied) and refused.rule == "maker_is_not_checker"


@pytest.mark.parametrize("way", ["submit", "return"])
def test_what_was_handed_in_or_sent_back_is_a_draft_of_its_editor_again(world: World, way: str) -> None:
    before = purchase(world)
    world.must("wangfang", "submit_proposal", proposal=before.proposal, digest=before.digest)
    if way == "return":
        world.must("limin", "send_back_proposal", proposal=before.proposal, question="部门?")
    after = edit(world, "wangfang", before, typed(before, l1={"amount": "11660.37"}, l2={"amount": "="})).result
    assert (after.state, after.maker) == ("draft", "wangfang")
    assert str(after.lines[1].amount) == "699.63"
    old = world.call("limin", "confirm_proposal", proposal=before.proposal, digest=before.digest)
    assert isinstance(old, Invalid)


def test_lines_are_added_removed_and_repeat_the_memo_above(world: World) -> None:
    before = purchase(world)
    lines = typed(before)
    lines[1]["amount"] = "600.00"
    lines.insert(2, {"account": "660211", "side": "debit", "amount": "=", "memo": "..", "dims": {"department": "it"}})
    after = edit(world, "wangfang", before, lines).result
    assert [str(line.amount) for line in after.lines] == ["11660.38", "600.00", "99.62", "12360.00"]
    assert after.lines[2].memo == after.lines[1].memo
    shorter = typed(after)
    del shorter[1:3]
    shorter[0]["amount"] = "12360.00"
    again = edit(world, "wangfang", after, shorter).result
    assert [str(line.amount) for line in again.lines] == ["12360.00", "12360.00"]


def test_what_does_not_balance_is_told_with_its_difference_and_kept_as_it_was(world: World) -> None:
    before = purchase(world)
    outcome = edit(world, "wangfang", before, typed(before, l1={"amount": "11,000.00"}))
    assert places(outcome) == [("lines", "typed.credits_more")]
    assert "660.38" in outcome.problems[0].text("zh")
    assert shown(world, before.proposal).digest == before.digest


def test_a_total_other_than_the_pages_is_noted_for_the_checker(world: World) -> None:
    before = purchase(world)
    assert before.notes == ()
    after = edit(world, "wangfang", before, typed(before, l1={"amount": "11660.39"}, l3={"amount": "12360.01"})).result
    assert any("12,360.01" in note and "12,360.00" in note for note in after.notes)
    back = edit(world, "wangfang", after, typed(before)).result
    assert back.notes == ()


CELLS = [
    ({"amount": "NaN"}, "amount", "typed.amount"),
    ({"amount": "Infinity"}, "amount", "typed.amount"),
    ({"amount": "1e5"}, "amount", "typed.amount"),
    ({"amount": "0"}, "amount", "books.zero_amount"),
    ({"amount": "-0.00"}, "amount", "books.zero_amount"),
    ({"amount": "9" * 18}, "amount", "books.too_large"),
    ({"amount": "9" * 60}, "amount", "typed.amount"),
    ({"amount": "١٢٣"}, "amount", "typed.amount"),
    ({"amount": "一百"}, "amount", "typed.amount"),
    ({"amount": "1,23"}, "amount", "typed.amount"),
    ({"amount": "1.234"}, "amount", "typed.amount_two_ways"),
    ({"amount": "11660.3849"}, "amount", "typed.too_many_digits"),
    ({"amount": ""}, "amount", "typed.amount_missing"),
    ({"account": ""}, "account", "typed.account_missing"),
    ({"account": "999999"}, "account", "ask.no_such_account"),
    ({"account": "6602"}, "account", "books.account_not_postable"),
    ({"account": "660213' OR 1=1"}, "account", "ask.no_such_account"),
    ({"dims": {"party": "V0001"}}, "dims.department", "typed.dimension_missing"),
    ({"dims": {"department": "mars"}}, "dims.department", "typed.no_such_value"),
    ({"dims": {"department": "it", "planet": "mars"}}, "dims.planet", "typed.no_such_value"),
    ({"due_date": "30.11.2026"}, "due_date", "typed.day"),
    ({"due_date": "2026-02-30"}, "due_date", "typed.day"),
]


def test_every_bad_cell_is_named_and_nothing_changes(world: World) -> None:
    before = purchase(world)
    for change, cell, code in CELLS:
        lines = typed(before, l1=change)
        found = places(edit(world, "wangfang", before, lines))
        assert (f"lines.0.{cell}", code) in found, (change, found)
        checked = world.must("wangfang", "check_lines", proposal=before.proposal, digest=before.digest, lines=lines)
        assert f"lines.0.{cell}" in [one.where for one in checked.faults]
    for bad in ({"was": 9}, {"was": 0}, {"was": -1}):
        assert ("lines.0", "typed.no_such_line") in places(edit(world, "wangfang", before, typed(before, l1=bad)))
    for shape in ({"side": "both"}, {"tax_code": "<script>"}, {"memo": "x" * 500}, {"tenant": "other"}):
        assert isinstance(edit(world, "wangfang", before, typed(before, l1=shape)), Invalid)
    assert isinstance(edit(world, "wangfang", before, []), Invalid)
    assert isinstance(edit(world, "wangfang", before, typed(before)[:1]), Invalid)
    assert shown(world, before.proposal).digest == before.digest


def test_full_width_figures_and_red_amounts_are_read(world: World) -> None:
    before = purchase(world)
    lines = typed(before, l1={"amount": "１１，６６０．３８"})
    lines += [
        {"account": "660211", "side": side, "amount": "-5", "dims": {"department": "it"}}
        for side in ("debit", "credit")
    ]
    after = edit(world, "wangfang", before, lines).result
    assert [line.amount_minor for line in after.lines] == [1_166_038, 69_962, 1_236_000, -500, -500]


def test_only_who_may_propose_vouchers_edits_and_nothing_beside_what_was_shown(world: World) -> None:
    before = purchase(world)
    lines = typed(before, l1={"memo": "x"})
    for user in ("chenxiao", "zhaolei", "admin", "zhoujie", "liqiang"):
        assert isinstance(edit(world, user, before, lines), Denied), user
    claim = world.hand_in_sample("chenxiao", "hotel", "sender")
    own = shown(world, claim.proposal, "chenxiao")
    assert not own.may_edit
    assert isinstance(edit(world, "chenxiao", own, typed(own, l1={"memo": "x"})), Denied)
    assert isinstance(edit(world, "wangfang", before, lines), Done)
    stale = edit(world, "zhangwei", before, typed(before, l1={"amount": "1"}))
    assert places(stale) == [("digest", "proposals.changed")]


def test_after_the_confirmation_nothing_is_edited(world: World) -> None:
    before = purchase(world)
    world.must("wangfang", "submit_proposal", proposal=before.proposal, digest=before.digest)
    world.must("limin", "confirm_proposal", proposal=before.proposal, digest=before.digest)
    assert not shown(world, before.proposal).may_edit
    assert places(edit(world, "wangfang", before, typed(before))) == [("", "proposals.wrong_state")]
    world.later(11)
    world.must("system", "post_confirmed")
    assert places(edit(world, "wangfang", before, typed(before))) == [("", "proposals.wrong_state")]


def test_no_accountant_edits_a_line_into_payroll(world: World) -> None:
    before = purchase(world)
    outcome = edit(world, "wangfang", before, typed(before, l3={"account": "221101", "dims": {}}))
    assert isinstance(outcome, Denied)
    assert shown(world, before.proposal).digest == before.digest


@pytest.mark.parametrize(
    ("amount", "code"), [("1.234", "typed.amount_two_ways"), ("0", "books.zero_amount"), ("1e30", "typed.amount")]
)
def test_typed_vouchers_are_told_what_is_wrong_with_an_amount(world: World, amount: str, code: str) -> None:
    lines = [
        {"account": "100201", "side": "debit", "amount": amount},
        {"account": "6051", "side": "credit", "amount": amount},
    ]
    assert ("lines.0.amount", code) in places(world.call("wangfang", "propose_voucher", lines=lines))


def test_runs_and_reversals_keep_their_lines(world: World) -> None:
    batch = world.run("2026-11", [{"date": "2026-11-03", "memo": "利息", "lines": [
        {"account": "100201", "side": "debit", "amount_minor": 31_500}, {"account": "6051", "side": "credit", "amount_minor": 31_500}]}])  # fmt: skip
    red = world.must("wangfang", "reverse_voucher", voucher=f"{batch}.1", reason="记错")
    assert not red.may_edit
    assert places(edit(world, "wangfang", red, typed(red))) == [("", "proposal.repeats_another")]


def test_an_answer_never_overwrites_lines_edited_by_hand(world: World) -> None:
    before = purchase(world)
    after = edit(world, "wangfang", before, typed(before, l1={"account": "660211"})).result
    outcome = world.call("wangfang", "answer_document", document=before.document, memo="x")
    assert places(outcome) == [("", "document.lines_edited")]
    assert shown(world, before.proposal).digest == after.digest


def test_split_over_departments_to_the_cent(world: World) -> None:
    before = purchase(world)
    split = {"shares": {"it": "40", "sales": "35%", "admin": "25"}}
    after = edit(world, "wangfang", before, typed(before, l1={"split": split})).result
    parts = after.lines[:3]
    assert [(line.dims["department"], str(line.amount)) for line in parts] == [
        ("it", "4664.15"), ("sales", "4081.13"), ("admin", "2915.10")]  # fmt: skip
    assert sum(line.amount for line in parts) == Decimal("11660.38")
    assert {line.field for line in parts} == {before.lines[0].field}
    assert after.maker == "wangfang"


@pytest.mark.parametrize(
    ("split", "code"),
    [
        ({"shares": {"it": "40", "sales": "35"}}, "money.percents"),
        ({"shares": {"it": "100"}}, "typed.split_in_two"),
        ({"shares": {"it": "0", "sales": "100"}}, "typed.percent"),
        ({"shares": {"it": "=", "sales": "="}}, "typed.balance_once"),
        ({"shares": {"it": "100", "sales": "="}}, "money.percents"),
        ({"by": "amount", "shares": {"it": "1", "sales": "2"}}, "money.amounts"),
        ({"by": "amount", "shares": {"it": "11660.38", "sales": "="}}, "money.part_vanishes"),
    ],
)
def test_a_split_that_does_not_fit_says_why(world: World, split: dict[str, Any], code: str) -> None:
    before = purchase(world)
    outcome = edit(world, "wangfang", before, typed(before, l1={"split": split}))
    assert ("lines.0.split", code) in places(outcome)
    assert all(one.text(language) for one in outcome.problems for language in ("zh", "en"))


def test_a_split_by_amount_gives_the_rest_to_the_equals_sign(world: World) -> None:
    before = purchase(world)
    split = {"by": "amount", "shares": {"it": "10,000", "sales": "="}}
    after = edit(world, "wangfang", before, typed(before, l1={"split": split})).result
    assert [str(line.amount) for line in after.lines[:2]] == ["10000.00", "1660.38"]
