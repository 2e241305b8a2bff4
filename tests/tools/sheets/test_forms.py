"""CSV and XLSX by themselves: every byte of a small file, and what an enemy would put into a cell."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ledger.core import from_minor
from ledger.reports.trial_balance import Figures, TrialRow
from tools.blocks import Column, DateCell, Row, Table, money, words
from tools.sheets.csv_file import csv_bytes
from tools.sheets.sheet import Sheet
from tools.sheets.xlsx_file import xlsx_bytes

MADE_AT = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
ATTACKS = (
    "=cmd|'/c calc'!A1",
    "+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "－5",
    '=HYPERLINK("http://evil.example","x")',
)
LONG_NUMBER = "26952000000123456789"
COLUMNS = (Column(title="编号"), Column(title="日期"), Column(title="金额", numeric=True))


def _sheet(*rows: Row, columns: tuple[Column, ...] = COLUMNS) -> Sheet:
    return Sheet("账", (("公司", "蓝海制造"), ("范围", "仅限 · CNY")), Table(columns=columns, rows=rows), MADE_AT)


def _row(text: str, amount_minor: int, currency: str = "CNY", **more: Any) -> Row:
    return Row(cells=(words(text), DateCell(day=date(2026, 11, 3)), money(amount_minor, currency)), **more)


def _page(sheet: Sheet) -> Any:
    return load_workbook(io.BytesIO(xlsx_bytes(sheet))).active


def _records(sheet: Sheet) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(sheet).decode("utf-8-sig"), newline="")))


def test_the_whole_csv_byte_for_byte() -> None:
    total = Row(cells=(words("合计"), words(""), money(-122_356, "CNY")), weight="total")
    made = csv_bytes(_sheet(_row('说"好", 再来', -123_456), _row(LONG_NUMBER, 1_100), total))
    assert made == (
        b"\xef\xbb\xbf"
        + (
            '"编号","日期","金额"\r\n'
            '"说""好"", 再来",2026-11-03,-1234.56\r\n'
            '"26952000000123456789",2026-11-03,11.00\r\n'
            '"合计","",-1223.56\r\n'
            ",,\r\n"
            '"公司","蓝海制造",\r\n'
            '"范围","仅限 · CNY",\r\n'
        ).encode()
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_that_would_become_a_formula_stays_a_text(attack: str) -> None:
    sheet = _sheet(_row(attack, -100), columns=(Column(title=attack), *COLUMNS[1:]))
    heading, record = _records(sheet)[:2]
    assert heading[0] == record[0] == f"'{attack}"
    assert record[2] == "-1.00", "a negative amount stays a number"
    cell = _page(sheet)["A5"]
    assert (cell.data_type, cell.value) == ("s", attack.replace("\r", "_x000D_") if "\r" in attack else attack)
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", ["a=1", " =1", "'=1", "记-0012", ""])
def test_other_texts_are_left_as_they_are(text: str) -> None:
    sheet = _sheet(_row(text, 100))
    assert _records(sheet)[1][0] == text


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_file_is_cannot_become_a_formula_either(attack: str) -> None:
    sheet = Sheet("x", (("公司", attack),), Table(columns=COLUMNS, rows=()), MADE_AT)
    assert _records(sheet)[-1][1] == f"'{attack}"
    assert _page(sheet)["B1"].data_type == "s"


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(-(10**15) + 1, 10**15 - 1)), max_size=12))
def test_whatever_the_texts_every_amount_and_row_survives_in_both(rows: list[tuple[str, int]]) -> None:
    sheet = _sheet(*[_row(text, amount) for text, amount in rows])
    body = _records(sheet)[1 : len(rows) + 1]
    wanted = [from_minor(amount, "CNY") for _, amount in rows]
    assert [Decimal(record[2]) for record in body] == wanted
    assert [record[0].removeprefix("'") for record in body] == [text.removeprefix("'") for text, _ in rows]
    page = _page(sheet)
    read = [page.cell(5 + line, 3).value for line in range(len(rows))]
    assert [Decimal(str(value)).quantize(Decimal("0.01")) for value in read] == wanted
    assert all(page.cell(5 + line, 1).data_type != "f" for line in range(len(rows)))


def test_the_workbook_has_numbers_dates_and_texts_where_they_belong() -> None:
    total = Row(cells=(words("合计"), words(""), money(5, "CNY")), weight="total")
    page = _page(_sheet(_row(LONG_NUMBER, -123_456), _row("x", 5_000, "JPY", indent=2), _row("x", 1, "BHD"), total))
    assert [page["A1"].value, page["B1"].value] == ["公司", "蓝海制造"]
    assert [cell.value for cell in page[4]] == ["编号", "日期", "金额"]
    assert (page["A5"].data_type, page["A5"].value) == ("s", LONG_NUMBER)
    assert (page["B5"].is_date, page["B5"].value) == (True, datetime(2026, 11, 3))
    assert (page["C5"].data_type, page["C5"].value) == ("n", -1234.56)
    formats = [page[f"C{line}"].number_format for line in (5, 6, 7)]
    assert formats == ["#,##0.00;[Red]-#,##0.00", "#,##0;[Red]-#,##0", "#,##0.000;[Red]-#,##0.000"]
    assert page["C6"].value == 5000
    assert (page["A6"].alignment.indent, page["C5"].alignment.horizontal) == (2, "right")
    assert (page["A8"].font.bold, page["C8"].font.bold, page["A5"].font.bold) == (True, True, False)
    assert page.freeze_panes == "C5"
    assert page.column_dimensions["A"].width > len(LONG_NUMBER)


def test_no_name_above_the_table_is_cut_by_its_value() -> None:
    table = Table(columns=(Column(title="No."), Column(title="Name")), rows=(Row(cells=(words("1"), words("x"))),))
    page = _page(Sheet("x", (("Exported by somebody", "Li Min"),), table, MADE_AT))
    assert page.column_dimensions["A"].width > len("Exported by somebody")


def test_an_amount_that_a_spreadsheet_would_round_keeps_every_digit_as_text() -> None:
    page = _page(_sheet(_row("x", 9_007_199_254_740_993)))
    assert (page["C5"].data_type, page["C5"].value) == ("s", "90071992547409.93")


@pytest.mark.parametrize("made", [csv_bytes, xlsx_bytes])
def test_equal_sheets_are_equal_bytes(made: Any) -> None:
    assert made(_sheet(_row("x", 1))) == made(_sheet(_row("x", 1)))


def test_a_foreign_account_carries_its_own_figures_in_its_own_currency() -> None:
    from tools.shared.trial_sheet import trial_sheet

    rows = [
        TrialRow("100201", "人民币户", "CNY account", 2, True, "CNY", Figures(0, 700, 0, 700, 0), Figures(0, 700, 0, 700, 0)),
        TrialRow("100202", "日元户", "JPY account", 2, True, "JPY", Figures(0, 0, 90_000, 0, 90_000), Figures(0, 0, 4_213_05, 0, 4_213_05)),
    ]  # fmt: skip
    total = rows[0].base + rows[1].base
    english = trial_sheet(rows, total, "CNY", "en")
    table = {column.title: place for place, column in enumerate(english.columns)}
    yen = _records(Sheet("t", (), english, MADE_AT))[2]
    assert yen[table["Closing (debit +, credit −)"]] == "-4213.05"
    assert yen[table["Currency"]] == "JPY"
    assert yen[table["Closing (debit +, credit −), own currency"]] == "-90000"
    assert len(trial_sheet(rows[:1], rows[0].base, "CNY", "en").columns) == 8, "no foreign account, no such columns"
