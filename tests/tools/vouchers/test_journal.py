"""序时账 through the door: every line once, in order, on pages of any size; sums to tick; whose lines; whole files."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.world import World
from tools.blocks import Scope
from tools.outcome import Denied, Done, Invalid
from tools.sheets import SheetFile, send_out, sending

YEAR = {"start": "2026-01-01", "end": "2026-12-31"}


@pytest.fixture
def busy(world: World) -> World:
    """Purchases of two departments in two months, and a salary."""
    world.history("V0001", "660213", [100_00, 250_00], "it")
    world.history("V0002", "660213", [40_00], "sales")
    pay = [{"account": "660206", "side": "debit", "amount_minor": 900_00, "dims": {"department": "it"}},
           {"account": "221101", "side": "credit", "amount_minor": 900_00, "dims": {}}]  # fmt: skip
    world.run("2026-11", [{"date": "2026-11-10", "memo": "pay 50%", "lines": pay}])
    world.must("limin", "open_month", period="2026-12")
    world.run("2026-12", [{"date": "2026-12-01", "memo": "pay", "lines": pay}])
    return world


def journal(world: World, user: str = "limin", **asked: Any) -> Any:
    return world.must(user, "journal", **{"period": YEAR, **asked})


def test_every_line_stands_once_in_the_order_of_days_and_the_sums_are_theirs(busy: World) -> None:
    found = journal(busy)
    assert (found.vouchers, found.lines, found.narrowed) == (5, 10, False)
    assert [row.date for row in found.rows] == sorted(row.date for row in found.rows)
    assert (str(found.rows[0].date), str(found.rows[-1].date)) == ("2026-11-01", "2026-12-01")
    for side in ("debit", "credit"):
        assert getattr(found, side) == sum((getattr(row, side) or Decimal(0) for row in found.rows), Decimal(0)) == 2190
    trial = busy.must("limin", "trial_balance", period=YEAR)
    assert (trial.base_debit, trial.base_credit) == (found.debit, found.credit)
    row = next(one for one in found.rows if one.account == "660213")
    assert busy.must("limin", "open_voucher", voucher=row.voucher).number == row.number
    assert "信息部" in row.dims


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_together_say_what_one_page_says(busy: World, limit: int) -> None:
    whole, rows, after = journal(busy), [], None
    while True:
        page = journal(busy, limit=limit, **({"after": after} if after else {}))
        assert (page.vouchers, page.lines, page.debit) == (whole.vouchers, whole.lines, whole.debit)
        rows += page.rows
        after = page.next
        if after is None:
            break
    assert tuple(rows) == whole.rows


def test_filters_narrow_lines_and_sums_alike_and_say_so(busy: World) -> None:
    only = journal(busy, account="6602", department="it")
    assert {(row.account, row.number) for row in only.rows} == {
        (row.account, row.number)
        for row in journal(busy).rows
        if row.account.startswith("6602") and "信息部" in row.dims
    }
    assert only.narrowed and only.debit == sum(row.debit for row in only.rows) and only.credit == 0
    assert {row.debit or row.credit for row in journal(busy, party="V0002").rows} == {Decimal(40)}
    assert journal(busy, text="50%").lines == 2, "a percent sign is a percent sign"
    assert journal(busy, text="_").lines == 0
    outcome = busy.call("limin", "journal", period=YEAR, account="6602", text="pay")
    assert isinstance(outcome, Done)
    scope = next(block for block in outcome.blocks if isinstance(block, Scope)).parts
    assert any("6602" in part for part in scope) and any("pay" in part for part in scope)
    assert journal(busy, period={"start": "2026-11-02", "end": "2026-11-09"}).vouchers == sum(
        1 for day in {(row.date.isoformat(), row.voucher) for row in journal(busy).rows} if "2026-11-02" <= day[0] <= "2026-11-09"
    )  # fmt: skip


def test_whose_lines_are_shown(busy: World) -> None:
    mine = journal(busy, "liqiang")
    whole = journal(busy)
    seen = {(row.voucher, row.line) for row in mine.rows}
    assert mine.narrowed and seen < {(row.voucher, row.line) for row in whole.rows}
    assert mine.lines == len(mine.rows) == 1 and mine.debit == 40
    assert isinstance(busy.call("chenxiao", "journal"), Denied)
    assert isinstance(busy.call("limin", "journal", account="no such account"), Invalid)


def _file(world: World, tool: str, form: Any, **asked: Any) -> SheetFile:
    made = send_out(world.house, world.who("limin"), tool, {"period": YEAR, **asked}, form)
    assert isinstance(made, SheetFile), made
    return made


@pytest.mark.parametrize(("tool", "asked"), [("journal", {}), ("general_ledger", {"account": "6602"}),
                                             ("multi_column", {"account": "6602"}), ("cash_journal", {"account": "1002"})])  # fmt: skip
def test_a_file_holds_every_page(
    busy: World, monkeypatch: pytest.MonkeyPatch, tool: str, asked: dict[str, str]
) -> None:
    pair = [
        {"account": "100201", "side": "debit", "amount_minor": 100},
        {"account": "6051", "side": "credit", "amount_minor": 100},
    ]
    busy.run("2026-11", [{"date": "2026-11-20", "memo": "in", "lines": pair}] * 3)
    whole = {form: _file(busy, tool, form, **asked) for form in ("csv", "xlsx", "pdf")}
    monkeypatch.setattr(sending, "PAGE", 2)
    paged = {form: _file(busy, tool, form, **asked) for form in ("csv", "xlsx", "pdf")}
    assert paged["csv"].data == whole["csv"].data and paged["pdf"].data == whole["pdf"].data
    cells = [[[cell.value for cell in row] for row in load_workbook(io.BytesIO(one["xlsx"].data)).active.iter_rows()]
             for one in (whole, paged)]  # fmt: skip
    assert cells[0] == cells[1]
    records = list(csv.reader(io.StringIO(paged["csv"].data.decode("utf-8-sig"), newline="")))
    assert len(records) > 5


def test_a_print_of_too_many_rows_says_what_to_do_instead(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PAGE", 3)
    monkeypatch.setattr(sending, "MOST_PRINTED", 5)
    made = send_out(busy.house, busy.who("limin"), "journal", {"period": YEAR}, "pdf")
    assert isinstance(made, Invalid) and made.problems[0].code == "sheet.too_long_to_print"
    assert len(_file(busy, "journal", "csv").data) > 500
