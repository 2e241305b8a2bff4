"""A later 序时账 comes into books that exist: tried first, all faults at their rows, a month a batch, and never twice."""

from __future__ import annotations

import csv
import io
from typing import Any

from tests.tools.tax.test_invoices import booked
from tests.world import NOW, World
from tools.outcome import Denied, Done, Invalid

HEAD = ["日期", "凭证字号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额", "部门", "往来单位"]
ROWS = [
    ["2026-11-03", "记-7", "买软件", "660213", "信息技术服务费", "120.00", "", "信息部", ""],
    ["2026-11-03", "记-7", "买软件", "100201", "银行存款", "", "120.00", "", ""],
    ["2026-12-04", "记-1", "付货款", "2202.01", "应付账款", "300.00", "", "", "V0001"],
    ["2026-12-04", "记-1", "付货款", "100201", "银行存款", "", "300.00", "", ""],
]
CHOICES = {"2202.01": "220201"}


def staged(world: World, rows: list[list[str]], head: list[str] = HEAD) -> dict[str, Any]:
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    kept = world.house.stage(world.tenant, out.getvalue().encode("utf-8-sig"))
    assert isinstance(kept, str)
    return {"sha256": kept, "name": "序时账.csv"}


def refused(outcome: Any) -> set[str]:
    assert isinstance(outcome, Invalid), outcome
    assert all(one.text(language) for one in outcome.problems for language in ("zh", "en"))
    return {one.code for one in outcome.problems}


def _taken(world: World, file: dict[str, Any]) -> list[int]:
    made = world.must("zhangwei", "propose_journal_import", **file, choices=CHOICES)
    for proposal, digest in zip(made.proposals, made.digests, strict=True):
        assert isinstance(world.call("zhangwei", "confirm_run", proposal=proposal, digest=digest), Denied | Invalid)
        world.must("limin", "confirm_run", proposal=proposal, digest=digest)
    world.later(11)
    return [one.batch for one in world.must("system", "post_confirmed").posted]


def test_tried_mapped_proposed_and_posted_a_month_a_batch(world: World) -> None:
    file = staged(world, ROWS)
    tried = world.must("zhangwei", "check_journal_import", **file)
    assert [(one.month, one.vouchers, one.lines, one.debit_minor) for one in tried.months] == [
        ("2026-11", 1, 2, 120_00), ("2026-12", 1, 2, 300_00),
    ]  # fmt: skip
    assert [one.code for one in tried.unknown] == ["2202.01"] and tried.faults == ()
    assert refused(world.call("zhangwei", "propose_journal_import", **file)) == {"import.unknown_account"}
    assert world.must("zhangwei", "check_journal_import", **file, choices=CHOICES).unknown == ()
    batches = _taken(world, file)
    assert len(batches) == len(set(batches)) == 2 and None not in batches
    (line, _) = world.must("limin", "open_voucher", voucher=f"{batches[0]}.1").lines
    assert (line.account, line.dims, line.amount_minor) == ("660213", {"department": "it"}, 120_00)
    assert world.must("limin", "verify_books").clean


def test_what_came_in_or_waits_does_not_come_again_and_may_once_reversed(world: World) -> None:
    file = staged(world, ROWS[:2])
    waiting = world.must("zhangwei", "propose_journal_import", **file)
    assert refused(world.call("zhangwei", "propose_journal_import", **file)) == {"import.waits_already"}
    world.must("limin", "confirm_run", proposal=waiting.proposals[0], digest=waiting.digests[0])
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    again = world.call("zhangwei", "propose_journal_import", **staged(world, ROWS), choices=CHOICES)
    assert refused(again) == {"import.imported_already"}
    label = world.must("limin", "open_voucher", voucher=f"{posted.batch}.1").number
    assert isinstance(again, Invalid) and label in again.problems[0].text("zh")
    back = world.must("zhangwei", "reverse_voucher", voucher=f"{posted.batch}.1")
    world.must("zhangwei", "submit_proposal", proposal=back.proposal, digest=back.digest)
    world.must("limin", "confirm_proposal", proposal=back.proposal, digest=back.digest)
    world.later(11)
    world.must("system", "post_confirmed")
    assert isinstance(world.call("zhangwei", "propose_journal_import", **file), Done)


def test_every_fault_at_its_row_and_nothing_half_taken(world: World) -> None:
    rows = [
        *ROWS[:2],
        ["2026-11-05", "记-8", "x", "660213", "", "1", "", "月球部", ""], ["2026-11-05", "记-8", "x", "100201", "", "", "1", "", ""],
        ["2026-11-06", "记-9", "x", "660213", "", "1", "", "", ""], ["2026-11-06", "记-9", "x", "1002", "", "", "1", "", ""],
        ["2020-01-06", "记-1", "x", "1403", "", "1", "", "", ""], ["2020-01-06", "记-1", "x", "100201", "", "", "1", "", ""],
    ]  # fmt: skip
    file = staged(world, rows)
    wanted = {"import.unknown_value", "import.dimension_missing", "import.heading", "import.before_books"}
    outcome = world.call("zhangwei", "propose_journal_import", **file)
    assert refused(outcome) == wanted
    assert isinstance(outcome, Invalid)
    assert {one.where for one in outcome.problems if one.code == "import.unknown_value"} == {"序时账.csv:4"}
    assert len(world.must("zhangwei", "check_journal_import", **file).faults) == len(outcome.problems)
    assert world.must("limin", "trial_balance", period={"start": "2026-11-01", "end": "2026-11-30"}).rows == ()
    world.must("limin", "close_month", period="2026-11")
    assert "import.period_closed" in refused(
        world.call("zhangwei", "propose_journal_import", **staged(world, ROWS[:2]))
    )
    assert isinstance(world.call("zhaolei", "propose_journal_import", **file), Denied)


NUMBERED = [*HEAD, "单据号", "到期日"]
OWED = [
    ["2026-11-04", "转-1", "进货", "1403", "原材料", "300.00", "", "", "", "", ""],
    ["2026-11-04", "转-1", "进货 INV-9", "220201", "应付账款", "", "300.00", "", "V0001", "INV-9", "2026-12-04"],
]


def _paid(number: str, amount: str = "300.00", day: str = "2026-11-10") -> list[list[str]]:
    return [
        [day, "付-2", "付货款", "220201", "应付账款", amount, "", "", "V0001", number, ""],
        [day, "付-2", "付货款", "100201", "银行存款", "", amount, "", "", "", ""],
    ]


def _open(world: World) -> list[str]:
    return [str(one.open) for one in world.must("limin", "list_open_items", party="V0001").rows]


def _numbered(world: World, rows: list[list[str]]) -> dict[str, Any]:
    return staged(world, rows, NUMBERED)


def test_a_payment_that_names_the_paper_settles_the_one_item_that_bears_its_number(world: World) -> None:
    file = _numbered(world, OWED)
    tried = world.must("zhangwei", "check_journal_import", **file)
    assert (tried.opening, tried.settling) == (1, 0)
    _taken(world, file)
    assert len(_open(world)) == 1
    for rows, settling in ((_paid("INV-8"), 0), (_paid("INV-9", "301.00"), 0), (_paid("INV-9", day="2026-11-03"), 0),
                           ([*_paid("INV-9"), *(["2026-11-11", "付-3", *row[2:]] for row in _paid("INV-9"))], 1)):  # fmt: skip
        tried = world.must("zhangwei", "check_journal_import", **_numbered(world, rows))
        assert (tried.faults, tried.settling, tried.opening) == ((), settling, len(rows) // 2 - settling)
    file = _numbered(world, _paid("inv-9"))
    outcome = world.call("zhangwei", "check_journal_import", **file)
    assert isinstance(outcome, Done)
    assert any("按单号核销" in block.text for block in outcome.blocks if hasattr(block, "text"))
    (batch,) = _taken(world, file)
    assert _open(world) == []
    (line, _) = world.must("limin", "open_voucher", voucher=f"{batch}.1").lines
    assert line.account == "220201"
    assert world.must("limin", "verify_books").clean


def test_two_items_of_one_number_leave_the_payment_open(world: World) -> None:
    again = [["2026-11-05", "转-2", *row[2:]] for row in OWED]
    _taken(world, _numbered(world, [*OWED, *again]))
    tried = world.must("zhangwei", "check_journal_import", **_numbered(world, _paid("INV-9")))
    assert (tried.opening, tried.settling) == (1, 0)


def test_an_invoice_booked_here_is_settled_by_its_own_number(world: World) -> None:
    document = booked(world)
    (paper,) = [one for one in world.must("wangfang", "invoice_register").rows if one.document == document]
    (item,) = [one for one in world.must("limin", "list_open_items").rows if one.day == NOW.date()]
    amount = str(-item.open)
    rows = [
        ["2026-11-25", "付-2", "付款", "220201", "应付账款", amount, "", "", item.party, paper.number, ""],
        ["2026-11-25", "付-2", "付款", "100201", "银行存款", "", amount, "", "", "", ""],
    ]
    assert world.must("zhangwei", "check_journal_import", **_numbered(world, rows)).settling == 1


def test_an_item_bears_the_number_in_its_memo(world: World) -> None:
    plain = [[*row[:9], "", ""] for row in OWED]
    _taken(world, _numbered(world, plain))
    assert world.must("zhangwei", "check_journal_import", **_numbered(world, _paid("INV-9"))).settling == 1


def _series(world: World, proposals: Any) -> list[str]:
    return [world.must("limin", "open_proposal", proposal=one).series for one in proposals]


def test_the_series_is_the_one_the_file_names_where_the_book_has_it_else_by_the_money_moved(world: World) -> None:
    rows = [
        *ROWS[:2],  # 记, which the book has not: money left, so 付
        *[[row[0], "收字第3号", *row[2:]] for row in ROWS[:2]],  # the book has 收, whatever moved
        *[["2026-11-04", "转-1", "x", code, "", debit, credit, dept, ""]
          for code, debit, credit, dept in (("660213", "5", "", "信息部"), ("224101", "", "5", ""))],
    ]  # fmt: skip
    rows[-1] = ["2026-11-04", "转-1", "x", "1403", "", "", "5", "", ""]
    file = staged(world, rows)
    assert world.must("zhangwei", "check_journal_import", **file).months[0].series == {"记": 3}
    world.must("limin", "set_closing_fact", name="voucher_series", value="three", valid_from="2026-11-01")
    (month,) = world.must("zhangwei", "check_journal_import", **file).months
    assert month.series == {"付": 1, "收": 1, "转": 1} and month.vouchers == 3
    made = world.must("zhangwei", "propose_journal_import", **file)
    assert _series(world, made.proposals) == ["付", "收", "转"] and made.vouchers == 3
    for proposal, digest in zip(made.proposals, made.digests, strict=True):
        world.must("limin", "confirm_run", proposal=proposal, digest=digest)
    world.later(11)
    numbers = {world.must("limin", "open_voucher", voucher=f"{one.batch}.1").number
               for one in world.must("system", "post_confirmed").posted}  # fmt: skip
    assert {one[0] for one in numbers} == {"付", "收", "转"}


def test_a_book_of_one_series_takes_every_word(world: World) -> None:
    made = world.must("zhangwei", "propose_journal_import", **_numbered(world, OWED))
    assert _series(world, made.proposals) == ["记"]
