"""The ledger of an account through the door: whose lines, what is said of them, what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.core import say
from tests.world import World
from tools.outcome import Denied, Done, Invalid

NOVEMBER = {"start": "2026-11-01", "end": "2026-11-30"}


@pytest.fixture
def busy(world: World) -> World:
    """Purchases of two departments, and a salary."""
    world.history("V0001", "660213", [100_00, 250_00], "it")
    world.history("V0002", "660213", [40_00], "sales")
    pay = [{"account": "660206", "side": "debit", "amount_minor": 900_00, "dims": {"department": "it"}},
           {"account": "221101", "side": "credit", "amount_minor": 900_00, "dims": {}}]  # fmt: skip
    world.run("2026-11", [{"date": "2026-11-10", "memo": "pay", "lines": pay}])
    return world


def ledger(world: World, user: str = "limin", **arguments: Any) -> Any:
    return world.must(user, "general_ledger", **{"period": NOVEMBER, **arguments})


def scope_of(outcome: Any) -> tuple[str, ...]:
    assert isinstance(outcome, Done), outcome
    return next(block.parts for block in outcome.blocks if block.kind == "scope")


def test_the_form_opens_runs_totals_and_closes(busy: World) -> None:
    found = ledger(busy, account="660213")
    kinds = [row.kind for row in found.rows]
    assert kinds == ["opening", "line", "line", "line", "month", "year", "closing"]
    lines = [row for row in found.rows if row.kind == "line"]
    assert [row.date for row in lines] == ["2026-11-01", "2026-11-01", "2026-11-02"]
    assert [row.balance for row in lines] == [Decimal(100), Decimal(140), Decimal(390)]
    assert {one.account for row in lines for one in row.counter} == {"220201"}
    assert found.totals.closing == found.rows[-1].balance == Decimal(390)
    voucher = busy.must("limin", "open_voucher", voucher=lines[0].voucher)
    assert (voucher.number, voucher.date) == (lines[0].number, lines[0].date)


def test_pages_carry_forward_and_total_the_month_once(busy: World) -> None:
    first = ledger(busy, account="660213", limit=2)
    assert [row.kind for row in first.rows] == ["opening", "line", "line"]
    second = ledger(busy, account="660213", limit=2, after=first.next)
    assert [row.kind for row in second.rows] == ["carried", "line", "month", "year", "closing"]
    assert second.rows[0].balance == Decimal(140)
    assert second.totals == first.totals
    assert second.next is None


def test_every_account_closes_as_the_trial_balance_does(busy: World) -> None:
    for row in busy.must("limin", "trial_balance", period=NOVEMBER).rows:
        found = ledger(busy, account=row.account)
        assert (found.totals.opening, found.totals.debit, found.totals.credit, found.totals.closing) == (
            row.base_opening, row.base_debit, row.base_credit, row.base_closing,
        ), row.account  # fmt: skip


def test_a_party_and_a_department_narrow_it_and_the_scope_says_so(busy: World) -> None:
    outcome = busy.call("limin", "general_ledger", account="660213", period=NOVEMBER, department="it")
    assert isinstance(outcome, Done)
    assert outcome.result.totals.closing == Decimal(350)  # type: ignore[attr-defined]
    parts = scope_of(outcome)
    assert any("660213" in part for part in parts)
    assert "信息部" in parts
    owed = ledger(busy, account="220201", party="V0001")
    assert owed.totals.closing == Decimal(-350)


def test_a_person_of_one_department_sees_only_its_lines(busy: World) -> None:
    """李强 leads sales: of the purchases one is his, and the line under the figures says so."""
    outcome = busy.call("liqiang", "general_ledger", account="6602", period=NOVEMBER)
    whole = busy.call("limin", "general_ledger", account="6602", period=NOVEMBER)
    assert isinstance(outcome, Done), outcome
    assert outcome.result.totals.closing == Decimal(40)  # type: ignore[attr-defined]
    assert [row.date for row in outcome.result.rows if row.kind == "line"] == ["2026-11-01"]  # type: ignore[attr-defined]
    assert say("ask.only_yours", "zh") in scope_of(outcome)
    assert say("ask.whole_company", "zh") in scope_of(whole)
    assert ledger(busy, "liqiang", account="220201").totals.closing == 0, "a payable carries no department"


def test_salary_lines_stay_with_whom_they_concern(busy: World) -> None:
    assert ledger(busy, account="2211").totals.closing == Decimal(-900)
    hidden = ledger(busy, "wangfang", account="2211")
    assert [row.kind for row in hidden.rows] == ["opening", "closing"]
    facing = ledger(busy, "wangfang", account="660206")
    (line,) = [row for row in facing.rows if row.kind == "line"]
    assert line.counter == (), "nor are they named as the other side"


def test_what_is_not_there_is_refused_with_what_is_likely(busy: World) -> None:
    for arguments in (
        {"account": "9999"},
        {"account": "660213", "party": "无此公司"},
        {"account": "660213", "after": "x"},
    ):
        assert isinstance(busy.call("limin", "general_ledger", **arguments), Invalid), arguments
    several = busy.call("limin", "general_ledger", account="应付")
    assert isinstance(several, Invalid)
    assert "应付账款" in several.problems[0].text("zh")


def test_who_may_not_read_vouchers_is_denied(busy: World) -> None:
    for user in ("chenxiao", "admin"):
        assert isinstance(busy.call(user, "general_ledger", account="1002"), Denied)
