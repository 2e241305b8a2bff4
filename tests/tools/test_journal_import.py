"""A later 序时账 comes into books that exist: tried first, all faults at their rows, a month a batch, and never twice."""

from __future__ import annotations

import csv
import io
from typing import Any

from tests.world import World
from tools.outcome import Denied, Done, Invalid

HEAD = ["日期", "凭证字号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额", "部门", "往来单位"]
ROWS = [
    ["2026-11-03", "记-7", "买软件", "660213", "信息技术服务费", "120.00", "", "信息部", ""],
    ["2026-11-03", "记-7", "买软件", "100201", "银行存款", "", "120.00", "", ""],
    ["2026-12-04", "记-1", "付货款", "2202.01", "应付账款", "300.00", "", "", "V0001"],
    ["2026-12-04", "记-1", "付货款", "100201", "银行存款", "", "300.00", "", ""],
]
CHOICES = {"2202.01": "220201"}


def staged(world: World, rows: list[list[str]]) -> dict[str, Any]:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
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
