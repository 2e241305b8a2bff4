"""A sheet as XLSX: lines on what it is, then the table with its headings held in view. No formula anywhere.

Amounts are numbers in their currency's format, dates are dates, everything else is text (``write_string``: nothing
a person or a document wrote is ever taken for a formula or a link). A number in this format has 15 sure digits; an
amount with more is written as text, so that none is lost. Equal sheets give equal bytes.
"""

from __future__ import annotations

import io
from itertools import chain
from typing import Any

import xlsxwriter

from ledger.core import exponent, from_minor
from tools.blocks import Cell, Column, DateCell, MoneyCell, Row
from tools.sheets.sheet import Sheet, wide

SURE_DIGITS = 15
NARROWEST, WIDEST = 9, 48
A4 = 9


def money_format(currency: str) -> str:
    """Grouped, with the currency's digits; negative is red *and* has its sign."""
    digits = exponent(currency)
    plain = "#,##0" + ("." + "0" * digits if digits else "")
    return f"{plain};[Red]-{plain}"


class _Formats:
    """Cell formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_size": 11, **properties})
        return self._made[key]

    def cell(self, cell: Cell, column: Column, row: Row, first: bool) -> Any:
        look: dict[str, object] = {"align": "right"} if column.numeric else {}
        if first and row.indent:
            look |= {"align": "left", "indent": row.indent}
        if row.weight != "line":
            look["bold"] = True
        if row.weight == "total":
            look["top"] = 1
        if isinstance(cell, MoneyCell):
            look["num_format"] = money_format(cell.currency)
        if isinstance(cell, DateCell):
            look |= {"num_format": "yyyy-mm-dd", "align": "left"}
        return self.of(**look)


def _write(page: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, DateCell):
        done = page.write_datetime(row, place, cell.day, look)
    elif isinstance(cell, MoneyCell) and abs(cell.amount_minor) < 10**SURE_DIGITS:
        done = page.write_number(row, place, from_minor(cell.amount_minor, cell.currency), look)
    elif isinstance(cell, MoneyCell):
        done = page.write_string(row, place, format(from_minor(cell.amount_minor, cell.currency), "f"), look)
    else:
        done = page.write_string(row, place, cell.text, look)
    assert done == 0, f"cell {row},{place} was not written: {done}"


def _width(sheet: Sheet, place: int) -> int:
    titles = [sheet.table.columns[place].title, *(name for name, _ in sheet.about if place == 0)]
    widest = max(map(wide, titles))
    for row in sheet.table.rows:
        cell = row.cells[place]
        if isinstance(cell, MoneyCell):
            widest = max(widest, len(f"{from_minor(cell.amount_minor, cell.currency):,}"))
        else:
            widest = max(widest, 10 if isinstance(cell, DateCell) else wide(cell.text) + 2 * row.indent)
    return min(max(widest + 2, NARROWEST), WIDEST)


def _fill(book: Any, sheet: Sheet) -> None:
    page, formats, table = book.add_worksheet(), _Formats(book), sheet.table
    for line, (name, value) in enumerate(sheet.about):
        page.write_string(line, 0, name, formats.of(bold=True))
        page.write_string(line, 1, value, formats.of())
    top = len(sheet.about) + 1
    for place, column in enumerate(table.columns):
        page.set_column(place, place, _width(sheet, place))
        align = "right" if column.numeric else "left"
        page.write_string(top, place, column.title, formats.of(bold=True, bottom=1, align=align))
    for line, row in enumerate(chain(table.rows, sheet.more), top + 1):
        for place, cell in enumerate(row.cells):
            _write(page, line, place, cell, formats.cell(cell, table.columns[place], row, place == 0))
    page.freeze_panes(top + 1, next((i for i, column in enumerate(table.columns) if column.numeric), 1))
    page.repeat_rows(top)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def xlsx_bytes(sheet: Sheet) -> bytes:
    """The file, one worksheet."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True} if sheet.more == () else {"constant_memory": True})
    book.set_properties({"title": sheet.title, "created": sheet.made_at})
    _fill(book, sheet)
    book.close()
    return made.getvalue()
