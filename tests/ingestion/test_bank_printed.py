"""Printed statements: every layout read whole, one that does not add up flagged, signs proved, no bill taken for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.statements.drawing import drawn
from benchmarks.statements.figures import missed
from benchmarks.statements.layouts import LAYOUTS, Layout
from ingestion import DocType, read
from tests.ingestion import vendors_china, vendors_trade, vendors_west
from tests.ingestion.printing import Sheet


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_entries_and_balances_are_as_drawn_and_a_wrong_one_is_flagged(layout: Layout) -> None:
    assert missed(drawn(layout, 7)) == ""
    spoiled = read(drawn(layout, 7, spoiled=True).pdf)
    assert {one.code for one in spoiled.problems} & {"bank.does_not_add_up", "bank.balance_breaks", "bank.bad_side"}


def test_ids_texts_account_and_currency() -> None:
    icbc = next(one for one in LAYOUTS if one.name == "icbc")
    made = drawn(icbc, 7)
    (found,) = read(made.pdf).statements
    assert [one.id for one in found.lines] == [one.reference for one in made.entries]
    assert [one.party.replace(" ", "") for one in found.lines] == [one.party for one in made.entries]
    assert [one.memo.replace(" ", "") for one in found.lines] == [one.memo.replace(" ", "") for one in made.entries]
    assert found.currency == "CNY" and len(found.account) == 19


def _table(title: str, head: list[str], rows: list[list[str]]) -> bytes:
    columns = [(45.0, False), (130.0, False), (380.0, True), (465.0, True), (550.0, True)][: len(head)]
    return Sheet().put(60, 40, title, 14).rows(100, 18, columns, [head, *rows]).pdf()


def test_columns_named_the_other_way_are_turned_by_the_balances() -> None:
    head = ["日期", "摘要", "借方", "贷方", "余额"]  # as the account's owner books it
    rows = [
        ["2026-03-01", "货款", "100.00", "", "1,100.00"],
        ["2026-03-02", "电费", "", "40.00", "1,060.00"],
        ["2026-03-03", "货款", "5.00", "", "1,065.00"],
    ]
    (found,) = read(_table("账户对账单", head, rows)).statements
    assert [str(one.amount) for one in found.lines] == ["100.00", "-40.00", "5.00"] and not found.problems
    assert (str(found.opening), str(found.closing)) == ("1000.00", "1065.00")


def test_signs_that_nobody_prints_come_from_the_balances_or_are_asked_for() -> None:
    head = ["Date", "Description", "Amount", "Balance"]
    rows = [
        ["2026-03-01", "Opening balance", "", "500.00"],
        ["2026-03-02", "Rent", "300.00", "200.00"],
        ["2026-03-05", "Sale", "80.00", "280.00"],
    ]
    (found,) = read(_table("Account statement", head, rows)).statements
    assert [str(one.amount) for one in found.lines] == ["-300.00", "80.00"] and not found.problems
    odd = read(_table("Account statement", head, [*rows, ["2026-03-06", "Odd", "10.00", "999.00"]]))
    assert [one.code for one in odd.problems] == ["bank.bad_side"]


@pytest.mark.parametrize("case", (*vendors_west.CASES, *vendors_china.CASES), ids=lambda case: case.__name__)
def test_no_bill_is_a_statement(case: Callable[[], tuple[str, bytes, object]]) -> None:
    assert read(case()[1]).doc_type is not DocType.BANK_STATEMENT


@pytest.mark.parametrize("case", (*vendors_trade.TRADE, *vendors_trade.BILLS), ids=lambda case: case.__name__)
def test_no_order_is_a_statement(case: Callable[[], vendors_trade.Case]) -> None:
    assert read(case()[1].pdf()).doc_type is not DocType.BANK_STATEMENT


def test_rows_without_end_and_absurd_figures_end_within_bounds() -> None:
    sheet = (
        Sheet()
        .put(60, 40, "Account statement", 14)
        .put(45, 60, "Date")
        .put(130, 60, "Description")
        .put(380, 60, "Amount")
        .put(500, 60, "Balance")
    )
    for page in range(12):
        for row in range(60):
            sheet.put(45, 80 + row * 12, f"2026-13-4{row % 10}", 6).put(380, 80 + row * 12, "9" * 40 + ".99", 6)
        if page < 11:
            sheet.turn()
    reading = read(sheet.pdf())
    assert reading.pages == 12
