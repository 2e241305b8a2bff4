"""结账 through the door: the list checks itself, runs are proposed by one and confirmed by another, a hard close wants all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World
from tools.closing.item import items
from tools.outcome import Denied, Done, Invalid

MONTH = "2026-11"


def _voucher(*lines: tuple[str, str, int], day: str = "2026-11-10", **dims: dict[str, str]) -> dict[str, Any]:
    return {
        "date": day, "memo": "m",
        "lines": [{"account": code, "side": side, "amount_minor": amount, "dims": dims.get(f"a{code}", {})}
                  for code, side, amount in lines],
    }  # fmt: skip


def _month(world: World) -> None:
    """A sale with VAT and an expense."""
    sale = _voucher(("100201", "debit", 11300), ("6001", "credit", 10000), ("22210107", "credit", 1300))
    cost = _voucher(("660204", "debit", 2000), ("100201", "credit", 2000), a660204={"department": "admin"})
    world.run(MONTH, [sale, cost])


def _steps(world: World, user: str = "limin", **asked: Any) -> dict[str, Any]:
    return {one.key: one for one in world.must(user, "month_end", period=MONTH, **asked).steps}


def _take(world: World, step: str) -> Any:
    made = world.must("zhangwei", "propose_month_end", period=MONTH, step=step)
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted
    return made


def test_a_month_is_closed_step_by_step_and_opened_again_with_a_reason(world: World) -> None:
    _month(world)
    steps = _steps(world)
    assert [one.key for one in items()] == list(steps)
    assert {key: steps[key].standing for key in ("documents", "vat", "surcharges", "result", "year", "proof")} == {
        "documents": "done", "vat": "todo", "surcharges": "blocked", "result": "blocked", "year": "unneeded",
        "proof": "unasked",
    }  # fmt: skip
    refused = world.call("limin", "close_month", period=MONTH)
    assert isinstance(refused, Invalid)
    assert {one.where for one in refused.problems} == {"vat", "surcharges", "result"}
    assert [_take(world, step).vouchers for step in ("vat", "surcharges", "result")] == [1, 1, 1]
    assert not [one.key for one in _steps(world, thorough=True).values() if one.stops]
    world.must("limin", "close_month", period=MONTH)
    assert isinstance(world.call("zhangwei", "reopen_month", period=MONTH, reason="x"), Denied)
    assert isinstance(world.call("limin", "reopen_month", period=MONTH, reason=" "), Invalid)
    world.must("limin", "reopen_month", period=MONTH, reason="漏了一张票")
    found = world.must("limin", "month_end", period=MONTH)
    assert (found.state, found.closings[0].reason, found.closings[0].reopened_by) == ("open", "漏了一张票", "李敏")
    world.must("limin", "close_month", period=MONTH)
    assert len(world.must("limin", "month_end", period=MONTH).closings) == 2
    assert world.must("limin", "verify_books").clean


def test_a_run_that_waits_is_shown_and_not_doubled(world: World) -> None:
    _month(world)
    first = world.must("zhangwei", "propose_month_end", period=MONTH, step="vat")
    again = world.must("limin", "propose_month_end", period=MONTH, step="vat")
    assert (again.proposal, again.made, first.made) == (first.proposal, False, True)
    step = _steps(world)["vat"]
    assert (step.standing, step.who, step.may_confirm) == ("waiting", ("李敏",), True)
    assert [(line.account, line.side, line.amount) for line in step.lines] == [
        ("22210104", "debit", 13), ("222102", "credit", 13),
    ]  # fmt: skip
    assert not _steps(world, "zhangwei")["vat"].may_confirm
    assert isinstance(world.call("zhangwei", "confirm_run", proposal=first.proposal, digest=first.digest), Denied)


def test_what_moved_since_it_was_proposed_is_said_and_the_rest_is_proposed_after(world: World) -> None:
    _month(world)
    made = world.must("zhangwei", "propose_month_end", period=MONTH, step="vat")
    world.run(MONTH, [_voucher(("100201", "debit", 113), ("6001", "credit", 100), ("22210107", "credit", 13))])
    assert len(_steps(world)["vat"].told) == 2
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    world.later(11)
    world.must("system", "post_confirmed")
    assert [int(line.amount * 100) for line in _take(world, "vat").lines] == [13, 13]
    assert world.must("zhangwei", "propose_month_end", period=MONTH, step="vat").proposal is None


def test_papers_and_proposals_of_the_month_hold_the_steps_back(world: World) -> None:
    _month(world)
    world.hand_in_sample("wangfang", "special")
    step = _steps(world)["documents"]
    assert (step.standing, step.stops, bool(step.told)) == ("waiting", True, True)
    refused = world.call("zhangwei", "propose_month_end", period=MONTH, step="vat")
    assert isinstance(refused, Invalid) and refused.problems[0].code == "closing.blocked"


def test_cash_below_zero_refuses_the_hard_close_and_names_the_day(world: World) -> None:
    world.must("limin", "set_closing_fact", name="cash_floor", value="free", valid_from="2026-01-01")
    world.run(MONTH, [_voucher(("660204", "debit", 500), ("1001", "credit", 500), a660204={"department": "admin"})])
    _take(world, "result")
    refused = world.call("limin", "close_month", period=MONTH)
    assert isinstance(refused, Invalid)
    (one,) = refused.problems
    assert one.where == "cash" and "2026-11-10" in one.text("zh") and "−5.00" in one.text("zh")
    world.must("limin", "close_month", period=MONTH, mode="soft")
    assert world.must("limin", "month_end", period=MONTH).state == "soft"


def test_how_a_month_stands_can_be_asked_without_its_steps(world: World) -> None:
    """Then nothing is said of what is left: nobody looked."""
    whole = world.must("limin", "month_end", period=MONTH)
    outcome = world.call("limin", "month_end", period=MONTH, steps=False)
    assert isinstance(outcome, Done)
    found: Any = outcome.result
    assert (found.state, found.steps, found.left) == (whole.state, (), None) and whole.steps and whole.left is not None
    assert [block.kind for block in outcome.blocks] == ["text"]
    assert world.must("limin", "month_end", period="2031-01", steps=False).state == "none"


@pytest.mark.parametrize(("user", "may"), [("zhangwei", True), ("limin", True), ("zhaolei", True), ("chenxiao", False)])
def test_who_may_look(world: World, user: str, may: bool) -> None:
    assert isinstance(world.call(user, "month_end", period=MONTH), Denied) is not may


def test_a_question_about_the_close_says_how_reopening_is_done(world: World) -> None:
    outcome = world.call("limin", "period_close_status", period={"start": "2026-11-01", "end": "2026-11-30"})
    said = " ".join(block.text for block in outcome.blocks if block.kind == "text")  # type: ignore[union-attr]
    assert "反结账" in said and "红字" in said


def test_facts_hold_from_their_day_and_only_the_controller_gives_them(world: World) -> None:
    given = {"name": "transfer", "value": "yearly", "valid_from": "2026-01-01"}
    assert isinstance(world.call("zhangwei", "set_closing_fact", **given), Denied)
    world.must("limin", "set_closing_fact", **given)
    _month(world)
    assert _steps(world)["result"].standing == "unneeded"


def _purchase(world: World) -> Any:
    """A vendor's invoice nobody paid yet, with its department said."""
    paper = world.hand_in_sample("wangfang", "special", "nobody")
    return world.must("wangfang", "answer_document", document=paper.document, department="it", account="660213")


def test_a_paper_of_a_softly_closed_month_goes_into_the_next_and_says_so(world: World) -> None:
    world.must("limin", "open_month", period="2026-12")
    world.must("limin", "close_month", period=MONTH, mode="soft")
    paper = _purchase(world)
    shown = world.must("limin", "open_proposal", proposal=paper.proposal)
    assert {line.memo.split("：")[0] for line in shown.lines} == {"跨期 2026-11"}
    assert str(shown.posting_date) == "2026-12-01"
    assert _steps(world)["documents"].standing == "done"


def test_a_paper_of_an_open_month_stays_as_it_was(world: World) -> None:
    paper = _purchase(world)
    shown = world.must("limin", "open_proposal", proposal=paper.proposal)
    assert not any("跨期" in line.memo for line in shown.lines)
    assert str(shown.posting_date) == "2026-11-25"


def test_the_allowance_is_chosen_with_its_matrix_and_proposed(world: World) -> None:
    sale = _voucher(("1122", "debit", 100_000), ("6001", "credit", 100_000), a1122={"party": "C0001"})
    world.run(MONTH, [sale])
    assert _steps(world)["bad_debts"].standing == "unneeded"
    given = {"name": "bad_debts", "value": "matrix", "valid_from": "2026-11-01"}
    world.must("limin", "set_closing_fact", **given)
    refused = world.call("limin", "set_closing_fact", **given | {"name": "bad_debt_matrix", "value": "5,4"})
    assert isinstance(refused, Invalid) and refused.problems[0].code == "closing.bad_matrix"
    world.must("limin", "set_closing_fact", **given | {"name": "bad_debt_matrix", "value": "1,10,30,50,80,100"})
    lines = [(line.account, line.side, line.amount, line.dims) for line in _take(world, "bad_debts").lines]
    assert lines == [("6702", "debit", 10, {}), ("123102", "credit", 10, {"party": "C0001"})]
    assert _steps(world)["bad_debts"].standing == "done"


def test_the_payroll_of_the_month_is_looked_at(world: World) -> None:
    assert _steps(world)["payroll"].standing == "unneeded"
    pay = (("500101", "debit", 5_000), ("221101", "credit", 5_000))
    for month in ("2026-08", "2026-09", "2026-10"):
        world.must("limin", "open_month", period=month)
        world.run(month, [_voucher(*pay, day=f"{month}-28")])
    assert _steps(world)["payroll"].standing == "notice"
    world.run(MONTH, [_voucher(*pay)])
    assert _steps(world)["payroll"].standing == "done"
