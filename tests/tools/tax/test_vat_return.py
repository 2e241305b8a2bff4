"""增值税申报底稿: worked by hand; books beside register with every difference named; no sale counted twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ledger.business.invoices.compare import Finding
from ledger.core.words import has
from ledger.reports.vat_return import Figures
from tests.tools.tax.test_invoices import _transfer, booked
from tests.world import World
from tools.demo import cast
from tools.outcome import Denied

MONTH = "2026-11"
HEAD = "数电发票号码,开票日期,销方识别号,购方识别号,金额,税额,税率,发票状态\n"


def _voucher(*lines: tuple[str, str, int], day: str = "2026-11-10") -> dict[str, Any]:
    department = {"department": "sales"}
    made = [
        {"account": code, "side": side, "amount_minor": amount, "dims": department if code[:2] == "66" else {}}
        for code, side, amount in lines
    ]
    return {"date": day, "memo": "m", "lines": made}


def _sale(net: int, tax: int, account: str = "6001", day: str = "2026-11-10") -> dict[str, Any]:
    return _voucher(("100201", "debit", net + tax), (account, "credit", net), ("22210107", "credit", tax), day=day)


def _return(world: World, month: str = MONTH) -> Any:
    period = {"start": f"{month}-01", "end": f"{month}-28"}
    return world.must("limin", "vat_return", period=period)


def _main(found: Any) -> dict[str, tuple[Decimal, Decimal]]:
    return {one.number: (one.books, one.registered) for one in found.rows if one.section == "main"}


def _sales(found: Any) -> list[tuple[str, Decimal, Decimal | None, Decimal | None]]:
    return [(one.label, one.net, one.books, one.registered) for one in found.rows if one.section == "sales"]


def _take(world: World, rows: str) -> None:
    staged = world.house.stage(world.tenant, (HEAD + rows).encode())
    world.must("limin", "import_bureau_list", sha256=staged, name="issued.csv")


def test_sales_stand_at_their_rates_and_the_form_is_worked_out(world: World) -> None:
    plain = _voucher(("100201", "debit", 5000), ("6051", "credit", 5000))
    odd = _sale(10000, 777)
    bought = _voucher(("1403", "debit", 30000), ("22210101", "debit", 3900), ("100201", "credit", 33900))
    world.run(MONTH, [_sale(100000, 13000), _sale(20000, 1200, "6051"), _sale(-1000, -130), plain, odd, bought])
    found = _return(world)
    assert _sales(found) == [
        ("一般计税 13%", Decimal(990), Decimal("128.70"), None), ("一般计税 6%", Decimal(200), Decimal(12), None),
        ("一般计税 税率看不出", Decimal(100), Decimal("7.77"), None),
        ("一般计税 无税额（免税、零税率或待查）", Decimal(50), Decimal(0), None),
    ]  # fmt: skip
    main = _main(found)
    assert main["11"] == (Decimal("148.47"),) * 2
    assert main["12"] == (Decimal(39), Decimal(0)) and main["19"] == (Decimal("109.47"), Decimal("148.47"))
    assert any("：39.00" in one and "直接记入" in one for one in found.differences) and len(found.differences) == 1
    assert len(found.notes) == 2
    assert found.rows[0].vouchers[0].net == 1000


def test_input_of_the_register_meets_the_books_step_by_step(world: World) -> None:
    document = booked(world)
    world.must("wangfang", "confirm_use", documents=[document], period=MONTH)
    world.run(MONTH, [_sale(1_000_000, 130_000)])
    before = _return(world)
    assert _main(before)["12"] == (0, Decimal("699.62")) and "待认证" in before.differences[0]
    assert [one.number for one in before.rows if one.section == "input"] == ["2", "12"]
    _transfer(world)
    after = _return(world)
    assert after.differences == () and _main(after)["34"] == (Decimal("600.38"), Decimal("600.38"))
    made = world.must("wangfang", "propose_transfer_out", document=document, reason="welfare", amount="99.62")
    assert _main(_return(world))["14"] == (0, 0), "what waits is not declared"
    world.must("wangfang", "submit_proposal", proposal=made.proposal)
    digest = world.must("limin", "open_proposal", proposal=made.proposal).digest
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=digest)
    world.later(11)
    world.must("system", "post_confirmed")
    last = _return(world)
    assert _main(last)["14"] == (Decimal("99.62"),) * 2 and _main(last)["34"] == (700, 700)
    assert [(one.number, one.registered) for one in last.rows if one.section == "out"] == [
        ("15", Decimal("99.62")), ("13", Decimal("99.62")),
    ]  # fmt: skip


def test_a_credit_is_carried_into_the_next_month(world: World) -> None:
    bought = _voucher(("1403", "debit", 30000), ("22210101", "debit", 3900), ("100201", "credit", 33900))
    world.run(MONTH, [_sale(10000, 1300), bought])
    assert _main(_return(world))["20"][0] == 26
    world.must("limin", "open_month", period="2026-12")
    assert _main(_return(world, "2026-12"))["13"] == (26, 26)


def test_sales_declared_without_an_invoice_are_not_counted_again_when_it_comes(world: World) -> None:
    world.run(MONTH, [_sale(100000, 13000), _sale(50000, 6500)])
    own, other = cast.TAX_ID, "91440000000000000X"
    _take(
        world,
        f"26322000000000000001,2026-11-12,{own},{other},1000,130,13%,正常\n26322000000000000009,2026-11-12,{own},{other},7,0.91,13%,已作废\n",
    )
    first = _return(world)
    assert _sales(first) == [
        ("一般计税 13%", 1500, 195, None), ("13% 其中：开具发票", 1000, None, 130),
        ("13% 其中：未开具发票", 500, None, 65),
    ]  # fmt: skip
    world.must("limin", "open_month", period="2026-12")
    _take(world, f"26322000000000000002,2026-12-03,{own},{other},500,65,0.13,正常\n")
    second = _return(world, "2026-12")
    assert _sales(second) == [("13% 其中：开具发票", 500, None, 65), ("13% 其中：未开具发票", -500, None, -65)]
    declared = [one.net for found in (first, second) for one in found.rows if "其中" in one.label]
    assert sum(declared) == 1500 and _main(second)["11"][0] == 0


def test_a_small_taxpayer_has_a_levy_and_no_columns(world: World) -> None:
    world.must("limin", "set_closing_fact", name="taxpayer", value="small", valid_from="2026-11-01")
    world.run(MONTH, [_voucher(("100201", "debit", 101000), ("6001", "credit", 100000), ("22210107", "credit", 1000))])
    found = _return(world)
    assert found.taxpayer == "small" and _sales(found) == [("简易计税 1%", 1000, 10, None)]
    assert (
        [one.books for one in found.rows if one.section == "main"] == [10] and "100,000" in found.notes[-1]
    ) or "10 万" in found.notes[-1]


def test_who_sees_not_every_line_has_no_return(world: World) -> None:
    for user in ("chenxiao", "liqiang"):
        assert isinstance(world.call(user, "vat_return"), Denied), user
    world.must("zhaolei", "vat_return")


def test_every_row_that_the_worksheet_can_have_has_its_words() -> None:
    keys = {f"vat.main_{number}" for number in Figures(0, 0, 0, 0, 0, 0, 0).form()}
    keys |= {
        f"vat.row_{key}"
        for key in ("sales_general", "sales_levy", "invoiced", "uninvoiced", "input_total", "out_total", "small_tax")
    }
    keys |= {f"vat.differs_{part}" for part in ("computed", "not_booked", "not_moved", "direct", "rest")}
    keys |= {f"invoice.found_{one.value}" for one in Finding}
    assert [key for key in sorted(keys) if not has(key)] == []


def _extra(found: Any) -> list[tuple[str, Decimal, Decimal]]:
    return [(one.number, one.books, one.registered) for one in found.rows if one.section == "extra"]


def test_row_19_is_net_of_the_extra_deduction_used_and_the_rest_is_carried_on(world: World) -> None:
    """Input 3,900, of which 5 % is 195: in November all of what is due (100) is taken off, December takes the rest."""
    bought = _voucher(("1403", "debit", 3_000_000), ("22210101", "debit", 390_000), ("100201", "credit", 3_390_000))
    world.run(MONTH, [_sale(3_076_923, 400_000), bought])
    assert _extra(_return(world)) == [] and _main(_return(world))["19"][0] == 100
    world.must("limin", "set_closing_fact", name="extra_deduction", value="extra_advanced", valid_from="2026-11-01")
    found = _return(world)
    assert [books for _, books, _ in _extra(found)] == [0, 195, 0, 195, 100, 95]
    assert [number for number, _, _ in _extra(found)] == list("123456")
    main = _main(found)
    assert (main["18"][0], main["19"][0], main["20"][0], main["24"][0], main["34"][0]) == (3900, 0, 0, 0, 0)
    assert main["19"][1] == 4000, "the register confirmed nothing, so it accrues nothing"
    assert any("100.00" in one and "加计抵减" in one for one in found.notes)
    world.must("zhangwei", "propose_month_end", period=MONTH, step="vat")
    world.must("limin", "open_month", period="2026-12")
    out = _voucher(("6401", "debit", 2_000), ("22210109", "credit", 2_000), day="2026-12-10")
    world.run("2026-12", [_sale(2_000_000, 260_000, day="2026-12-10"), out])
    later = _return(world, "2026-12")
    assert [books for _, books, _ in _extra(later)][:3] == [95, 0, 1]
    assert _extra(later)[4][1] == 94 and _extra(later)[5][1] == 0


def test_after_its_days_only_what_is_left_is_used(world: World) -> None:
    world.must("limin", "set_closing_fact", name="extra_deduction", value="extra_services", valid_from="2026-11-01")
    bought = _voucher(("1403", "debit", 30000), ("22210101", "debit", 3900), ("100201", "credit", 33900))
    world.run(MONTH, [_sale(100000, 13000), bought])
    found = _return(world)
    assert _extra(found) == [] and _main(found)["19"][0] == 91
