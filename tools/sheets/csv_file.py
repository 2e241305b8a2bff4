"""A sheet as CSV: RFC 4180 with CRLF, UTF-8 with a byte order mark, so that spreadsheets read Chinese.

The first record holds the headings; then the rows; then, after an empty record, what the file is (company, scope,
who, when), filled up to the same number of fields. Texts are quoted and so remain texts, identifiers too; amounts
(plain decimals) and dates (ISO 8601) are bare. A text that a spreadsheet would take for a formula (CWE-1236) gets
an apostrophe before it; an amount never does.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from itertools import chain

from ledger.core import from_minor
from tools.blocks import Cell, DateCell, MoneyCell
from tools.sheets.sheet import Sheet

TAKEN_FOR_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The last four in full width: where such letters are typed, spreadsheets read them as the first four."""


def _text(text: str) -> str:
    safe = f"'{text}" if text.startswith(TAKEN_FOR_FORMULAS) else text
    return '"' + safe.replace('"', '""') + '"'


def _field(cell: Cell) -> str:
    if isinstance(cell, MoneyCell):
        return format(from_minor(cell.amount_minor, cell.currency), "f")
    if isinstance(cell, DateCell):
        return cell.day.isoformat()
    return _text(cell.text)


def csv_bytes(sheet: Sheet) -> bytes:
    """The file; equal sheets give equal bytes."""
    width = max(len(sheet.table.columns), 2)
    made = io.BytesIO()
    made.write(codecs.BOM_UTF8)
    for record in _records(sheet):
        made.write((",".join(record + [""] * (width - len(record))) + "\r\n").encode())
    return made.getvalue()


def _records(sheet: Sheet) -> Iterator[list[str]]:
    yield [_text(column.title) for column in sheet.table.columns]
    for row in chain(sheet.table.rows, sheet.more):
        yield [_field(cell) for cell in row.cells]
    yield []
    for name, value in sheet.about:
        yield [_text(name), _text(value)]
