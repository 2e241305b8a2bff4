"""Bank files as tables: every manner of writing days, sides and balances comes to the same lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.bank import BankStatement, read_bank

LINES = [("2026-11-13", "50.00"), ("2026-11-14", "-20.50")]


def read(text: str, encoding: str = "utf-8") -> BankStatement:
    (found,) = read_bank(text.encode(encoding), "s.csv")
    return found


def lines(found: BankStatement) -> list[tuple[str, str]]:
    return [(one.day.isoformat(), str(one.amount)) for one in found.lines]


@pytest.mark.parametrize(
    "text",
    [
        "日期,收入,支出\n2026-11-13,50.00,\n2026/11/14,,20.50\n",
        "交易时间\t借贷标志\t交易金额\n20261113\t贷\t50.00\n20261114 09:30:00\t借\t20.50\n",
        "交易日期;金额;余额\n2026年11月14日;-20.50;129.50\n2026年11月13日;50.00;150.00\n",
        "Posting Date,Description,Amount\n11/13/2026,a,50.00\n11/14/2026,b,-20.50\n",
        "Buchungstag;Verwendungszweck;Betrag\n13.11.2026;a;50,00\n14.11.2026;b;-20,50\n",
        "title\n\nDate,Money in,Money out\n13/11/2026,50.00,\n14/11/2026,,20.50\n合计,50.00,20.50\n",
    ],
)
def test_each_manner_gives_the_same_lines(text: str) -> None:
    assert lines(read(text)) == LINES
    assert lines(read(text, "gb18030")) == LINES


def test_days_that_may_be_read_two_ways_are_asked_about() -> None:
    for days in (("1/2/2026", "3/4/2026"), ("13/2/2026", "3/14/2026")):
        found = read("date,amount\n" + "".join(f"{day},5\n" for day in days))
        assert [one.code for one in found.problems] == ["bank.which_day_first"]


def test_a_time_zone_in_the_rows_tells_how_days_are_written() -> None:
    for zone, day in (("PDT", "2026-06-04"), ("CET", "2026-04-06")):
        found = read(f"Date,Time,Time Zone,Name,Net\n6/4/2026,10:46:49,{zone},Jane,-20.00\n")
        assert [one.day.isoformat() for one in found.lines] == [day]


def test_balances_are_those_of_the_column_or_of_their_own_rows() -> None:
    of_column = read("日期,收入,支出,余额\n2026-11-13,50,,150\n2026-11-14,,20.50,129.50\n")
    assert (of_column.opening, of_column.closing) == (Decimal(100), Decimal("129.50"))
    of_rows = read("期初余额：100.00\n日期,收入,支出\n2026-11-13,50,\n2026-11-14,,20.50\n期末余额,129.50\n")
    assert (of_rows.opening, of_rows.closing) == (Decimal("100.00"), Decimal("129.50")) and lines(of_rows)[1:] == LINES[
        1:
    ]
    nothing = read("日期,收入,支出\n2026-11-13,50,\n")
    assert (nothing.opening, nothing.closing) == (None, None)


WALLET = """导出信息：
交易时间,交易分类,交易对方,商品说明,收/支,金额,交易状态,交易订单号
2026-11-12 21:32:14,日用百货,甲店,纸,支出,49.74,交易成功,A1\t
2026-11-11 10:00:00,退款,乙店,退款-纸,不计收支,16.03,退款成功,A2
2026-11-10 09:00:00,投资理财,某基金,转出到银行卡,不计收支,99.00,交易成功,A3
2026-11-09 09:00:00,日用百货,丙店,笔,不计收支,82.00,交易关闭,A4
2026-11-08 09:00:00,转账,丁,转账,收入,500.00,交易成功,A5
"""


def test_a_wallet_says_by_its_words_where_uncounted_money_went() -> None:
    found = read(WALLET, "gb18030")
    assert [(one.id, str(one.amount)) for one in found.lines] == [
        ("A5", "500.00"), ("A3", "-99.00"), ("A2", "16.03"), ("A1", "-49.74"),
    ]  # fmt: skip
    assert found.problems == ()
    unclear = read(WALLET.replace("退款-纸", "纸").replace("退款成功", "成功").replace("退款,", "其他,"), "gb18030")
    assert [one.code for one in unclear.problems] == ["bank.bad_side"]


def test_the_booked_currency_and_description_win_over_those_of_the_deal() -> None:
    found = read(
        "交易日期,交易币种,记账金额(收入),记账金额(支出),记账币种\n2026-11-01,-,12.00,,人民币\n人民币合计,,12.00,,\n"
    )
    assert (found.currency, len(found.lines), found.problems) == ("CNY", 1, ())
    assert read("Details,Posting Date,Description,Amount\nDEBIT,11/18/2026,Rent,-5\n").lines[0].memo == "Rent"


def test_a_balance_that_does_not_follow_is_named_by_its_row_and_nothing_is_lost() -> None:
    found = read("日期,金额,余额\n2026-11-01,5,105\n2026-11-02,5,111\n")
    assert [(one.code, one.parameters["row"]) for one in found.problems] == [("bank.balance_breaks", "3")]
    assert len(found.lines) == 2


AMOUNT = st.integers(-(10**9), 10**9).filter(bool)


@given(st.lists(AMOUNT, min_size=1, max_size=20), st.booleans(), st.booleans())
def test_what_was_written_is_read_whichever_way_it_lies(minors: list[int], backwards: bool, same_day: bool) -> None:
    rows, balance = [], 1000
    for number, minor in enumerate(minors):
        balance += minor
        day = 1 if same_day else 1 + number
        rows.append(f"2026-11-{day:02},{Decimal(minor) / 100},{Decimal(balance) / 100}")
    found = read("日期,金额,余额\n" + "\n".join(reversed(rows) if backwards else rows) + "\n")
    assert (found.opening, found.closing) == (Decimal(10), Decimal(balance) / 100)
    assert sum(one.amount for one in found.lines) == Decimal(sum(minors)) / 100
