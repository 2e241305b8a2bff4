"""Bank files as tables: every manner of writing days, sides and balances comes to the same lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core import Refused
from tools.shared.bank_files import ReadStatement, read_bank_file

LINES = [("2026-11-13", "50.00"), ("2026-11-14", "-20.50")]


def read(text: str, encoding: str = "utf-8") -> ReadStatement:
    return read_bank_file(text.encode(encoding), "s.csv")


def lines(found: ReadStatement) -> list[tuple[str, str]]:
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
        with pytest.raises(Refused) as caught:
            read("date,amount\n" + "".join(f"{day},5\n" for day in days))
        assert [one.code for one in caught.value.problems] == ["bank.which_day_first"]


def test_balances_are_those_of_the_column_or_of_their_own_rows() -> None:
    of_column = read("日期,收入,支出,余额\n2026-11-13,50,,150\n2026-11-14,,20.50,129.50\n")
    assert (of_column.opening, of_column.closing) == (Decimal(100), Decimal("129.50"))
    of_rows = read("期初余额：100.00\n日期,收入,支出\n2026-11-13,50,\n2026-11-14,,20.50\n期末余额,129.50\n")
    assert (of_rows.opening, of_rows.closing) == (Decimal("100.00"), Decimal("129.50")) and lines(of_rows)[1:] == LINES[
        1:
    ]
    nothing = read("日期,收入,支出\n2026-11-13,50,\n")
    assert (nothing.opening, nothing.closing) == (None, None)


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
