"""The tax bureau's list beside ours: several layouts, bad rows named, the same file told, differences first."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from tests.tools.tax.test_invoices import booked
from tests.world import World
from tools.demo import cast
from tools.outcome import Denied, Invalid

MONTH = "2026-11"
HEAD = "数电发票号码,发票代码,发票号码,开票日期,销售方纳税人名称,金额,票面税额,有效抵扣税额,票种,发票状态,勾选状态\n"


def _take(world: World, data: bytes, name: str = "list.csv", user: str = "wangfang") -> Any:
    return world.call(user, "import_bureau_list", sha256=world.house.stage(world.tenant, data), name=name)


def _ours(world: World, document: str) -> Any:
    return next(one for one in world.must("wangfang", "invoice_register").rows if one.document == document)


def _line(one: Any, *, tax: str = "", state: str = "正常", selected: str = "未勾选") -> str:
    tax = tax or str(one.tax)
    return f"{one.number},,,{one.date},{one.seller},{one.net},{tax},{tax},数电专票,{state},{selected}\n"


STRANGER = '26442000000000012345,,,2026-11-03,深圳某公司,"1,000.00",130.00,130.00,数电专票,正常,未勾选\n'


def _found(world: World) -> dict[str, int]:
    counts: dict[str, int] = world.must("wangfang", "compare_invoices").counts
    return counts


def test_what_differs_stands_first_with_a_sentence_and_agreement_comes_last(world: World) -> None:
    document = booked(world)
    paper = world.hand_in_sample("intake", "paper").document
    one = _ours(world, document)
    assert world.must("wangfang", "compare_invoices").pairs == ()
    assert not isinstance(_take(world, (HEAD + _line(one) + STRANGER).encode()), Invalid)
    found = world.must("wangfang", "compare_invoices")
    assert [pair.finding for pair in found.pairs] == ["missing_here", "missing_there", "open"]
    assert (found.ours, found.theirs, found.selected, found.differences) == (2, 2, 0, 2)
    assert [pair.may_confirm for pair in found.pairs] == [False, False, True]
    assert found.pairs[1].ours.document == paper and "没有收到" in found.pairs[0].told
    world.must("wangfang", "confirm_use", documents=[document], period=MONTH)
    assert _found(world) == {"missing_here": 1, "missing_there": 1, "selected_here": 1}
    listed = world.must("wangfang", "deduction_list", period=MONTH)
    assert [row.document for row in listed.rows] == [document] and listed.usable == one.tax


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"selected": "已勾选"}, "selected_there"), ({"tax": "699.61"}, "amount"), ({"state": "已作废"}, "state"),
        ({"state": "红冲"}, "state"), ({"selected": ""}, "open"),
    ],
)  # fmt: skip
def test_each_kind_of_difference_is_found(world: World, changes: dict[str, str], finding: str) -> None:
    one = _ours(world, booked(world))
    assert not isinstance(_take(world, (HEAD + _line(one, **changes)).encode("gb18030")), Invalid)
    assert _found(world) == {finding: 1}


def test_a_newer_list_speaks_of_an_invoice_and_the_same_file_is_told(world: World) -> None:
    one = _ours(world, booked(world))
    first = (HEAD + _line(one)).encode()
    assert not isinstance(_take(world, first), Invalid)
    world.later(60)
    again = _take(world, first, "other name.csv")
    assert isinstance(again, Invalid) and "list.csv" in again.problems[0].text("zh")
    assert not isinstance(_take(world, (HEAD + _line(one, selected="已勾选")).encode()), Invalid)
    assert _found(world) == {"selected_there": 1}
    assert len(world.must("wangfang", "compare_invoices").lists) == 2


def test_lines_of_one_invoice_are_added_up_and_own_sales_are_kept_aside(world: World) -> None:
    one = _ours(world, booked(world))
    book = Workbook()
    sheet = book.active
    sheet.title = "信息汇总表"
    sheet.append(["发票代码", "发票号码", "数电发票号码", "销方识别号", "销方名称", "购方识别号", "开票日期", "货物或应税劳务名称", "金额", "税额", "发票状态"])  # fmt: skip
    first = one.net - 1000
    for net, tax in ((first, one.tax - 60), (1000, 60)):
        sheet.append(["", "", one.number, "91330000X", one.seller, cast.TAX_ID, str(one.date), "云", float(net), float(tax), "正常"])  # fmt: skip
    sheet.append(["", "", "26322000000000000001", cast.TAX_ID, cast.NAME, "91", "2026-11-02", "货", 5, 1, "正常"])
    kept = io.BytesIO()
    book.save(kept)
    taken = _take(world, kept.getvalue(), "汇总.xlsx")
    assert (taken.result.count, taken.result.own) == (2, 1)
    assert _found(world) == {"open": 1}


def test_every_bad_row_is_named_with_its_column_and_nothing_is_kept(world: World) -> None:
    bad = HEAD + (
        "2.63E+19,,,2026-11-03,a,1,1,1,,,\n26442000000000012345,,,gestern,a,1,1,1,,,\n"
        "26442000000000012346,,,2026-11-03,a,x,1,1,,,\n26442000000000012347,,,2026-11-03,a,1,1,1,,,vielleicht\n"
        ",,,2026-11-03,a,1,1,1,,,\n26442000000000012348,,,2026-11-03,a,1,1,1,,,\n26442000000000012348,,,2026-11-03,a,1,1,1,,,\n"
    )
    refused = _take(world, bad.encode())
    assert isinstance(refused, Invalid)
    assert [one.where for one in refused.problems] == ["rows.2", "rows.3", "rows.4", "rows.5", "rows.6", "rows.8"]
    told = [one.text("zh") for one in refused.problems]
    assert "数电发票号码" in told[0] and "开票日期" in told[1] and "金额" in told[2] and "勾选状态" in told[3]
    assert world.must("wangfang", "compare_invoices").lists == ()
    nothing = _take(world, b"a,b\n1,2\n")
    assert isinstance(nothing, Invalid) and "list.csv" in nothing.problems[0].text("zh")
    assert isinstance(_take(world, (HEAD + STRANGER).encode(), user="zhaolei"), Denied)
