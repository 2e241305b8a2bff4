"""发票台账 through the door: derived from papers, confirmed for use, moved on at the month end, transferred out by voucher."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import line, render
from tools.demo.documents.samples import digital_number
from tools.outcome import Denied, Invalid

MONTH = "2026-11"


def _rows(world: World, **asked: Any) -> dict[str, Any]:
    return {one.document: one for one in world.must("wangfang", "invoice_register", **asked).rows}


def booked(world: World, key: str = "special") -> str:
    """A sample that became a posted voucher; its document."""
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    made = world.hand_in_sample("intake", key)
    shown = world.must("limin", "open_proposal", proposal=made.proposal)
    if shown.state == "draft":
        world.must("wangfang", "submit_proposal", proposal=made.proposal)
        shown = world.must("limin", "open_proposal", proposal=made.proposal)
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=shown.digest)
    world.later(11)
    assert world.must("system", "post_confirmed").posted[0].batch is not None
    document: str = made.document
    return document


def _post(world: World, made: Any) -> None:
    if made.state == "draft":
        world.must("wangfang", "submit_proposal", proposal=made.proposal)
        made = world.must("limin", "open_proposal", proposal=made.proposal)
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    world.later(11)
    assert world.must("system", "post_confirmed").posted[0].batch is not None


def _balance(world: World, account: str) -> Decimal:
    rows = world.must("limin", "trial_balance").rows
    return next((one.base_closing for one in rows if one.account == account), Decimal(0))


def _transfer(world: World) -> Any:
    made = world.must("zhangwei", "propose_month_end", period=MONTH, step="input_vat")
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    world.later(11)
    assert world.must("system", "post_confirmed").posted[0].batch is not None
    return made


def _standing(world: World) -> str:
    found = next(one for one in world.must("limin", "month_end", period=MONTH).steps if one.key == "input_vat")
    standing: str = found.standing
    return standing


def test_the_register_says_of_each_paper_what_it_is_and_what_law_says_of_its_tax(world: World) -> None:
    special = booked(world)
    general = world.hand_in_sample("intake", "general").document
    again = world.hand_in_sample("intake", "duplicate").document
    red = world.hand_in_sample("intake", "red").document
    german = world.hand_in_sample("intake", "factur_x").document
    rows = _rows(world)
    assert {one: (rows[one].state, rows[one].treatment, rows[one].rule) for one in (special, general, again, red)} == {
        special: ("booked", "deductible", "special"), general: ("received", "not", "general"),
        again: ("duplicate", "deductible", "special"), red: ("red", "deductible", "special"),
    }  # fmt: skip
    one = rows[special]
    assert (one.tax, one.usable, one.verified, one.period, one.voucher_label != "") == (
        Decimal("699.62"), Decimal("699.62"), "", "", True,
    )  # fmt: skip
    assert (rows[german].rule, rows[german].usable, rows[german].currency) == ("foreign", 0, "EUR")
    assert set(_rows(world, state="waiting")) == {special}
    assert set(_rows(world, text="阿里云" if "阿里" in one.seller else one.seller)) >= {special}
    assert set(_rows(world, month="2026-10")) == set()
    totals = world.must("limin", "invoice_register").totals
    assert totals.count == 3 and totals.tax == rows[special].tax + rows[general].tax + rows[red].tax


def test_use_is_confirmed_moved_on_at_the_month_end_and_transferred_out_in_part(world: World) -> None:
    document = booked(world)
    assert (_balance(world, "222105"), _standing(world)) == (Decimal("699.62"), "unneeded")
    world.must("wangfang", "confirm_use", documents=[document], period=MONTH)
    assert _rows(world)[document].state == "confirmed" and _standing(world) == "todo"
    made = _transfer(world)
    assert {(one.account, one.side, one.amount) for one in made.lines} == {
        ("22210101", "debit", Decimal("699.62")), ("222105", "credit", Decimal("699.62")),
    }  # fmt: skip
    assert (_balance(world, "222105"), _balance(world, "22210101"), _standing(world)) == (0, Decimal("699.62"), "done")
    out = world.must("wangfang", "propose_transfer_out", document=document, reason="welfare", amount="100")
    assert [(one.account, one.side, one.amount) for one in out.lines] == [
        ("660213", "debit", 100), ("22210109", "credit", 100),
    ]  # fmt: skip
    over = world.call("wangfang", "propose_transfer_out", document=document, reason="welfare", amount="599.63")
    assert isinstance(over, Invalid) and "599.62" in over.problems[0].text("zh")
    _post(world, out)
    row = _rows(world)[document]
    assert (row.state, [(one.amount, one.reason, one.state) for one in row.outs]) == (
        "out",
        [(100, "welfare", "posted")],
    )
    assert world.must("limin", "verify_books").clean
    assert world.must("limin", "invoice_register").totals.out == 100


def test_a_transfer_out_that_was_withdrawn_never_was(world: World) -> None:
    document = booked(world)
    world.must("wangfang", "confirm_use", documents=[document], period=MONTH)
    made = world.must("wangfang", "propose_transfer_out", document=document, reason="mixed", percent="25")
    assert made.lines[0].amount == Decimal("174.91")  # 699.62 × 25 % = 174.905
    assert isinstance(world.call("wangfang", "take_back_use", document=document), Invalid)
    world.must("wangfang", "withdraw_proposal", proposal=made.proposal)
    assert _rows(world)[document].state == "confirmed"
    world.must("wangfang", "take_back_use", document=document)
    opened = world.must("limin", "open_invoice", document=document)
    assert [one.kind for one in opened.said] == ["confirmed", "out", "taken_back"]
    assert opened.invoice.state == "booked" and opened.left == 0


def test_a_confirmation_taken_back_after_the_transfer_leaves_its_difference(world: World) -> None:
    document = booked(world)
    world.must("wangfang", "confirm_use", documents=[document], period=MONTH)
    _transfer(world)
    world.must("wangfang", "take_back_use", document=document)
    assert _standing(world) == "todo"
    _transfer(world)
    assert (_balance(world, "222105"), _balance(world, "22210101")) == (Decimal("699.62"), 0)


def test_what_may_not_be_confirmed_says_why_and_nothing_of_it_is_kept(world: World) -> None:
    document = booked(world)
    general = world.hand_in_sample("intake", "general").document
    refused = world.call("wangfang", "confirm_use", documents=[document, general], period=MONTH)
    assert isinstance(refused, Invalid) and "不得抵扣" in refused.problems[0].text("zh")
    assert _rows(world)[document].period == ""
    for wrong in ({"period": "2026-10"}, {"documents": ["nothing"]}, {"period": "2026-13"}):
        given = {"documents": [document], "period": MONTH} | wrong
        assert isinstance(world.call("wangfang", "confirm_use", **given), Invalid), wrong
    world.must("wangfang", "confirm_use", documents=[general], period=MONTH, purpose="none")
    assert isinstance(world.call("wangfang", "confirm_use", documents=[general], period=MONTH, purpose="none"), Invalid)
    world.must("wangfang", "record_verification", document=document, result="not_found", note="x")
    bad = world.call("wangfang", "confirm_use", documents=[document], period=MONTH)
    assert isinstance(bad, Invalid) and "查验" in bad.problems[0].text("zh")
    world.must("wangfang", "record_verification", document=document, result="same")
    world.must("wangfang", "confirm_use", documents=[document], period=MONTH)


def _red(world: World, of: str, share: str) -> Any:
    """A red invoice of the vendor for a share of a month's service, naming the invoice it corrects."""
    special = samples(NOW.date())["special"]
    number = digital_number(NOW.date(), "red", "33")
    remark = f"被红冲蓝字数电票号码：{of} 红字发票信息确认单编号：33022611250000017"
    lines = (line("*信息技术服务*云服务费", f"-{share}", "月", "11660.38", "0.06"),)
    spec = replace(special, number=number, lines=lines, remarks=remark, original_number=of, file_name="red.pdf")
    return world.hand_in("intake", render(spec), "red.pdf")


def test_a_red_invoice_for_all_ends_it_and_one_for_a_part_goes_out_against_what_waits(world: World) -> None:
    document = booked(world)
    number = _rows(world)[document].number
    world.must("wangfang", "confirm_use", documents=[document], period=MONTH)
    _transfer(world)
    made = _red(world, number, "0.5")
    row = _rows(world)[document]
    assert (row.state, row.red_by) == ("confirmed", made.document)
    assert (_rows(world)[made.document].state, _rows(world)[made.document].red_of) == ("red", number)
    world.must(
        "wangfang", "answer_document", document=made.document, paid_by="nobody", account="660213", department="it"
    )
    _post(
        world,
        world.must(
            "limin", "open_proposal", proposal=world.must("limin", "open_document", document=made.document).proposal
        ),
    )
    assert _balance(world, "222105") == Decimal("-349.81")
    _post(world, world.must("wangfang", "propose_transfer_out", document=document, reason="red", amount="349.81"))
    assert (_balance(world, "222105"), _balance(world, "22210109")) == (0, Decimal("-349.81"))
    assert _standing(world) == "done" and world.must("limin", "verify_books").clean


def test_what_is_red_lettered_whole_cannot_be_confirmed(world: World) -> None:
    document = booked(world)
    _red(world, _rows(world)[document].number, "1")
    assert _rows(world)[document].state == "red"
    assert isinstance(world.call("wangfang", "confirm_use", documents=[document], period=MONTH), Invalid)


def test_only_finance_may_mark_and_an_employee_sees_no_register(world: World) -> None:
    document = booked(world)
    for user in ("zhaolei", "zhoujie", "chenxiao"):
        assert isinstance(world.call(user, "confirm_use", documents=[document], period=MONTH), Denied), user
    assert isinstance(world.call("chenxiao", "invoice_register"), Denied)
    assert document in {one.document for one in world.must("zhaolei", "invoice_register").rows}
