"""A file as sheets of text. Bounded: bytes unpacked, rows and columns; formulas are read as their kept values."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from ledger.core import Refused, problem

MOST_ROWS, MOST_COLUMNS = 60_000, 120
MOST_UNPACKED_BYTES = 300_000_000
_DELIMITERS = "\t,;|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of stripped text; row ``n`` of the file is ``rows[n - 1]``, however many cells it has."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_tables(data: bytes, name: str) -> list[Sheet]:
    """All sheets with anything in them; refused where the file is no table."""
    if data[:4] == b"PK\x03\x04":
        sheets = _workbook(data, name)
    elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refused(problem("table.old_excel", "file", name=name))
    else:
        sheets = [Sheet("", tuple(_csv_rows(_decoded(data, name), name)))]
    kept = [one for one in sheets if any(any(row) for row in one.rows)]
    if not kept:
        raise Refused(problem("table.empty", "file", name=name))
    return kept


def _workbook(data: bytes, name: str) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise Refused(problem("table.too_large", "file", name=name, most=MOST_ROWS))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return [Sheet(str(one.title), tuple(_sheet_rows(one, name))) for one in book.worksheets]
        finally:
            book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise Refused(problem("table.unreadable", "file", name=name)) from error


def _sheet_rows(sheet: Any, name: str) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            raise Refused(problem("table.too_large", "file", name=name, most=MOST_ROWS))
        yield tuple(_cell(value) for value in row)


def _cell(value: object) -> str:
    """As people see it: 15 sure digits of a number (what the format keeps), a day as ISO text."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return format(value, ".15g") if abs(value) >= 1e15 or value != int(value) else str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(problem("table.unreadable", "file", name=name))


def _csv_rows(text: str, name: str) -> Iterator[tuple[str, ...]]:
    """The delimiter is the one that most lines of the beginning agree on."""
    head = [line for line in text.splitlines()[:60] if line.strip()]
    delimiter = max(
        _DELIMITERS, key=lambda one: (sum(one in line for line in head), sum(line.count(one) for line in head))
    )
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if number > MOST_ROWS:
                raise Refused(problem("table.too_large", "file", name=name, most=MOST_ROWS))
            yield tuple(cell.strip() for cell in row[:MOST_COLUMNS])
    except csv.Error as error:
        raise Refused(problem("table.unreadable", "file", name=name)) from error
