"""Vouchers as another program's file: the pages of ``export_vouchers``, written as its description says.

Pages are asked for through the door, one after the other, so the audit has each; nothing but a page is held. A text
that would break the row (the delimiter, a line's end) is written another way; a letter the encoding does not know
becomes a question mark and is counted, so that nobody finds out later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from ledger.core import Principal
from ledger.exchange.mapped import Mapping, mapping
from tools.gateway import Gateway
from tools.outcome import Denied, Done, Failed, Invalid

FULL_WIDTH = {",": "，", ";": "；", "\t": " "}


@dataclass(slots=True)
class Exported:
    """How many vouchers and rows were written, how many letters the encoding could not hold; ``file`` is its ending."""

    file: str
    vouchers: int = 0
    rows: int = 0
    lost: int = 0


def export_file(
    gateway: Gateway, principal: Principal, arguments: dict[str, Any], out: BinaryIO,
    progress: Callable[[int], None] = lambda _vouchers: None,
) -> Exported | Denied | Invalid | Failed:  # fmt: skip
    """Write the file of ``export_vouchers`` with these arguments; a refusal is handed on and nothing is to be kept."""
    if refused := gateway.spend(principal, "exports"):
        return refused
    first = gateway.call(principal, "export_vouchers", arguments)
    if not isinstance(first, Done):
        return first
    page: Any = first.result
    form = mapping(page.format)
    told = Exported(form.file)
    write = _Book(out, form) if form.file == "xlsx" else _Lines(out, form, told)
    write.head(page.preamble)
    while True:
        for row in page.rows:
            write.row(row)
        told.vouchers, told.rows = told.vouchers + page.vouchers, told.rows + len(page.rows)
        progress(told.vouchers)
        if page.following is None:
            break
        outcome = gateway.call(principal, "export_vouchers", arguments | {"following": page.following})
        if not isinstance(outcome, Done):
            return outcome
        page = outcome.result
    write.end()
    return told


class _Lines:
    """A text file."""

    def __init__(self, out: BinaryIO, form: Mapping, told: Exported) -> None:
        self._out, self._form, self._told = out, form, told

    def head(self, preamble: str) -> None:
        if preamble:
            self._line(preamble)
        if self._form.heading:
            self._line(self._form.delimiter.join(self._quoted(one.title) for one in self._form.columns))

    def row(self, row: tuple[str, ...]) -> None:
        self._line(self._form.delimiter.join(self._fields(row)))

    def end(self) -> None:
        """Nothing more to write."""

    def _line(self, text: str) -> None:
        written = text.encode(self._form.encoding, errors="replace")
        self._told.lost += written.decode(self._form.encoding).count("?") - text.count("?")
        self._out.write(written + self._form.line_end.encode())

    def _fields(self, row: tuple[str, ...]) -> Iterator[str]:
        for value, column in zip(row, self._form.columns, strict=True):
            if not value:
                yield '""' if self._form.quote and column.kind == "text" else ""
            elif column.kind == "date":
                yield f"{date.fromisoformat(value):{self._form.date}}"
            elif column.kind in ("amount", "number"):
                yield value.replace(".", self._form.decimal)
            else:
                yield self._quoted(value)

    def _quoted(self, text: str) -> str:
        flat = " ".join(text.split())
        if self._form.quote:
            return '"' + flat.replace('"', '""') + '"'
        return flat.replace(self._form.delimiter, FULL_WIDTH[self._form.delimiter])


class _Book:
    """A workbook, written row by row."""

    def __init__(self, out: BinaryIO, form: Mapping) -> None:
        self._form, self._at = form, 0
        self._book = xlsxwriter.Workbook(out, {"constant_memory": True})
        self._page = self._book.add_worksheet()
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._money = self._book.add_format({"num_format": "0.00##"})

    def head(self, preamble: str) -> None:
        self._page.freeze_panes(1, 0)
        for place, column in enumerate(self._form.columns):
            self._page.write_string(0, place, column.title, self._bold)

    def row(self, row: tuple[str, ...]) -> None:
        self._at += 1
        for place, (value, column) in enumerate(zip(row, self._form.columns, strict=True)):
            if not value:
                continue
            number = Decimal(value) if column.kind in ("amount", "number") else None
            if column.kind == "date":
                self._page.write_datetime(self._at, place, date.fromisoformat(value), self._day)
            elif number is not None and len(number.as_tuple().digits) <= 15:
                self._page.write_number(self._at, place, number, self._money if column.kind == "amount" else None)
            else:
                self._page.write_string(self._at, place, value)

    def end(self) -> None:
        self._book.close()
