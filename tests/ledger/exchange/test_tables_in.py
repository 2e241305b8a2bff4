"""Tables of accounting packages in the shapes they come in; a bad cell is named by file, row and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ledger.books.accounts import AccountType
from ledger.core import Refused
from ledger.exchange.incoming import ForeignLedger, Place
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.tables_in import read_tables
from ledger.exchange.tables_in.cells import amount, day, is_total, month

PLAIN = """日期,凭证字号,摘要,科目编码,科目名称,借方金额,贷方金额
2025-01-05,记-1,提现,1001,库存现金,"1,000.00",
2025-01-05,记-1,提现,100201,银行存款_工行,,"1,000.00"
2025-02-06,记-1,售货,1002,银行存款,113,
2025-02-06,记-1,售货,6001,主营业务收入,,100
2025-02-06,记-1,税,2221,应交税费,,13
"""


def read(folder: Path, text: str, name: str = "序时账.csv", encoding: str = "utf-8") -> ForeignLedger:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_tables([path])


def book(folder: Path, rows: Sequence[Sequence[object]], name: str = "book.xlsx") -> Path:
    made = Workbook()
    made.active.title = "封面"
    made.active.append(["某公司账簿"])
    sheet = made.create_sheet("数据")
    for row in rows:
        sheet.append(list(row))
    made.save(folder / name)
    return folder / name


def sums(ledger: ForeignLedger) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for one in ledger:
        for post in one.posts:
            found[post.account] += post.weight
    return {key: value for key, value in found.items() if value}


def faults(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read(folder, text)
    assert all(problem.text("zh") != problem.text("en") for problem in refused.value.problems)
    return [(problem.code.removeprefix("import."), problem.where) for problem in refused.value.problems]


WANTED = {"1001": 1000, "100201": -1000, "1002": 113, "6001": -100, "2221": -13}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_any_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = PLAIN if delimiter == "," else PLAIN.replace('"1,000.00"', "1000.00").replace(",", delimiter)
    ledger = read(tmp_path, text, encoding=encoding)
    assert sums(ledger) == WANTED
    assert [(one.date, one.number) for one in ledger] == [("2025-01-05", "记-1"), ("2025-02-06", "记-1")]
    assert ledger.titles["100201"] == "银行存款_工行"
    assert ledger.parents["100201"] == "1002"
    assert ledger.kinds["6001"] is AccountType.INCOME and ledger.kinds["2221"] is AccountType.LIABILITY


def test_titles_merged_cells_two_headers_and_totals(tmp_path: Path) -> None:
    path = book(tmp_path, [
        ["凭证序时簿"], ["单位：某公司", None, None, None, "2025年1月"],
        ["日期", "凭证字号", "摘要", "科目", "", "金额", ""],
        [None, None, None, "编码", "名称", "借方", "贷方"],
        ["2025-01-05", "记-10", "提现", "1001", "库存现金", 1000.1, None],
        [None, None, None, "1002", "银行存款", None, 1000.1],
        ["本页合计", None, None, None, None, 1000.1, 1000.1],
        ["2025年1月31日", "记-2", "红字", "6602", "管理费用", -5, None],
        [None, None, None, "1002", "银行存款", None, -5],
        ["合 计", None, None, None, None, 995.1, 995.1],
    ])  # fmt: skip
    ledger = read_tables([path])
    assert sums(ledger) == {"1001": Decimal("1000.1"), "1002": Decimal("-995.1"), "6602": -5}
    assert [one.number for one in ledger] == ["记-2", "记-10"]
    assert [post.red for one in ledger for post in one.posts] == [True, True, False, False]


def test_directions_currencies_quantities_and_dimensions(tmp_path: Path) -> None:
    text = ("会计期间|凭证字|凭证号|摘要|会计科目|方向|原币金额|金额|币种|数量|部门|往来单位|人员|项目\n"
            "2025年３期|转|7|买料|1403 原材料|借||700.00||３.5|||| 甲 \n"
            "2025年3期|转|7|买料|220201 应付账款\\美元户|贷|100|700.00|美元|||外商|张三|\n")  # fmt: skip
    ledger = read(tmp_path, text)
    (one,) = ledger
    first, second = one.posts
    assert (one.date, one.number) == ("2025-03-01", "转-7")
    assert (first.account, first.weight, first.quantity, dict(first.dims)) == (
        "1403",
        700,
        Decimal("3.5"),
        {"project": "甲"},
    )
    assert (second.amount, second.commodity, second.weight) == (-100, "USD", -700)
    assert dict(second.dims) == {"party": "外商", "employee": "张三"}
    assert ledger.titles["220201"] == "应付账款\\美元户"


def test_year_month_day_apart_and_no_numbers(tmp_path: Path) -> None:
    text = "年,月,日,摘要,科目名称,借方,贷方\n2025,1,5,a,现金,5,\n2025,1,5,a,收入,,5\n2025,1,5,b,现金,6,\n2025,1,5,b,收入,,6\n"
    ledger = read(tmp_path, text)
    assert [len(one.posts) for one in ledger] == [2, 2]
    assert sums(ledger) == {"现金": 11, "收入": -11}


def test_rows_of_a_voucher_may_lie_apart(tmp_path: Path) -> None:
    header, *rows = PLAIN.strip().split("\n")
    assert sums(read(tmp_path, "\n".join([header, *sorted(rows, key=lambda row: row.split(",")[3])]))) == WANTED


BALANCES = """某公司科目余额表,,,,,,,
2025年3月,,,,,,,
科目编码,科目名称,期初余额,,本期发生额,,期末余额,
,,借方,贷方,借方,贷方,借方,贷方
1002,银行存款,100,,50,20,130,
100201,工行,100,,50,20,130,
4001,实收资本,,100,,,,100
6602,管理费用,,,20,50,,30
合计,,100,100,70,70,130,130
"""


def test_a_table_of_balances_alone(tmp_path: Path) -> None:
    ledger = read(tmp_path, BALANCES, "余额表.csv")
    opening, movement = ledger
    assert (opening.date, opening.opening, movement.date) == ("2025-02-28", True, "2025-03-01")
    assert sums(ledger) == {"100201": 130, "4001": -100, "6602": -30}
    assert len(movement.posts) == 4


def test_balances_and_journal_together(tmp_path: Path) -> None:
    (tmp_path / "余额表.csv").write_text(BALANCES, encoding="utf-8")
    journal = "日期,凭证号,摘要,科目编码,借方,贷方\n2025-03-05,1,x,100201,50,\n2025-03-05,1,x,6602,,50\n2025-03-06,2,y,6602,20,\n2025-03-06,2,y,100201,,20\n"
    (tmp_path / "序时账.csv").write_text(journal, encoding="utf-8")
    ledger = read_tables([tmp_path / "余额表.csv", tmp_path / "序时账.csv"])
    assert sums(ledger) == {"100201": 130, "4001": -100, "6602": -30}
    assert [one.opening for one in ledger] == [True, False, False]
    assert not ledger.notes


FAULTS = {
    "an amount": (PLAIN.replace(",113,", ",一百,"), [("bad_cell_amount", "序时账.csv:4:借方")]),
    "a date": (PLAIN.replace("2025-01-05,记-1,提现,1001", "2025-13-05,记-1,提现,1001"), [("bad_cell_date", "序时账.csv:2:日期")]),
    "a voucher": (PLAIN.replace(",,13\n", ",,14\n"), [("voucher_unbalanced", "序时账.csv:4")]),
    "a total": (PLAIN + "合计,,,,,1114,1113\n", [("table_total", "序时账.csv:7")]),
    "no account": (PLAIN + "2025-02-07,记-2,x,,,5,\n", [("no_cell_account", "序时账.csv:7:科目")]),
    "no voucher": (PLAIN.replace("2025-01-05,记-1,提现,1001", "2025-01-05,,提现,1001"), [("no_voucher", "序时账.csv:2:凭证号")]),
    "no header": ("a,b\n1,2\n", [("no_header", "序时账.csv")]),
    "no side": ("日期,凭证号,科目编码,方向,金额\n2025-01-01,1,1001,上,5\n", [("no_side", "序时账.csv:2:方向")]),
    "a row of balances": (BALANCES.replace("130,\n4001", "131,\n4001"), [("row_differs", "序时账.csv:6")]),
    "no period": (BALANCES.replace("2025年3月", ""), [("no_period", "序时账.csv:5")]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_row_and_column(tmp_path: Path, name: str) -> None:
    text, wanted = FAULTS[name]
    found = faults(tmp_path, text)
    assert found[: len(wanted)] == wanted


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.booleans(), st.booleans())
def test_an_amount_reads_back(value: Decimal, full_width: bool, brackets: bool) -> None:
    text = f"({abs(value):,.2f})" if brackets and value < 0 else f"{value:,.2f}"
    if full_width:
        text = text.translate({ord(one): ord(one) + 0xFEE0 for one in "0123456789,.()-"})
    assert amount(text, Place("x", 1)) == value


@given(st.text(max_size=20))
def test_any_cell_is_read_or_refused(text: str) -> None:
    for reader in (amount, day):
        try:
            reader(text, Place("x", 1))
        except Fault as fault:
            assert fault.problem.where == "x:1"


def test_words_of_totals_and_months() -> None:
    assert all(map(is_total, ("合计", "合 计", "本页合计", "过次页", "承前页:", "本年累计", "本月合计", "总计")))
    assert not any(map(is_total, ("", "合计工资", "库存现金")))
    assert [month(text) for text in ("2025年3期", "2025-03", "2025.01-2025.12", "2025年第12期", "x")] == [
        "2025-03", "2025-03", "2025-12", "2025-12", "",
    ]  # fmt: skip
