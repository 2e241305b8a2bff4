"""待到票据 through the door: ticked, accrued as one proposal another confirms, named by the invoice that comes later."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tools.vouchers.test_keying import places
from tests.world import World
from tools.outcome import Denied, Invalid

MONTH = "2026-11"


def bills(
    world: World, vendor: str = "V0001", account: str = "660213", amounts: tuple[int, ...] = (90_000, 120_000, 100_000)
) -> None:
    """A bill of a vendor in each of the three months before."""
    for month, amount in zip(("2026-08", "2026-09", "2026-10"), amounts, strict=True):
        world.call("limin", "open_month", period=month)  # refused for a second vendor, whose months are open already
        dims = {"party": vendor, "department": "it"}
        world.run(month, [{"date": f"{month}-12", "memo": "云服务", "lines": [
            {"account": account, "side": "debit", "amount_minor": amount, "dims": dims},
            {"account": "22210101", "side": "debit", "amount_minor": 600},
            {"account": "220201", "side": "credit", "amount_minor": amount + 600, "dims": {"party": vendor}}]}])  # fmt: skip


def found(world: World, user: str = "wangfang", period: str = MONTH) -> Any:
    return world.must(user, "missing_invoices", period=period)


def step(world: World, key: str, period: str = MONTH) -> Any:
    return next(one for one in world.must("limin", "month_end", period=period).steps if one.key == key)


def accrue(world: World, *parties: str, **more: Any) -> Any:
    return world.must("wangfang", "accrue_missing", period=MONTH, parties=list(parties), **more)


def post(world: World, made: Any) -> int:
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted
    return int(posted.batch)


def test_what_is_missing_is_accrued_in_one_proposal_that_reverses_itself(world: World) -> None:
    bills(world)
    bills(world, "V0003", "660211", (3_000, 3_300, 3_200))
    shown = found(world)
    assert [(one.party, str(one.amount), one.stand, one.usual_day) for one in shown.monthly] == [
        ("V0001", "1000.00", "missing", 12),
        ("V0003", "32.00", "missing", 12),
    ]
    assert shown.left == 2 and step(world, "missing_invoices").standing == "notice"
    made = accrue(world, "V0001", "V0003", amounts={"V0003": "35.50"})
    assert (made.vouchers, str(made.reverses_on)) == (2, "2026-12-01")
    assert {one.stand for one in found(world).monthly} == {"waiting"}
    assert isinstance(world.call("wangfang", "accrue_missing", period=MONTH, parties=["V0001"]), Invalid)
    own = world.call("wangfang", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    assert isinstance(own, Denied)
    batch = post(world, made)
    voucher = world.must("limin", "open_voucher", voucher=f"{batch}.2")
    assert voucher.kind == "accrual"
    assert [(line.account, line.side, str(line.amount)) for line in voucher.lines] == [
        ("660211", "debit", "35.50"), ("220202", "credit", "35.50"),
    ]  # fmt: skip
    after = found(world)
    assert {one.stand for one in after.monthly} == {"accrued"} and (after.left, after.received) == (0, ())
    assert step(world, "missing_invoices").standing == "done"


def test_the_invoice_that_comes_later_names_the_accrual(world: World) -> None:
    bills(world)
    batch = post(world, accrue(world, "V0001"))
    number = world.must("limin", "open_voucher", voucher=f"{batch}.1").number
    paper = world.hand_in_sample("intake", "special")
    shown = world.must("limin", "open_proposal", proposal=paper.proposal)
    assert any(number in note and "2026-12-01" in note for note in shown.notes), shown.notes


def test_a_paper_that_is_here_is_not_missing(world: World) -> None:
    bills(world)
    assert [one.party for one in found(world).monthly] == ["V0001"]
    world.hand_in_sample("intake", "special")
    assert found(world).monthly == ()


def test_not_expected_wants_a_reason_and_stays_on_record(world: World) -> None:
    bills(world)
    given = {"period": MONTH, "subject": "party:V0001"}
    assert places(world.call("wangfang", "excuse_invoice", **given)) == [("reason", "missing.bad_reason")]
    world.must("wangfang", "excuse_invoice", **given, reason="合同已到期")
    (one,) = found(world).monthly
    assert (one.stand, one.excused.reason, one.excused.by) == ("excused", "合同已到期", "王芳")
    assert found(world).left == 0
    assert isinstance(world.call("wangfang", "accrue_missing", period=MONTH, parties=["V0001"]), Invalid)
    world.must("wangfang", "excuse_invoice", **given, expected=True)
    assert found(world).left == 1
    unknown = world.call("wangfang", "excuse_invoice", period=MONTH, subject="party:V0002", reason="x")
    assert places(unknown) == [("subject", "missing.not_waiting")]


def test_a_payment_without_invoice_is_listed_with_a_text_that_asks_for_it(world: World) -> None:
    world.run(MONTH, [{"date": "2026-11-05", "memo": "预付展位费", "lines": [
        {"account": "1123", "side": "debit", "amount_minor": 500_000, "dims": {"party": "V0010"}},
        {"account": "100201", "side": "credit", "amount_minor": 500_000}]}])  # fmt: skip
    (one,) = found(world).paid
    assert (one.party, str(one.amount), one.invoice) == ("V0010", "5000.00", None)
    assert "2026-11-05" in one.ask["zh"] and "5,000.00" in one.ask["en"] and "Boguan" in one.ask["en"]
    world.must("wangfang", "excuse_invoice", period=MONTH, subject=f"item:{one.item}", reason="押金")
    assert found(world).left == 0


@pytest.mark.parametrize(
    ("more", "where", "code"),
    [({"parties": []}, "parties", "missing.nothing_chosen"), ({"parties": ["V0002"]}, "parties", "missing.not_waiting"),
     ({"amounts": {"V0001": "1.234"}}, "amounts.V0001", "typed.amount_two_ways"),
     ({"amounts": {"V0001": "-5"}}, "amounts.V0001", "missing.not_negative")],
)  # fmt: skip
def test_what_cannot_be_accrued_is_told(world: World, more: dict[str, Any], where: str, code: str) -> None:
    bills(world)
    given: dict[str, Any] = {"period": MONTH, "parties": ["V0001"]} | more
    assert places(world.call("wangfang", "accrue_missing", **given)) == [(where, code)]


def test_strangers_see_and_accrue_nothing(world: World) -> None:
    for user in ("chenxiao", "admin"):
        assert isinstance(world.call(user, "missing_invoices", period=MONTH), Denied), user
        assert isinstance(world.call(user, "accrue_missing", period=MONTH, parties=["V0001"]), Denied), user
        assert isinstance(
            world.call(user, "excuse_invoice", period=MONTH, subject="party:V0001", reason="x"), Denied
        ), user
